/** The XML of JUnit: a suite for each file with findings, a failed case for each finding. */
import { type LintFormat, rangesOf, type ReportedFile, visibleFindings } from "./reported-file.ts";
import { escapeXml } from "./xml.ts";

/** Returns the format; all of it is written at the end, because the counts come first. */
export function createJunitFormat(): LintFormat {
  const suites: string[] = [];
  let cases = 0;
  return {
    file(file) {
      const count = visibleFindings(file).length;
      if (count > 0) suites.push(suiteOf(file, count));
      cases += count;
      return "";
    },
    end() {
      const head = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lix-lint" tests="${cases}" failures="${cases}">\n`;
      return `${head}${suites.join("")}</testsuites>\n`;
    },
  };
}

function suiteOf(file: ReportedFile, count: number): string {
  const rangeOf = rangesOf(file);
  const path = escapeXml(file.path);
  const cases = visibleFindings(file).map(({ code, message, severity, span }) => {
    const { line, column } = rangeOf(span).start;
    const text = escapeXml(message);
    const failure = `<failure type="${severity}" message="${text}">${path}:${line}:${column}: ${text}</failure>`;
    return `    <testcase classname="${path}" name="${code} (${line}:${column})">${failure}</testcase>\n`;
  });
  return `  <testsuite name="${path}" tests="${count}" failures="${count}">\n${cases.join("")}  </testsuite>\n`;
}
