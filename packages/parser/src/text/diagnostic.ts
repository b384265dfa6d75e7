/**
 * What any part of the suite has to say about a source: one type from the parser to the migrator, so that every
 * reporter can show all of them. A code is stable and has a page in the documentation.
 */
import type { Span } from "./span.ts";
import type { TextEdit } from "./text-edit.ts";

/** How grave a diagnostic is; only errors make a file unfit for use. */
export type Severity = "error" | "warning" | "info";

/** A second place that explains the first. */
export interface RelatedSpan {
  readonly span: Span;
  readonly message: string;
}

/** A change that answers the diagnostic. The title is a verb phrase: "write `0.5`". */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface Diagnostic {
  /** For example `syntax/unexpected-token` or `langver/url-literal`. */
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  /** Lower case, no full stop: what was found, then what was expected; source text in backquotes. */
  readonly message: string;
  readonly notes?: readonly string[];
  readonly related?: readonly RelatedSpan[];
  readonly fixes?: readonly Fix[];
  /** Where the code is explained, if its page has a place of its own. */
  readonly url?: string;
}
