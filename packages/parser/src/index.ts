/** Nix and Nix 2 source bytes to a lossless syntax tree. */
export type { Diagnostic, Fix, RelatedSpan, Severity } from "./text/diagnostic.ts";
export { createLineIndex, lineCount, lineSpan, positionAt } from "./text/line-index.ts";
export type { LineIndex, Position } from "./text/line-index.ts";
export type { Span } from "./text/span.ts";
export { applyEdits, concatBytes, sortEdits } from "./text/text-edit.ts";
export type { EditConflict, TextEdit } from "./text/text-edit.ts";
