/** Nix and Nix 2 source bytes to a lossless syntax tree. */
export type { Diagnostic, Fix, RelatedSpan, Severity } from "./text/diagnostic.ts";
export { createLineIndex, lineCount, lineSpan, positionAt } from "./text/line-index.ts";
export type { LineIndex, Position } from "./text/line-index.ts";
export type { Span } from "./text/span.ts";
export { applyEdits, concatBytes, sortEdits } from "./text/text-edit.ts";
export type { EditConflict, TextEdit } from "./text/text-edit.ts";
export { checkTree } from "./cst/check-tree.ts";
export { dumpJson, dumpSexp, jsonPieces, sexpLines } from "./cst/dump.ts";
export type { JsonNode, SexpOptions } from "./cst/dump.ts";
export { Field, fieldNames, firstTokenKind, Kind, kindNames } from "./cst/kinds.generated.ts";
export { fieldMask, fieldShift, Flag, flagShift, kindMask, recordWords } from "./cst/layout.ts";
export { printTree } from "./cst/print-tree.ts";
export {
  bytesOf,
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  endOf,
  fieldOf,
  firstChild,
  hasError,
  isLeaf,
  isMissing,
  isNamed,
  kindOf,
  latin1Of,
  none,
  parentsOf,
  root,
  sizeOf,
  sliceLatin1,
  startOf,
  textOf,
} from "./cst/tree.ts";
export type { NodeIndex, Tree } from "./cst/tree.ts";
export { editions } from "./langver/editions.ts";
export type { Dialect, Edition, Langver } from "./langver/langver.ts";
export { createParserBuffers, parse } from "./parse.ts";
export type { ParseOptions, ParseResult, ParserBuffers, TolerantParser } from "./parse.ts";
export { makeLangver } from "./langver/editions.ts";
export { bindingTree } from "./ast/bindings.ts";
export type { BindingEntry, BindingEvent, BindingTree, BindingValue, DynamicBinding } from "./ast/bindings.ts";
export { staticName } from "./ast/names.ts";
export { floatValue, integerValue } from "./ast/number.ts";
export { infixOperator, prefixOperator } from "./ast/operators.ts";
export type { Operator, OperatorName } from "./ast/operators.ts";
export { pathParts, searchPathText } from "./ast/path-parts.ts";
export { decodeString } from "./ast/string-parts.ts";
export { readingOf } from "./ast/string-pieces.ts";
export type { StringReading } from "./ast/string-pieces.ts";
export { unwrapParentheses } from "./ast/visit.ts";
export { escapeString, stringLiteral } from "./ast/escape-string.ts";
export { isIdentifier, legacyKeywords, nix2Keywords } from "./ast/names.ts";
export { applicationLevel, expressionLevel, selectionLevel } from "./ast/operators.ts";
export { nix2Hazards, readingsAgree } from "./ast/string-hazards.ts";
export type { StringHazard } from "./ast/string-hazards.ts";
export { plainText } from "./ast/string-parts.ts";
export { contentSpan } from "./ast/string-pieces.ts";
export { expressionOf, firstLeaf, forEachChild, forEachOfKind, lastLeaf, nodeAt } from "./ast/visit.ts";
export { checkSyntax } from "./check/check-syntax.ts";
export type { Implementation as SyntaxImplementation } from "./check/check-context.ts";
export * as ast from "./ast/nodes.generated.ts";
export { loadTolerantEngine, maxTolerantLength } from "./tolerant/engine.ts";
export type { TolerantEngine, TolerantModules, TolerantResult } from "./tolerant/engine.ts";
