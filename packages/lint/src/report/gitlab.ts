/** The code quality report of GitLab: one array of issues, each with a fingerprint that survives moved lines. */
import type { Severity } from "@lix-tools/parser";
import { fingerprintsOf, type LintFormat, rangesOf } from "./reported-file.ts";

const severities: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info" };

/** Returns the format; all of it is written at the end. */
export function createGitlabFormat(): LintFormat {
  const issues: unknown[] = [];
  return {
    file(file) {
      const rangeOf = rangesOf(file);
      const fingerprints = fingerprintsOf(file);
      for (const [index, finding] of file.findings.entries()) {
        if (finding.suppression !== null) continue;
        const { start, end } = rangeOf(finding.span);
        issues.push({
          description: finding.message,
          check_name: finding.code,
          fingerprint: fingerprints[index],
          severity: severities[finding.severity],
          location: { path: file.path, lines: { begin: start.line, end: end.line } },
        });
      }
      return "";
    },
    end: () => `${JSON.stringify(issues, null, 2)}\n`,
  };
}
