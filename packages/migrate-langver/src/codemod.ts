/**
 * What a codemod is: a plain value that answers the sites of one construct with rewrites, or with the reason why there
 * is none. Codemods read a tree and make text edits; they never touch files, and they know nothing of each other. The
 * engine merges what they propose and proves the result.
 */
import type { DeprecatedSite, Detector, Edition, FeatureId, Span, TextEdit } from "@lix-tools/parser";
import type { FileContext } from "./file-context.ts";
import type { CoreLaw } from "./proof/law.ts";

/** The stable identifier of a codemod: `M02`. */
export type CodemodId = `M${string}`;

/**
 * What the safe rewrites of a codemod keep, strongest first: the tokens but for white space; the core term; the value,
 * by a named law of the core; the value of programs that have one. The proof follows from it.
 */
export type Preserves = "syntax" | "core" | "value" | "success";

/**
 * When a codemod works on the way to another dialect. `freeze`: on the old text, into text that both dialects read
 * alike. `switch`: in the one step that changes the dialect. `idiom`: afterwards, on the new text.
 */
export type CodemodPhase = "freeze" | "switch" | "idiom";

/** What the author of a codemod writes down. */
export interface CodemodDefinition<Site extends DeprecatedSite> {
  readonly id: CodemodId;
  /** Finds the sites. The linter uses the same detector. */
  readonly detector: Detector<Site>;
  /** What is rewritten into what, in one line. */
  readonly summary: string;
  /** The editions whose files can have the construct. */
  readonly from: readonly Edition[];
  /** The editions that want it gone. */
  readonly to: readonly Edition[];
  /** `freeze` if absent. */
  readonly phase?: CodemodPhase;
  /** Writes the head clause, which is what the others of the switch are for. */
  readonly isClause?: true;
  /** The new dialect refuses every site, so that a text it accepts has none. */
  readonly isRefusedBySwitch?: true;
  /** A matter of taste: made where somebody asks for it and nowhere else. */
  readonly isOptional?: true;
  /** Nothing is left to rewrite in the text that its rewrites make, nor beside it because of them. */
  readonly isFinal?: true;
  readonly preserves: Preserves;
  /** The laws under which old and new text are the same core term; for `value` only. */
  readonly laws?: readonly CoreLaw[];
  /** When a rewrite is sound, in prose: what it relies on and what it refuses. */
  readonly soundness: string;
  /** Returns answers that together cover every site. */
  plan(file: FileContext, sites: readonly Site[]): readonly Proposal[];
}

/** A codemod whose sites may be of any type; only `plan` knows which, and it gets those of its own detector. */
export interface Codemod extends CodemodDefinition<DeprecatedSite> {
  /** For people and for `--rules`: `url-literal`, the code of the linter's rule without its group. */
  readonly name: string;
  /** The feature of the target that refuses the construct or reads it differently. */
  readonly feature: FeatureId;
  readonly laws: readonly CoreLaw[];
}

/** Returns a codemod with the fields that follow from its detector. */
export function defineCodemod<Site extends DeprecatedSite>(definition: CodemodDefinition<Site>): Codemod {
  const { code, feature } = definition.detector;
  return { laws: [], phase: "freeze", ...definition, name: code.slice(code.indexOf("/") + 1), feature };
}

/** A change of one site. Its edits belong together. */
export interface Rewrite {
  /** A verb phrase: "quote the URL". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The answer to one site. `rewrite` keeps the meaning as the codemod promises; without one `refusal` says why.
 * `alternative` changes the meaning into what was perhaps meant; it is made only when somebody accepts it. A rewrite that
 * `isObserved` keeps the meaning in the evaluations that were watched, which is no proof for others.
 */
export type Proposal = {
  readonly site: Span;
  /** Further sites that have the same answer: the other uses of a renamed variable. */
  readonly covers?: readonly Span[];
  readonly alternative?: Rewrite;
} & (
  | { readonly rewrite: Rewrite; readonly isObserved?: boolean; readonly refusal?: undefined }
  | { readonly rewrite?: undefined; readonly isObserved?: undefined; readonly refusal: string }
);

/** Returns the proposal of one rewrite. */
export function proposeRewrite(site: Span, title: string, edits: readonly TextEdit[]): Proposal {
  return { site, rewrite: { title, edits } };
}

/** Returns the proposal to leave a site alone. The reason is lower case and has no full stop. */
export function refuse(site: Span, reason: string): Proposal {
  return { site, refusal: reason };
}

/** Returns an edit that puts text at an offset. */
export function insertAt(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

/** Returns an edit that removes a range. */
export function removeRange(start: number, end: number): TextEdit {
  return { span: { start, end }, text: "" };
}

/** Returns an edit that puts text in place of a range. */
export function replaceRange(start: number, end: number, text: string): TextEdit {
  return { span: { start, end }, text };
}
