/**
 * The kinds of node and the fields of all dialects together, read from what the grammar generator wrote. A dialect that
 * lacks a kind simply never makes one, so one numbering serves all.
 */
import { readFileSync } from "node:fs";
import { dialects, generatedFile } from "./grammar-paths.mjs";

const readJson = (url) => JSON.parse(readFileSync(url, "utf8"));

/** Returns `node-types.json` of every dialect. */
export function readNodeTypes() {
  return dialects.map((dialect) => readJson(generatedFile(dialect, "node-types.json")));
}

/** Returns the rules of every dialect by name. */
export function readGrammars() {
  return dialects.map((dialect) => readJson(generatedFile(dialect, "grammar.json")).rules);
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const isSupertype = (type) => type.subtypes !== undefined;

/** Returns the names of named nodes, alphabetical. */
export function namedKinds(nodeTypes) {
  const types = nodeTypes.flat().filter((type) => type.named && !isSupertype(type));
  return [...new Set(types.map(({ type }) => type))].sort(byBytes);
}

/** Returns the texts of tokens, in the order of their bytes. */
export function tokenKinds(nodeTypes) {
  const types = nodeTypes.flat().filter((type) => !type.named);
  return [...new Set(types.map(({ type }) => type))].sort(byBytes);
}

/** Returns the names of fields, alphabetical. */
export function fieldNames(nodeTypes) {
  return [...new Set(nodeTypes.flat().flatMap((type) => Object.keys(type.fields ?? {})))].sort(byBytes);
}

/** Returns the kinds of each supertype. Supertypes within supertypes are resolved. */
export function supertypes(nodeTypes) {
  const direct = new Map();
  for (const type of nodeTypes.flat().filter(isSupertype)) {
    const members = direct.get(type.type) ?? new Set();
    for (const subtype of type.subtypes) members.add(subtype.type);
    direct.set(type.type, members);
  }
  const resolve = (name) =>
    [...direct.get(name)].flatMap((member) => (direct.has(member) ? resolve(member) : [member]));
  return new Map([...direct.keys()].sort(byBytes).map((name) => [name, [...new Set(resolve(name))].sort(byBytes)]));
}

/** The names of tokens that are no words. Words are named `<Word>Keyword`. */
const tokenNames = {
  "!": "Bang",
  "!=": "BangEqual",
  '"': "Quote",
  "${": "DollarBrace",
  "&&": "AndAnd",
  "''": "IndentQuote",
  "(": "LeftParen",
  ")": "RightParen",
  "*": "Star",
  "+": "Plus",
  "++": "PlusPlus",
  ",": "Comma",
  "-": "Minus",
  "->": "Arrow",
  ".": "Dot",
  ".?": "DotQuestion",
  ".[": "DotBracket",
  ".{": "DotBrace",
  "/": "Slash",
  "//": "SlashSlash",
  ":": "Colon",
  ";": "Semicolon",
  "<": "Less",
  "<=": "LessEqual",
  "<|": "PipeLeft",
  "=": "Equal",
  "==": "EqualEqual",
  ">": "Greater",
  ">=": "GreaterEqual",
  "?": "Question",
  "?:": "QuestionColon",
  "@": "At",
  "[": "LeftBracket",
  "]": "RightBracket",
  "{": "LeftBrace",
  "|>": "PipeRight",
  "||": "OrOr",
  "}": "RightBrace",
};

/** Returns `snake_case` as `PascalCase`. */
export function pascalCase(name) {
  return name.replace(/(?:^_?|_)([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** Returns the name of a token in `Kind`. */
export function tokenName(text) {
  if (/^[a-z]+$/.test(text)) return `${pascalCase(text)}Keyword`;
  const name = tokenNames[text];
  if (name === undefined) throw new Error(`the token ${text} has no name in scripts/node-types.mjs`);
  return name;
}
