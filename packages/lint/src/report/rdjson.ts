/** The format of reviewdog: one document with a diagnostic for each finding and the replacements of its fix. */
import type { Severity } from "@lix-tools/parser";
import { type LintFormat, rangesOf, visibleFindings } from "./reported-file.ts";
import { ruleUrl } from "../engine/rule.ts";

const severities: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/** Returns the format; all of it is written at the end. */
export function createRdjsonFormat({ docsUrl }: { readonly docsUrl: string }): LintFormat {
  const diagnostics: unknown[] = [];
  return {
    file(file) {
      const rangeOf = rangesOf(file);
      for (const { code, shortCode, message, severity, span, fix } of visibleFindings(file)) {
        diagnostics.push({
          message,
          severity: severities[severity],
          location: { path: file.path, range: rangeOf(span) },
          code: { value: code, url: ruleUrl(shortCode, docsUrl) },
          ...(fix === null
            ? {}
            : { suggestions: fix.edits.map((edit) => ({ range: rangeOf(edit.span), text: edit.text })) }),
        });
      }
      return "";
    },
    end: () => `${JSON.stringify({ source: { name: "lix-lint" }, diagnostics }, null, 2)}\n`,
  };
}
