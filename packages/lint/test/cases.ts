/**
 * The format of `*.cases.txt`: prose that says what a rule finds, why it matters and when its fix is sound, then cases.
 *
 *     === title [langver=nix2] [target=nix2] [path=pkgs/a/default.nix] [executable=yes] [options={"exempt":["lib"]}]
 *     source, with the findings of the rule drawn under it
 *     ^^^^^^ message
 *     --- fixed
 *     what the safe fixes make of it
 *     --- unsafe
 *     what safe and unsafe fixes make of it, where that is something else
 *
 * A finding is drawn by carets on a line that begins with `#`, or with the first caret where it begins in column 1; `~`
 * says that it goes on in the next line. `UPDATE=1` writes what is drawn and fixed anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type Edition, findUseClause, makeLangver, resolveLangver } from "@lix-tools/parser";
import type { RuleOptions } from "../src/engine/context.ts";
import { createRuleTable } from "../src/engine/dispatch.ts";
import type { Finding } from "../src/engine/finding.ts";
import { type LintInput, type LintSettings, lintSource } from "../src/engine/lint.ts";
import { type Rule, ruleId } from "../src/engine/rule.ts";
import { defaultTarget, parseTarget } from "../src/engine/target.ts";
import { fixSource, type FixResult } from "../src/fix/fix-source.ts";
import { createRuleNames } from "../src/rule-names.ts";
import { allRules } from "../src/registry.ts";

export interface Case {
  readonly title: string;
  readonly settings: Readonly<Record<string, string>>;
  /** With markers. */
  readonly drawn: string;
  readonly fixed: string | null;
  readonly unsafe: string | null;
}

export interface CaseFile {
  readonly prose: string;
  readonly cases: readonly Case[];
}

const marker = /^(#\s*\^|\^)/;

export function parseCases(text: string): CaseFile {
  const [prose = "", ...blocks] = `\n${text}`.split(/\n=== /);
  return { prose: prose.trim(), cases: blocks.map(parseCase) };
}

function parseCase(block: string): Case {
  const lineEnd = block.indexOf("\n");
  const head = block.slice(0, lineEnd);
  const settings: Record<string, string> = {};
  const title = head.replaceAll(/\s*\[(\w+)=((?:[^[\]]|\[[^\]]*\])*)\]/g, (_, key: string, value: string) => {
    settings[key] = value;
    return "";
  });
  const parts: Record<string, string> = {};
  let name = "drawn";
  for (const line of block.slice(lineEnd + 1).split("\n")) {
    const section = /^--- (fixed|unsafe)$/.exec(line);
    if (section !== null) name = section[1] ?? "";
    else parts[name] = `${parts[name] ?? ""}${line}\n`;
  }
  const tidy = (part: string | undefined): string | null =>
    part === undefined ? null : `${part.replace(/\n+$/, "")}\n`;
  return {
    title: title.trim(),
    settings,
    drawn: tidy(parts["drawn"]) ?? "",
    fixed: tidy(parts["fixed"]),
    unsafe: tidy(parts["unsafe"]),
  };
}

/** Bytes a text file cannot show: `␀` NUL, `␍` CR, `␉` tab, `␦` a byte that is no UTF-8. */
function bytesOf(source: string): Uint8Array {
  const encoded = new TextEncoder().encode(source.replaceAll("␀", "\0").replaceAll("␍", "\r").replaceAll("␉", "\t"));
  const text = Buffer.from(encoded).toString("latin1").replaceAll(Buffer.from("␦").toString("latin1"), "\u00ff");
  return new Uint8Array(Buffer.from(text, "latin1"));
}

function showBytes(source: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(source)
    .replaceAll("\0", "␀")
    .replaceAll("\r", "␍")
    .replaceAll("\t", "␉")
    .replaceAll("\u{fffd}", "␦");
}

export function sourceOf({ drawn }: Case): string {
  return drawn
    .split("\n")
    .filter((line) => !marker.test(line))
    .join("\n");
}

