/**
 * What handlers answer, in bytes and in the suite's own words. `convert.ts` puts it into those of the protocol.
 */
import type { Span, TextEdit } from "@lix-tools/parser";
import type { Document } from "./document.ts";

/** A place in some document; without a span the whole file is meant. */
export type Place =
  | { readonly document: Document; readonly span: Span; /** The whole of what is there. */ readonly around?: Span }
  | { readonly path: string };

/** What to show where the pointer rests. */
export interface HoverText {
  readonly span: Span;
  /** Markdown. */
  readonly text: string;
}

/** What a symbol of the outline, or a candidate of a completion, is. */
export type SymbolSort =
  | "attribute"
  | "builtin"
  | "constant"
  | "feature"
  | "file"
  | "folder"
  | "function"
  | "keyword"
  | "list"
  | "parameter"
  | "rule"
  | "set"
  | "string"
  | "number"
  | "boolean"
  | "null"
  | "variable";

/** An entry of the outline. */
export interface OutlineEntry {
  readonly name: string;
  readonly sort: SymbolSort;
  readonly detail: string;
  /** All of it, with its value. */
  readonly span: Span;
  /** The name. */
  readonly nameSpan: Span;
  readonly children: OutlineEntry[];
}

/** A candidate of a completion. */
export interface Candidate {
  readonly label: string;
  readonly sort: SymbolSort;
  readonly detail?: string;
  /** Markdown, shown on request. */
  readonly documentation?: string;
  /** What is inserted where that is not the label. */
  readonly insert?: string;
  /** Smaller comes first. */
  readonly rank: number;
}

/** Candidates for one place. */
export interface Completion {
  /** The bytes that the chosen candidate replaces. */
  readonly span: Span;
  readonly candidates: readonly Candidate[];
  /** Whether there are more, which another letter would bring. */
  readonly isCut?: boolean;
}

/** Lines that can be folded. */
export interface Fold {
  /** From the first byte to the token that stays visible; of comments, to the last byte. */
  readonly span: Span;
  readonly sort: "comment" | "region" | "imports";
}

/** A text that the editor shows between others. */
export interface InlayHint {
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
}

/** A link in a document. */
export interface Link {
  readonly span: Span;
  readonly target: { readonly path: string } | { readonly url: string };
}

/** A token with a meaning that colours can show. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}

/** The types of semantic tokens, in the order of the legend. */
export const semanticTokenTypes = [
  "variable",
  "parameter",
  "property",
  "function",
  "keyword",
  "number",
  "string",
  "namespace",
] as const;
/** A type of semantic tokens. */
export type SemanticTokenType = (typeof semanticTokenTypes)[number];

/** The modifiers of semantic tokens, in the order of the legend. */
export const semanticTokenModifiers = ["declaration", "readonly", "defaultLibrary", "unresolved", "fromWith"] as const;
/** A modifier of semantic tokens. */
export type SemanticTokenModifier = (typeof semanticTokenModifiers)[number];

/** A change of one document, or why there is none. */
export type RenameResult =
  | {
      readonly edits: readonly TextEdit[];
      /** What the change means outside of the file. */ readonly warning: string | null;
    }
  | { readonly refusal: string };
