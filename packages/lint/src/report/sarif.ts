/**
 * SARIF 2.1.0, for code scanning services. Suppressed findings are in it, marked as such; fingerprints are made of text
 * and not of lines, so that a finding is the same one after the file changed elsewhere.
 */
import type { Severity } from "@lix-tools/parser";
import type { Finding } from "../engine/finding.ts";
import { type Rule, ruleId, ruleUrl } from "../engine/rule.ts";
import { fingerprintsOf, type LintFormat, type Range, rangesOf, type ReportedFile } from "./reported-file.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";
const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** What the log says about the tool. */
export interface SarifTool {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** Where the pages of rules are. */
  readonly docsUrl: string;
}

/** Returns the format; all of it is written at the end. */
export function createSarifFormat({ version, rules, docsUrl }: SarifTool): LintFormat {
  const results: unknown[] = [];
  const ruleIndex = new Map(rules.map((rule, index) => [ruleId(rule), index]));
  return {
    file(file) {
      const rangeOf = rangesOf(file);
      const fingerprints = fingerprintsOf(file);
      for (const [index, finding] of file.findings.entries()) {
        results.push(resultOf(file, finding, { rangeOf, ruleIndex, fingerprint: fingerprints[index] ?? "" }));
      }
      return "";
    },
    end() {
      const driver = { name: "lix-lint", version, rules: rules.map((rule) => descriptorOf(rule, docsUrl)) };
      const run = { tool: { driver }, columnKind: "unicodeCodePoints", results };
      return `${JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] }, null, 2)}\n`;
    },
  };
}

function descriptorOf(rule: Rule, docsUrl: string): unknown {
  return {
    id: ruleId(rule),
    name: rule.name,
    shortDescription: { text: rule.summary },
    help: { text: `lix-lint explain ${ruleId(rule)}` },
    helpUri: ruleUrl(rule.code, docsUrl),
    defaultConfiguration: { level: levels[rule.severity], enabled: rule.preset === "recommended" },
    properties: { group: rule.group, code: rule.code, fix: rule.fix, preset: rule.preset },
  };
}

interface ResultDetails {
  readonly rangeOf: ReturnType<typeof rangesOf>;
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly fingerprint: string;
}

function resultOf(
  { path }: ReportedFile,
  finding: Finding,
  { rangeOf, ruleIndex, fingerprint }: ResultDetails,
): unknown {
  const artifactLocation = { uri: encodeURI(path) };
  const { code, severity, message, notes = [], related = [], fixes = [], suppression } = finding;
  const index = ruleIndex.get(code);
  return {
    ruleId: code,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levels[severity],
    message: { text: [message, ...notes].join("\n") },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(rangeOf(finding.span)) } }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place) => ({
            physicalLocation: { artifactLocation, region: regionOf(rangeOf(place.span)) },
            message: { text: place.message },
          })),
        }),
    partialFingerprints: { "lixLint/v1": fingerprint },
    ...(fixes.length === 0
      ? {}
      : {
          fixes: fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: [
              {
                artifactLocation,
                replacements: edits.map(({ span, text }) => ({
                  deletedRegion: regionOf(rangeOf(span)),
                  insertedContent: { text },
                })),
              },
            ],
          })),
        }),
    ...(suppression === null
      ? {}
      : {
          suppressions: [
            { kind: "inSource", ...(suppression.reason === null ? {} : { justification: suppression.reason }) },
          ],
        }),
  };
}

function regionOf({ start, end }: Range): unknown {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
