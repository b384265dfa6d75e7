/** Answers of the server as text, so that cases can show them. */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import {
  applyEdits,
  type Client,
  type Edit,
  editsOf,
  offsetAt,
  positionAt,
  type Range,
  type WorkspaceEdit,
} from "./client.ts";
import type { Case } from "./cases.ts";

/** A case that is open in a server. */
export interface OpenCase {
  readonly client: Client;
  readonly uri: string;
  readonly text: string;
  readonly cursors: readonly number[];
  readonly argument: string;
  /** Returns the text of a file of the case by URI. */
  readonly textOf: (uri: string) => string;
}

/** Asks for what a case is about; returns the answer as text. */
export type Ask = (open: OpenCase) => Promise<string>;

/** How to ask, by the request's name in cases. */
export const asks: Readonly<Record<string, Ask>> = {
  hover,
  definition: (open) => locations(open, "textDocument/definition", {}),
  references: (open) =>
    locations(open, "textDocument/references", { context: { includeDeclaration: open.argument !== "uses" } }),
  highlight,
  rename,
  prepare: prepareRename,
  symbols,
  folding,
  selection,
  tokens: (open) => tokens(open, "full"),
  "tokens-range": (open) => tokens(open, "range"),
  completion,
  inlay,
  links,
  actions,
  action,
  diagnostics,
  format: (open) => edited(open, "textDocument/formatting", {}),
  "format-range": (open) => edited(open, "textDocument/rangeFormatting", { range: rangeOf(open) }),
};

/** Returns what the test is named after. */
export function nameOf({ title, request }: Case): string {
  return `${request}: ${title}`;
}

const options = { tabSize: 4, insertSpaces: true };

function at({ text, uri, cursors }: OpenCase): { textDocument: { uri: string }; position: unknown } {
  return { textDocument: { uri }, position: positionAt(text, cursors[0] ?? 0) };
}

function rangeOf({ text, cursors }: OpenCase): Range {
  const start = cursors[0] ?? 0;
  return { start: positionAt(text, start), end: positionAt(text, cursors[1] ?? start) };
}

function render({ start, end }: Range): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function sliceOf(text: string, { start, end }: Range): string {
  return text.slice(offsetAt(text, start), offsetAt(text, end)).replaceAll("\n", "⏎");
}

