/**
 * The account of a run as SARIF 2.1.0, for code scanning services: what was left, with its reason and place, and what
 * went wrong. What was rewritten is no finding; it is counted in the properties of the run.
 */
import { createLineIndex, type Diagnostic, type LineIndex, positionAt, type Severity } from "@lix-tools/parser";
import type { FileReport } from "@lix-tools/cli-kit/report";
import type { RunOptions } from "../run/run-options.ts";
import { codemods } from "../registry.ts";
import { assumptions } from "./assumptions.ts";
import type { Summary } from "./summary.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";
const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** A log that is being written. */
export interface SarifLog {
  /** Adds what was said about a file. */
  add(file: FileReport): void;
  /** Returns the log as text. */
  finish(ending: SarifEnding): string;
}

/** What is known at the end. */
export interface SarifEnding {
  readonly summary: Summary;
  readonly options: RunOptions;
  readonly version: string;
}

/** Returns a log without results. */
export function createSarifLog(): SarifLog {
  const results: object[] = [];
  const rules = codemods.map(({ id, name, summary, detector }) => ({
    id: detector.code,
    name,
    shortDescription: { text: summary },
    properties: { codemod: id },
  }));
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    add({ path, source, diagnostics }) {
      const lines = source === undefined ? null : createLineIndex(source);
      for (const diagnostic of diagnostics) results.push(resultOf(path, diagnostic, lines, ruleIndex));
    },
    finish({ summary: { files, changed, written, statuses, verified }, options, version }) {
      const { to, mode, verify } = options;
      const properties = { to, mode, verify, files, changed, written, statuses, verified, assumptions };
      const tool = { driver: { name: "lix-migrate", version, rules } };
      const run = { tool, columnKind: "unicodeCodePoints", results, properties };
      return `${JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] }, null, 1)}\n`;
    },
  };
}

function resultOf(
  path: string,
  { code, severity, message, notes = [], span }: Diagnostic,
  lines: LineIndex | null,
  ruleIndex: ReadonlyMap<string, number>,
): object {
  const index = ruleIndex.get(code);
  return {
    ruleId: code,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levels[severity],
    message: { text: [message, ...notes].join("\n") },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(path) },
          ...(lines === null ? {} : { region: regionOf(lines, span) }),
        },
      },
    ],
  };
}

function regionOf(lines: LineIndex, span: Diagnostic["span"]): object {
  const [start, end] = [positionAt(lines, span.start), positionAt(lines, span.end)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
