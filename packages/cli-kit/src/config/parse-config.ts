/**
 * From the text of a `lix.toml` to checked values. Problems name the key they are about by its path; `locate-problem.ts`
 * finds the place in the text when there is something to show.
 */
import leven from "leven";
import { parse as parseToml, TomlError, type TomlTable } from "smol-toml";
import * as v from "valibot";
import { type ConfigSection, filesSection, langverSection, tableNames } from "./sections.ts";

/** What is wrong with a configuration file. */
export interface ConfigProblem {
  readonly code: "config/syntax" | "config/unknown-key" | "config/missing-key" | "config/value";
  readonly message: string;
  /** The key from the root down, or the line and column of a syntax error. */
  readonly place: KeyPlace | { readonly line: number; readonly column: number };
}

/** A key, or the value it has, by its path from the root. */
export interface KeyPlace {
  readonly path: readonly (string | number)[];
  readonly part: "key" | "value";
}

/** The tables of a file as TOML has them, or what is wrong. */
export type ParsedConfig = { readonly tables: TomlTable } | { readonly problems: readonly ConfigProblem[] };

/** Returns the tables of a configuration text, checked by the sections a command knows. */
export function parseConfig(text: string, sections: readonly ConfigSection<unknown>[]): ParsedConfig {
  let tables: TomlTable;
  try {
    // The length of the nesting is bounded by smol-toml's own limit.
    tables = parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { problems: [syntaxProblem(error)] };
  }
  const known = [filesSection, langverSection, ...sections];
  const problems = Object.keys(tables).flatMap((name) => {
    if (!tableNames.includes(name)) return [unknownKey([name], tableNames, "table")];
    const section = known.find((candidate) => candidate.name === name);
    return section === undefined ? [] : checkTable(section, tables[name]);
  });
  return problems.length > 0 ? { problems } : { tables };
}

/** Returns the checked value of a section; the tables must come from `parseConfig` with this section. */
export function readSection<Value>(tables: TomlTable, section: ConfigSection<Value>): Value {
  return v.parse(section.schema, tables[section.name] ?? {});
}

function syntaxProblem(error: TomlError): ConfigProblem {
  const [line = ""] = error.message.replace(/^Invalid TOML document: /u, "").split("\n");
  return { code: "config/syntax", message: line, place: { line: error.line, column: error.column } };
}

function checkTable(section: ConfigSection<unknown>, table: unknown): ConfigProblem[] {
  const { issues = [] } = v.safeParse(section.schema, table);
  // valibot stops at the first unknown key, so all of them are found here.
  const others = issues.filter(({ expected }) => expected !== "never");
  return [
    ...unknownKeys(section.schema, table, [section.name]),
    ...others.map((issue) => describeIssue(section.name, issue)),
  ];
}

function unknownKeys(schema: unknown, value: unknown, path: readonly (string | number)[]): ConfigProblem[] {
  const plain = unwrap(schema);
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => unknownKeys(memberOf(plain, "item"), element, [...path, index]));
  }
  const entries = memberOf(plain, "entries");
  if (!isTable(entries) || !isTable(value)) return [];
  return Object.keys(value).flatMap((key) =>
    Object.hasOwn(entries, key)
      ? unknownKeys(memberOf(entries, key), memberOf(value, key), [...path, key])
      : [unknownKey([...path, key], Object.keys(entries), "key")],
  );
}

function describeIssue(table: string, issue: v.BaseIssue<unknown>): ConfigProblem {
  const steps = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
  const path = [table, ...steps];
  if (issue.input === undefined) {
    const message = `the key \`${path.at(-1)}\` is missing`;
    return { code: "config/missing-key", message, place: { path: path.slice(0, -1), part: "key" } };
  }
  const message = `found ${describeValue(issue.input)}, expected ${describeType(issue.expected ?? "")}`;
  return { code: "config/value", message: message + suggestValue(issue), place: { path, part: "value" } };
}

function unknownKey(path: readonly (string | number)[], candidates: readonly string[], noun: string): ConfigProblem {
  const key = String(path.at(-1));
  const message = `there is no ${noun} \`${key}\`${suggest(key, candidates)}`;
  return { code: "config/unknown-key", message, place: { path, part: "key" } };
}

/** Returns `; did you mean …?` for the nearest of the candidates, or else the list of them. */
function suggest(found: string, candidates: readonly string[]): string {
  const near = candidates.toSorted((a, b) => leven(found, a) - leven(found, b))[0];
  if (near !== undefined && leven(found, near) <= Math.max(2, found.length / 3)) return `; did you mean \`${near}\`?`;
  return candidates.length === 0 ? "" : `; there is ${candidates.map((name) => `\`${name}\``).join(", ")}`;
}

function suggestValue(issue: v.BaseIssue<unknown>): string {
  const choices = [...(issue.expected ?? "").matchAll(/"([^"]*)"/gu)].map(([, choice]) => choice ?? "");
  return typeof issue.input === "string" && choices.length > 0 ? suggest(issue.input, choices) : "";
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (value instanceof Date) return "a date";
  return isTable(value) ? "a table" : `\`${typeof value === "string" ? JSON.stringify(value) : String(value)}\``;
}

function isTable(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Returns a type as valibot names it in words, and literals in backquotes. */
function describeType(name: string): string {
  const words: Readonly<Record<string, string>> = {
    Array: "an array",
    Object: "a table",
    Date: "a date",
    boolean: "a boolean",
    bigint: "an integer",
    number: "a number",
    string: "a string",
  };
  if (name.includes(" | ")) return `one of ${name.replaceAll(/[()]/gu, "").replaceAll(" | ", ", ")}`;
  return words[name] ?? `\`${name}\``;
}

/** Returns the schema below `optional(…)`; a pipe already shows the members of its first schema. */
function unwrap(schema: unknown): unknown {
  const wrapped = memberOf(schema, "wrapped");
  return wrapped === undefined ? schema : unwrap(wrapped);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