async function attempt(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function hover(open: OpenCase): Promise<string> {
  const found = await open.client.request<{ range: Range; contents: { value: string } } | null>(
    "textDocument/hover",
    at(open),
  );
  if (found === null) return "nothing";
  return `[${sliceOf(open.text, found.range)}]\n${found.contents.value}`;
}

async function locations(open: OpenCase, method: string, more: object): Promise<string> {
  const found = await open.client.request<{ uri: string; range: Range }[]>(method, { ...at(open), ...more });
  if (found.length === 0) return "nothing";
  return found
    .map(({ uri, range }) => {
      const file = basename(fileURLToPath(uri));
      const place = file === "main.nix" ? render(range) : `${file} ${render(range)}`;
      return `${place} ${sliceOf(open.textOf(uri), range)}`.trimEnd();
    })
    .join("\n");
}

async function highlight(open: OpenCase): Promise<string> {
  const found = await open.client.request<{ range: Range; kind: number }[]>("textDocument/documentHighlight", at(open));
  return found.map(({ range, kind }) => `${render(range)} ${kind === 3 ? "write" : "read"}`).join("\n");
}

async function rename(open: OpenCase): Promise<string> {
  return attempt(async () => {
    const edit = await open.client.request<WorkspaceEdit>("textDocument/rename", {
      ...at(open),
      newName: open.argument,
    });
    const annotation = Object.values(edit.changeAnnotations ?? {})[0];
    const asked = annotation === undefined ? "" : `\nasks: ${annotation.description}`;
    return applyEdits(open.text, editsOf(edit)) + asked;
  });
}

async function prepareRename(open: OpenCase): Promise<string> {
  return attempt(async () => {
    const found = await open.client.request<{ range: Range; placeholder: string }>(
      "textDocument/prepareRename",
      at(open),
    );
    return `${render(found.range)} ${found.placeholder}`;
  });
}

interface Symbol {
  readonly name: string;
  readonly kind: number;
  readonly detail: string;
  readonly range: Range;
  readonly children: readonly Symbol[];
}

async function symbols({ client, uri }: OpenCase): Promise<string> {
  const found = await client.request<Symbol[]>("textDocument/documentSymbol", { textDocument: { uri } });
  const lines = (list: readonly Symbol[], indent: string): string[] =>
    list.flatMap(({ name, kind, detail, range, children }) => [
      `${indent}${name} ${symbolKinds[kind] ?? kind}${detail === "" ? "" : ` ${detail}`} ${render(range)}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(found, "").join("\n");
}

const symbolKinds: Readonly<Record<number, string>> = {
  1: "file",
  3: "namespace",
  12: "function",
  13: "variable",
  15: "string",
  16: "number",
  17: "boolean",
  18: "array",
  21: "null",
};

async function folding({ client, uri }: OpenCase): Promise<string> {
  const found = await client.request<{ startLine: number; endLine: number; kind?: string }[]>(
    "textDocument/foldingRange",
    { textDocument: { uri } },
  );
  return found.map(({ startLine, endLine, kind = "" }) => `${startLine + 1}-${endLine + 1} ${kind}`.trim()).join("\n");
}

interface Selection {
  readonly range: Range;
  readonly parent?: Selection;
}

async function selection(open: OpenCase): Promise<string> {
  const { textDocument, position } = at(open);
  const [found] = await open.client.request<Selection[]>("textDocument/selectionRange", {
    textDocument,
    positions: [position],
  });
  const lines: string[] = [];
  for (let range = found; range !== undefined; range = range.parent) lines.push(sliceOf(open.text, range.range));
  return lines.join("\n");
}

const tokenTypes = ["variable", "parameter", "property", "function", "keyword", "number", "string", "namespace"];
const tokenModifiers = ["declaration", "readonly", "defaultLibrary", "unresolved", "fromWith"];

async function tokens(open: OpenCase, extent: "full" | "range"): Promise<string> {
  const { client, uri, text } = open;
  const params = { textDocument: { uri }, ...(extent === "range" ? { range: rangeOf(open) } : {}) };
  const { data } = await client.request<{ data: number[] }>(`textDocument/semanticTokens/${extent}`, params);
  const lines: string[] = [];
  let line = 0;
  let character = 0;
  for (let index = 0; index < data.length; index += 5) {
    const [lineStep = 0, step = 0, length = 0, type = 0, bits = 0] = data.slice(index, index + 5);
    character = lineStep === 0 ? character + step : step;
    line += lineStep;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const modifiers = tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
    lines.push([sliceOf(text, range), tokenTypes[type], ...modifiers].join(" "));
  }
  return lines.join("\n");
}

interface Item {
  readonly label: string;
  readonly detail?: string;
  readonly sortText: string;
  readonly textEdit: Edit;
}

/** `completion N` shows the first N candidates; `completion WORD` what is offered for that word, inserted. */
async function completion(open: OpenCase): Promise<string> {
  const { items } = await open.client.request<{ items: Item[] }>("textDocument/completion", at(open));
  const sorted = items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
  const count = Number(open.argument);
  if (Number.isInteger(count)) {
    const shown = sorted.slice(0, count).map(({ label, detail = "" }) => `${label} ${detail}`.trimEnd());
    return shown.length === 0 ? "nothing" : shown.join("\n");
  }
  const found = items.find(({ label }) => label === open.argument);
  return found === undefined ? "nothing" : applyEdits(open.text, [found.textEdit]);
}

async function inlay({ client, uri, text }: OpenCase): Promise<string> {
  const range = { start: { line: 0, character: 0 }, end: positionAt(text, text.length) };
  const hints = await client.request<{ position: Range["start"]; label: string }[]>("textDocument/inlayHint", {
    textDocument: { uri },
    range,
  });
  return applyEdits(
    text,
    hints.map(({ position, label }) => ({ range: { start: position, end: position }, newText: `‹${label}›` })),
  );
}

async function links({ client, uri, text }: OpenCase): Promise<string> {
  const found = await client.request<{ range: Range; target: string }[]>("textDocument/documentLink", {
    textDocument: { uri },
  });
  return found
    .map(({ range, target }) => `${sliceOf(text, range)} -> ${target.startsWith("file:") ? basename(target) : target}`)
    .join("\n");
}

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit?: WorkspaceEdit;
}

async function actionsOf(open: OpenCase, only: string): Promise<Action[]> {
  const { client, uri } = open;
  const context = { diagnostics: [], ...(only === "" ? {} : { only: [only] }) };
  return client.request<Action[]>("textDocument/codeAction", { textDocument: { uri }, range: rangeOf(open), context });
}

async function actions(open: OpenCase): Promise<string> {
  const found = await actionsOf(open, open.argument);
  return found.map(({ title, kind, isPreferred }) => `${kind}: ${title}${isPreferred === true ? " *" : ""}`).join("\n");
}

/** `action TITLE` shows the text after an action. */
async function action(open: OpenCase): Promise<string> {
  const found = (await actionsOf(open, "")).find(({ title }) => title === open.argument);
  if (found === undefined) return "no such action";
  const { edit } = found.edit === undefined ? await open.client.request<Action>("codeAction/resolve", found) : found;
  if (edit === undefined) return "no edit";
  const annotation = Object.values(edit.changeAnnotations ?? {})[0];
  const asked = annotation?.needsConfirmation === true ? `\nasks: ${annotation.label}: ${annotation.description}` : "";
  return applyEdits(open.text, editsOf(edit)) + asked;
}

async function diagnostics({ client, uri, text }: OpenCase): Promise<string> {
  // The actions of a file are known when its findings are.
  const range = { start: positionAt(text, 0), end: positionAt(text, 0) };
  await client.request("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: [] } });
  const published = await client.diagnostics(uri, () => true);
  return published.diagnostics
    .map(({ range: place, severity, code, message }) => {
      return `${render(place)} ${["", "error", "warning", "info"][severity]} ${code}: ${message.split("\n")[0]}`;
    })
    .join("\n");
}

async function edited({ client, uri, text }: OpenCase, method: string, more: object): Promise<string> {
  const edits = await client.request<Edit[]>(method, { textDocument: { uri }, options, ...more });
  return applyEdits(text, edits);
}
