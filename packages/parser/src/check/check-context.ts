/**
 * What every check gets: the tree, the features of its language, and the place to put diagnostics.
 */
import type { Tree } from "../cst/tree.ts";
import type { FeatureId } from "../langver/features.ts";
import type { Diagnostic, Fix } from "../text/diagnostic.ts";
import type { Span } from "../text/span.ts";

/** Whose verdict counts where Nix and Lix differ; `either` accepts what one of them accepts, with a warning. */
export type Implementation = "cppnix" | "lix" | "either";

export interface CheckContext {
  readonly tree: Tree;
  readonly isNix2: boolean;
  readonly implementation: Implementation;
  readonly diagnostics: Diagnostic[];
}

/** What a check has to say: a diagnostic whose severity is `error` unless it says otherwise. */
export type Finding = Omit<Diagnostic, "severity"> & Partial<Pick<Diagnostic, "severity">>;

/** Adds a diagnostic. */
export function report(context: CheckContext, finding: Finding): void {
  context.diagnostics.push({ severity: "error", ...finding });
}

/** Tells whether the file's language has the feature. */
export function has(context: CheckContext, feature: FeatureId): boolean {
  return context.tree.langver.features.has(feature);
}

/** Returns the fix that writes `text` over the span. */
export function rewrite(span: Span, text: string): Fix {
  return { title: `write \`${text}\``, edits: [{ span, text }] };
}

/** Returns the fix that removes the span. */
export function remove(span: Span, what: string): Fix {
  return { title: `remove ${what}`, edits: [{ span, text: "" }] };
}

/** Returns the fix that puts parentheses around the span. */
export function parenthesize({ start, end }: Span): Fix {
  const edits = [
    { span: { start, end: start }, text: "(" },
    { span: { start: end, end }, text: ")" },
  ];
  return { title: "add parentheses", edits };
}
