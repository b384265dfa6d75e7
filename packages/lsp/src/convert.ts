/**
 * Between the suite and the protocol, both ways: the only file that knows the protocol's types. Places of the protocol
 * are lines and UTF-16 units and may be anything; here they become offsets in bytes that exist.
 */
import type { Diagnostic, Severity, Span, TextEdit as ByteEdit } from "@lix-tools/parser";
import {
  type CodeAction,
  CodeActionKind,
  CompletionItemKind,
  type CompletionItem,
  type CompletionList,
  type Diagnostic as ProtocolDiagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentHighlightKind,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  type InlayHint as ProtocolInlayHint,
  InlayHintKind,
  type Location,
  type LocationLink,
  MarkupKind,
  type Position,
  type Range,
  type SelectionRange,
  type SemanticTokensBuilder,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Document, TextPosition, TextRange } from "./document.ts";
import type { Action } from "./handlers/code-action.ts";
import type { Occurrence } from "./handlers/references.ts";
import {
  type Completion,
  type Fold,
  type HoverText,
  type InlayHint,
  type Link,
  type OutlineEntry,
  type Place,
  type SemanticToken,
  semanticTokenModifiers,
  semanticTokenTypes,
  type SymbolSort,
} from "./results.ts";
import { byteOfUnit, unitOfByte } from "./text/unit-map.ts";

/** Returns the path of a `file:` URI, or null for others. */
export function pathOfUri(uri: string): string | null {
  try {
    const parsed = URI.parse(uri);
    return parsed.scheme === "file" ? parsed.fsPath : null;
  } catch {
    return null;
  }
}

/** Returns the URI of a path. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

/** Returns a number that is a place in a line or a line: what is none counts as 0. */
function count(value: unknown): number {
  return typeof value === "number" && value > 0 ? Math.min(Math.floor(value), 2 ** 31 - 1) : 0;
}

/** Returns a position that exists in no text in particular, but has numbers. */
export function toPosition(position: unknown): TextPosition {
  const isObject = typeof position === "object" && position !== null;
  const line = isObject && "line" in position ? position.line : 0;
  const character = isObject && "character" in position ? position.character : 0;
  // A line before the first means its beginning.
  return typeof line === "number" && line < 0
    ? { line: 0, character: 0 }
    : { line: count(line), character: count(character) };
}

/** Returns a range of the protocol with numbers in it. */
export function toRange(range: unknown): TextRange {
  const isObject = typeof range === "object" && range !== null;
  return {
    start: toPosition(isObject && "start" in range ? range.start : undefined),
    end: toPosition(isObject && "end" in range ? range.end : undefined),
  };
}

/** Returns the offset in bytes of a position. */
export function toOffset({ text, units }: Document, position: unknown): number {
  return byteOfUnit(units, text.offsetAt(toPosition(position)));
}

/** Returns the bytes of a range. */
export function toSpan(document: Document, range: unknown): Span {
  const { start, end } = toRange(range);
  const from = toOffset(document, start);
  const to = toOffset(document, end);
  return { start: Math.min(from, to), end: Math.max(from, to) };
}

/** Returns the position of an offset in bytes. */
export function fromOffset({ text, units }: Document, offset: number): Position {
  return text.positionAt(unitOfByte(units, offset));
}

/** Returns the range of some bytes. */
export function fromSpan(document: Document, { start, end }: Span): Range {
  return { start: fromOffset(document, start), end: fromOffset(document, end) };
}

/** Returns edits of the protocol. */
export function fromEdits(document: Document, edits: readonly ByteEdit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: fromSpan(document, span), newText: text }));
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Returns a diagnostic of the protocol. */
export function fromDiagnostic(document: Document, diagnostic: Diagnostic): ProtocolDiagnostic {
  const { code, severity, span, message, notes = [], related = [], url } = diagnostic;
  const shown: ProtocolDiagnostic = {
    range: fromSpan(document, span),
    severity: severities[severity],
    code,
    source: "lix",
    message: [message, ...notes].join("\n"),
  };
  if (url !== undefined) shown.codeDescription = { href: url };
  if (related.length > 0) {
    shown.relatedInformation = related.map((other) => ({
      location: { uri: document.uri, range: fromSpan(document, other.span) },
      message: other.message,
    }));
  }
  if (code.startsWith("dead/")) shown.tags = [DiagnosticTag.Unnecessary];
  if (code.startsWith("langver/") && severity !== "error") shown.tags = [DiagnosticTag.Deprecated];
  return shown;
}