/** What the linter makes of a case: the same text with markers drawn anew, and the fixed texts. */
export interface Outcome {
  readonly drawn: string;
  readonly fixed: string | null;
  readonly unsafe: string | null;
  readonly safeResult: FixResult;
}

export function runCase(rule: Rule, testCase: Case): Outcome {
  const source = sourceOf(testCase);
  const settings = settingsFor(rule, testCase);
  const edition = (testCase.settings["langver"] ?? "legacy") as Edition;
  const bytes = bytesOf(source);
  const { langver, diagnostics } = resolveLangver({ clause: findUseClause(bytes), configured: makeLangver(edition) });
  const executable = testCase.settings["executable"];
  const input: LintInput = {
    source: bytes,
    langver,
    path: testCase.settings["path"] ?? null,
    isExecutable: () => (executable === undefined ? null : executable === "yes"),
    diagnostics,
  };
  const { findings } = lintSource(input, settings);
  const id = ruleId(rule);
  const safe = fixSource(input, settings, { level: "safe", only: new Set([id]) });
  const unsafe = fixSource(input, settings, { level: "unsafe", only: new Set([id]) });
  const safeText = showBytes(safe.output);
  const unsafeText = showBytes(unsafe.output);
  return {
    drawn: draw(
      source,
      findings.filter(({ code, suppression }) => code === id && suppression === null),
    ),
    fixed: safeText === source ? null : safeText,
    unsafe: unsafeText === safeText ? null : unsafeText,
    safeResult: safe,
  };
}

function settingsFor(rule: Rule, { settings }: Case): LintSettings {
  const options: RuleOptions =
    settings["options"] === undefined ? {} : { [ruleId(rule)]: JSON.parse(settings["options"]) };
  const suppression = ["correct/unused-suppression", "correct/unknown-suppression"].includes(ruleId(rule));
  return {
    table: createRuleTable(suppression ? allRules : [rule]),
    names: createRuleNames(allRules),
    target: parseTarget(settings["target"] ?? "legacy") ?? defaultTarget,
    severities: new Map(),
    options,
    suppressions: "honour",
  };
}

function draw(source: string, findings: readonly Finding[]): string {
  const lines = source.split("\n");
  const bytes = bytesOf(source);
  const drawn: string[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    if (index < lines.length - 1 || line !== "") drawn.push(line);
    const end = offset + bytesOf(line).length;
    for (const { span, message, notes = [] } of findings) {
      if (span.start < offset || span.start > end) continue;
      const column = [...new TextDecoder().decode(bytes.subarray(offset, span.start))].length;
      const width = Math.max(
        1,
        [...new TextDecoder().decode(bytes.subarray(span.start, Math.min(span.end, end)))].length,
      );
      const carets = "^".repeat(width) + (span.end > end ? "~" : "");
      const lead = column === 0 ? "" : `#${" ".repeat(column - 1)}`;
      drawn.push(`${lead}${carets} ${[message, ...notes].join("; ")}`);
    }
    offset = end + 1;
  }
  return `${drawn.join("\n").replace(/\n+$/, "")}\n`;
}

export function readCaseFile(path: string): CaseFile {
  return parseCases(readFileSync(path, "utf8"));
}

export function writeCaseFile(path: string, prose: string, cases: readonly (Case & Outcome)[]): void {
  const blocks = cases.map(({ title, settings, drawn, fixed, unsafe }) => {
    const flags = Object.entries(settings).map(([key, value]) => ` [${key}=${value}]`);
    const parts = [`=== ${title}${flags.join("")}\n${drawn}`];
    if (fixed !== null) parts.push(`--- fixed\n${fixed.replace(/\n*$/, "\n")}`);
    if (unsafe !== null) parts.push(`--- unsafe\n${unsafe.replace(/\n*$/, "\n")}`);
    return parts.join("");
  });
  writeFileSync(path, `${prose}\n\n${blocks.join("\n")}`);
}
