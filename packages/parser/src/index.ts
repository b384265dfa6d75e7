/** Nix and Nix 2 source bytes to a lossless syntax tree. */
export { concatBytes, equalBytes } from "./text/bytes.ts";
export type { Diagnostic, Fix, RelatedSpan, Severity } from "./text/diagnostic.ts";
export { bytesOfLatin1, unicodeOf } from "./text/latin1.ts";
export { createLineIndex, lineCount, lineSpan, positionAt, startOfLine } from "./text/line-index.ts";
export type { LineIndex, Position } from "./text/line-index.ts";
export type { Span } from "./text/span.ts";
export { applyEdits, sortEdits } from "./text/text-edit.ts";
export type { EditConflict, TextEdit } from "./text/text-edit.ts";
export { type Allocate, allocateBuffer } from "./cst/allocate.ts";
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
  spanOf,
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
export { attrsOf, staticName } from "./ast/names.ts";
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
export { hasLinesOfItsOwn } from "./check/feature-use.ts";
export type { Implementation as SyntaxImplementation } from "./check/check-context.ts";
export * as ast from "./ast/nodes.generated.ts";
export { loadTolerantEngine } from "./tolerant/engine.ts";
export type { TolerantEngine, TolerantModules, TolerantResult } from "./tolerant/engine.ts";
export type { Associativity } from "./ast/operators.ts";
export { operators } from "./ast/operators.ts";
export { escapeIndented, indentedLiteral, utf8Text } from "./ast/escape-string.ts";
export type { TextContext } from "./ast/escape-string.ts";
export { maxInteger } from "./ast/number.ts";
export type { FloatReading } from "./ast/number.ts";
export type { PathOrigin, PathParts } from "./ast/path-parts.ts";
export type { IndentProblem, IndentProblemKind } from "./ast/indentation.ts";
export { indentProblems, stringSegments } from "./ast/string-parts.ts";
export type { StringPart } from "./ast/string-parts.ts";
export type { StringSegment } from "./ast/string-pieces.ts";
export { walk } from "./ast/visit.ts";
export type { Visitor } from "./ast/visit.ts";
export {
  checkDeprecationGaps,
  checkDeprecations,
  detect,
  findSites,
  createDetectContext,
} from "./check/check-deprecations.ts";
export type { Detection } from "./check/check-deprecations.ts";
export type { CheckOptions } from "./check/check-syntax.ts";
export { checkSourceBytes } from "./check/source-bytes.ts";
export { ancientLet } from "./check/deprecated/ancient-let.ts";
export type { AncientLetSite } from "./check/deprecated/ancient-let.ts";
export { crLineEndings } from "./check/deprecated/cr-line-endings.ts";
export type { CrLineEndingsSite } from "./check/deprecated/cr-line-endings.ts";
export type { DeprecatedSite, DetectContext, Detector, LixVerdict } from "./check/deprecated/detector.ts";
export { floatLeadingDot } from "./check/deprecated/float-leading-dot.ts";
export type { FloatLeadingDotSite } from "./check/deprecated/float-leading-dot.ts";
export { indentedFirstLine } from "./check/deprecated/indented-first-line.ts";
export type { IndentedFirstLineSite } from "./check/deprecated/indented-first-line.ts";
export { indentedTabs } from "./check/deprecated/indented-tabs.ts";
export type { IndentedTabsSite } from "./check/deprecated/indented-tabs.ts";
export { nulByte } from "./check/deprecated/nul-byte.ts";
export type { NulByteSite } from "./check/deprecated/nul-byte.ts";
export { orIdentifier } from "./check/deprecated/or-identifier.ts";
export type { OrIdentifierSite } from "./check/deprecated/or-identifier.ts";
export { recDynamicAttr } from "./check/deprecated/rec-dynamic-attr.ts";
export type { RecDynamicAttrSite } from "./check/deprecated/rec-dynamic-attr.ts";
export { recOverrides } from "./check/deprecated/rec-overrides.ts";
export type { RecOverridesSite } from "./check/deprecated/rec-overrides.ts";
export { recSetMerge } from "./check/deprecated/rec-set-merge.ts";
export type { RecSetMergeSite } from "./check/deprecated/rec-set-merge.ts";
export { detectors } from "./check/deprecated/registry.ts";
export { shadowLiteral, shadowOperatorSymbol } from "./check/deprecated/shadowed-internal.ts";
export type { ShadowedInternalSite } from "./check/deprecated/shadowed-internal.ts";
export { stringEscape } from "./check/deprecated/string-escape.ts";
export type { StringEscapeSite } from "./check/deprecated/string-escape.ts";
export { tokenWhitespace } from "./check/deprecated/token-whitespace.ts";
export type { TokenWhitespaceSite } from "./check/deprecated/token-whitespace.ts";
export { urlLiteral } from "./check/deprecated/url-literal.ts";
export type { UrlLiteralSite } from "./check/deprecated/url-literal.ts";
export { checkSecondClause, explainClauses } from "./langver/clause-diagnostics.ts";
export { dialectFor, expandFeatures, featuresOfEdition, langverByName } from "./langver/editions.ts";
export { featureById, features } from "./langver/features.ts";
export type { Feature, FeatureId, FeatureKind, Inclusion } from "./langver/features.ts";
export { checkNeutrality } from "./langver/neutrality.ts";
export type { NeutralityQuestion } from "./langver/neutrality.ts";
export { clauseNames, detectLangver, resolveLangver } from "./langver/resolve.ts";
export type { LangverOrigin, LangverSources, ResolvedLangver } from "./langver/resolve.ts";
export { findUseClause } from "./langver/use-clause.ts";
export type { NamedFeature, UseClause } from "./langver/use-clause.ts";
export { invalidUtf8At } from "./check/source-bytes.ts";
