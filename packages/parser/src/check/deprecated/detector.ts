/**
 * What a detector of deprecated syntax is. One file per detector; linter, migrator and edition `lix` share them. A
 * detector finds sites and says what Lix does about each; what to write instead is the codemod's business, which gets
 * the site's data.
 */
import type { Kind } from "../../cst/kinds.generated.ts";
import type { NodeIndex, Tree } from "../../cst/tree.ts";
import type { BindingEvent } from "../../ast/bindings.ts";
import type { FeatureId } from "../../langver/features.ts";
import type { Span } from "../../text/span.ts";

/** What current Lix does: refuse, warn, or not notice although the same reason applies. */
export type LixVerdict = "error" | "warning" | "gap";

/** A place that the deprecated syntax stands at. */
export interface DeprecatedSite {
  readonly span: Span;
  readonly verdict: LixVerdict;
  /** Lower case, no full stop. */
  readonly message: string;
}

/** What detectors share while they look at one tree. */
export interface DetectContext {
  readonly tree: Tree;
  /** Returns what the binding rules say about a set of any kind; most sets have nothing. */
  bindingEvents(node: NodeIndex): readonly BindingEvent[];
  /** Tells whether the file may bind `true`, `__sub` or the like; almost none does. */
  mayBindInternals(): boolean;
}

export interface Detector<Site extends DeprecatedSite = DeprecatedSite> {
  /** The rule's id in linter and migrator, `langver/…`. */
  readonly code: string;
  /** The feature that takes the syntax away. */
  readonly feature: FeatureId;
  /** The name in Lix's `--extra-deprecated-features` that allows the syntax, or null where Lix has none. */
  readonly lixFeature: string | null;
  /** The kinds of node to look at; `source_code` is looked at once per file. */
  readonly kinds: readonly Kind[];
  find(context: DetectContext, node: NodeIndex, add: (site: Site) => void): void;
}