/** What a client can do with what it gets, as far as answers depend on it. */
export interface ClientAbilities {
  readonly locationLinks: boolean;
  readonly changeAnnotations: boolean;
  readonly documentChanges: boolean;
}

/** Returns where something is defined. */
export function fromPlaces(places: readonly Place[], { locationLinks }: ClientAbilities): Location[] | LocationLink[] {
  return locationLinks ? places.map(linkOfPlace) : places.map(locationOfPlace);
}

const fileStart: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function locationOfPlace(place: Place): Location {
  if ("path" in place) return { uri: uriOfPath(place.path), range: fileStart };
  return { uri: place.document.uri, range: fromSpan(place.document, place.span) };
}

function linkOfPlace(place: Place): LocationLink {
  const { uri, range } = locationOfPlace(place);
  const around = "path" in place || place.around === undefined ? range : fromSpan(place.document, place.around);
  return { targetUri: uri, targetRange: around, targetSelectionRange: range };
}

/** Returns the places of a name. */
export function fromOccurrences(document: Document, occurrences: readonly Occurrence[]): Location[] {
  return occurrences.map(({ span }) => ({ uri: document.uri, range: fromSpan(document, span) }));
}

/** Returns the places of a name to be highlighted. */
export function fromHighlights(document: Document, occurrences: readonly Occurrence[]): DocumentHighlight[] {
  return occurrences.map(({ span, role }) => ({
    range: fromSpan(document, span),
    kind: role === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** Returns a hover. */
export function fromHover(document: Document, { span, text }: HoverText): Hover {
  return { range: fromSpan(document, span), contents: { kind: MarkupKind.Markdown, value: text } };
}

const symbolKinds: Readonly<Record<SymbolSort, SymbolKind>> = {
  attribute: SymbolKind.Property,
  builtin: SymbolKind.Function,
  constant: SymbolKind.Constant,
  feature: SymbolKind.Enum,
  file: SymbolKind.File,
  folder: SymbolKind.File,
  function: SymbolKind.Function,
  keyword: SymbolKind.Key,
  list: SymbolKind.Array,
  parameter: SymbolKind.Variable,
  rule: SymbolKind.Enum,
  set: SymbolKind.Namespace,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
  variable: SymbolKind.Variable,
};

/** Returns the outline. Entries are at most as deep as `findOutline` makes them. */
export function fromOutline(document: Document, entries: readonly OutlineEntry[]): DocumentSymbol[] {
  return entries.map(({ name, sort, detail, span, nameSpan, children }) => ({
    name: name === "" ? "?" : name,
    kind: symbolKinds[sort],
    detail,
    range: fromSpan(document, span),
    selectionRange: fromSpan(document, nameSpan),
    children: fromOutline(document, children),
  }));
}

/** Returns the folds that are longer than a line. */
export function fromFolds(document: Document, folds: readonly Fold[]): FoldingRange[] {
  const lastOfLine = new Set<number>();
  return folds.flatMap(({ span, sort }) => {
    const startLine = fromOffset(document, span.start).line;
    const endLine = fromOffset(document, span.end).line - (sort === "comment" ? 0 : 1);
    // Of folds that begin in one line an editor shows the first.
    if (endLine <= startLine || lastOfLine.has(startLine)) return [];
    lastOfLine.add(startLine);
    const kind = sort === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Imports;
    return [sort === "region" ? { startLine, endLine } : { startLine, endLine, kind }];
  });
}

/** Returns nested ranges, the innermost first; where there is no span, the place itself. */
export function fromSelection(document: Document, spans: readonly Span[], position: unknown): SelectionRange {
  const at = toPosition(position);
  let range: SelectionRange | undefined;
  for (const span of spans.toReversed()) {
    const next: SelectionRange = { range: fromSpan(document, span) };
    if (range !== undefined) next.parent = range;
    range = next;
  }
  return range ?? { range: { start: at, end: at } };
}

const typeNumbers = new Map(semanticTokenTypes.map((type, at) => [type, at]));
const modifierBits = new Map(semanticTokenModifiers.map((modifier, at) => [modifier, 1 << at]));

/** Adds tokens to a builder. None of them reaches over a line. */
export function addTokens(document: Document, tokens: readonly SemanticToken[], builder: SemanticTokensBuilder): void {
  for (const { span, type, modifiers } of tokens) {
    const { start, end } = fromSpan(document, span);
    if (start.line !== end.line) continue;
    const bits = modifiers.reduce((sum, modifier) => sum | (modifierBits.get(modifier) ?? 0), 0);
    builder.push(start.line, start.character, end.character - start.character, typeNumbers.get(type) ?? 0, bits);
  }
}

const itemKinds: Readonly<Record<SymbolSort, CompletionItemKind>> = {
  attribute: CompletionItemKind.Field,
  builtin: CompletionItemKind.Function,
  constant: CompletionItemKind.Constant,
  feature: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  list: CompletionItemKind.Value,
  parameter: CompletionItemKind.Variable,
  rule: CompletionItemKind.EnumMember,
  set: CompletionItemKind.Module,
  string: CompletionItemKind.Value,
  number: CompletionItemKind.Value,
  boolean: CompletionItemKind.Value,
  null: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};

/** Returns candidates in their order. */
export function fromCompletion(document: Document, { span, candidates, isCut = false }: Completion): CompletionList {
  const range = fromSpan(document, span);
  const items = candidates.map(({ label, sort, detail, documentation, insert, rank }): CompletionItem => {
    const item: CompletionItem = {
      label,
      kind: itemKinds[sort],
      sortText: String(rank).padStart(5, "0"),
      textEdit: { range, newText: insert ?? label },
    };
    if (detail !== undefined && detail !== "") item.detail = detail;
    if (documentation !== undefined) item.documentation = { kind: MarkupKind.Markdown, value: documentation };
    return item;
  });
  return { isIncomplete: isCut, items };
}

/** Returns hints. */
export function fromInlayHints(document: Document, hints: readonly InlayHint[]): ProtocolInlayHint[] {
  return hints.map(({ at, label, tooltip }) => ({
    position: fromOffset(document, at),
    label,
    kind: InlayHintKind.Type,
    tooltip: { kind: MarkupKind.Markdown, value: tooltip },
  }));
}

/** Returns links. */
export function fromLinks(document: Document, links: readonly Link[]): DocumentLink[] {
  return links.map(({ span, target }) => ({
    range: fromSpan(document, span),
    target: "path" in target ? uriOfPath(target.path) : target.url,
  }));
}

/** A change with what it is for, to be looked at before it is made if `review` asks for that. */
export interface Change {
  readonly edits: readonly ByteEdit[];
  readonly label: string;
  readonly description: string;
  readonly review: "wanted" | "needless";
}

/** Returns the change of one document. Only clients that know annotations ask before they make it. */
export function fromChange(document: Document, change: Change, abilities: ClientAbilities): WorkspaceEdit {
  const edits = fromEdits(document, change.edits);
  const textDocument = { uri: document.uri, version: document.version };
  if (change.review === "wanted" && abilities.changeAnnotations) {
    const { label, description } = change;
    return {
      documentChanges: [{ textDocument, edits: edits.map((edit) => ({ ...edit, annotationId: "lix" })) }],
      changeAnnotations: { lix: { label, description, needsConfirmation: true } },
    };
  }
  return abilities.documentChanges
    ? { documentChanges: [{ textDocument, edits }] }
    : { changes: { [document.uri]: edits } };
}

/** The kinds of actions there are. */
export const actionKinds: readonly string[] = [
  CodeActionKind.QuickFix,
  `${CodeActionKind.SourceFixAll}.lix`,
  `${CodeActionKind.RefactorRewrite}.lix`,
];

/** Returns the kind of an action. */
export function kindOfAction({ sort }: Action): string {
  if (sort === "fix-all") return `${CodeActionKind.SourceFixAll}.lix`;
  return sort === "migrate" ? `${CodeActionKind.RefactorRewrite}.lix` : CodeActionKind.QuickFix;
}

/** Tells whether a client that asks for some kinds wants this one: a kind stands for all below it. */
export function isWantedKind(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

/** Returns an action that is complete. */
export function fromFix(
  document: Document,
  action: Extract<Action, { finding: unknown }>,
  abilities: ClientAbilities,
): CodeAction {
  const { title, finding, edits, isPreferred } = action;
  const change = { edits, label: title, description: finding.message, review: "needless" } as const;
  return {
    title,
    kind: kindOfAction(action),
    diagnostics: [fromDiagnostic(document, finding)],
    isPreferred,
    edit: fromChange(document, change, abilities),
  };
}
