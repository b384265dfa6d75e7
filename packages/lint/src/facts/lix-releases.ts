/**
 * Since when Lix warns about what it deprecates, and since when it refuses it. Before its first warning a construct is
 * as good as any other.
 */
import { compareReleases } from "@lix-tools/eval-core";
import type { LixVerdict, Severity } from "@lix-tools/parser";

/** Releases of Lix. Which of the two a site gets later on may depend on the site; its verdict says. */
interface Since {
  readonly warns: string;
  /** Where a warning came first. */
  readonly refuses?: string;
}

/** By the code of the detector. */
const history: Readonly<Record<string, Since>> = {
  "langver/ancient-let": { warns: "2.92", refuses: "2.95" },
  "langver/cr-line-endings": { warns: "2.93" },
  "langver/float-leading-dot": { warns: "2.95" },
  "langver/indented-first-line": { warns: "2.95" },
  "langver/nul-byte": { warns: "2.93" },
  "langver/or-identifier": { warns: "2.95" },
  "langver/rec-dynamic-attr": { warns: "2.95" },
  "langver/rec-overrides": { warns: "2.92", refuses: "2.95" },
  "langver/rec-set-merge": { warns: "2.95" },
  "langver/shadow-literal": { warns: "2.95" },
  "langver/shadow-operator-symbol": { warns: "2.92" },
  "langver/string-escape": { warns: "2.95" },
  "langver/token-whitespace": { warns: "2.95" },
  "langver/url-literal": { warns: "2.92" },
};

/** Returns how grave a site is for a release of Lix, the newest if it is null. `verdict` is what the newest does. */
export function lixSeverity(code: string, verdict: LixVerdict, version: string | null): Severity {
  if (verdict === "gap") return "info";
  const since = history[code];
  if (version === null || since === undefined) return verdict;
  if (compareReleases(version, since.warns) < 0) return "info";
  return since.refuses !== undefined && compareReleases(version, since.refuses) < 0 ? "warning" : verdict;
}
