/**
 * The neutrality rule (specification D.5): configuration may say that a file without a clause is Nix 2 only where that
 * changes nothing, because a plain evaluator reads the file as legacy.
 */
import type { Tree } from "../cst/tree.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { makeLangver } from "./editions.ts";
import type { Langver } from "./langver.ts";

export interface NeutralityQuestion {
  readonly source: Uint8Array;
  /** What the configuration says. */
  readonly configured: Langver;
  /** Returns the tree of a file, or null where it has errors. */
  readonly parse: (source: Uint8Array, langver: Langver) => Tree | null;
  /** Tells whether two trees lower to equal core terms. The lowering lives elsewhere, so the caller brings it. */
  readonly coreEqual: (legacy: Tree, configured: Tree) => boolean;
}

/** Returns null if the file may be read as configured, else the diagnostic `langver/needs-clause`. */
export function checkNeutrality(question: NeutralityQuestion): Diagnostic | null {
  const { source, configured, parse, coreEqual } = question;
  if (configured.edition === "legacy" || configured.edition === "lix") return null;
  const legacy = parse(source, makeLangver("legacy"));
  const reading = parse(source, configured);
  if (legacy !== null && reading !== null && coreEqual(legacy, reading)) return null;
  const text = `use experimental.${configured.edition};\n`;
  return {
    code: "langver/needs-clause",
    severity: "error",
    span: { start: 0, end: 0 },
    message: `found a file configured as \`${configured.edition}\` that other evaluators read differently, expected a clause`,
    notes: [legacyReading(legacy, reading)],
    fixes: [{ title: `write \`${text.trimEnd()}\``, edits: [{ span: { start: 0, end: 0 }, text }] }],
  };
}

function legacyReading(legacy: Tree | null, reading: Tree | null): string {
  if (legacy === null) return "as legacy it has syntax errors";
  if (reading === null) return "as configured it has syntax errors";
  return "as legacy it means something else";
}
