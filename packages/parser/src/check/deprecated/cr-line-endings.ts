/**
 * Carriage returns. As line endings between tokens Lix warns once per file; in strings it refuses them, since legacy
 * turns them into line feeds in `"` strings and keeps them in `''` strings; in block comments it does not look.
 */
import { Kind } from "../../cst/kinds.generated.ts";
import { kindOf, type NodeIndex, type Tree } from "../../cst/tree.ts";
import { nodeAt } from "../../ast/visit.ts";
import type { DeprecatedSite, Detector } from "./detector.ts";

export interface CrLineEndingsSite extends DeprecatedSite {
  readonly place: "between-tokens" | "string" | "block-comment";
  /** Offsets of the carriage returns: of the whole file, but for strings those of one run of text. */
  readonly offsets: readonly number[];
}

const carriageReturn = 0x0d;

/** Finds carriage returns, grouped as Lix looks at them. */
export const crLineEndings: Detector<CrLineEndingsSite> = {
  code: "langver/cr-line-endings",
  feature: "line-endings",
  lixFeature: "cr-line-endings",
  kinds: [Kind.SourceCode],
  find({ tree }, _root, add) {
    if (!tree.source.includes(carriageReturn)) return;
    const { between, comments, strings } = collect(tree);
    if (between.length > 0) add(makeSite("between-tokens", between));
    if (comments.length > 0) add(makeSite("block-comment", comments));
    for (const offsets of strings.values()) add(makeSite("string", offsets));
  },
};

const verdicts = { "between-tokens": "warning", "block-comment": "gap", string: "error" } as const;
const messages = {
  "between-tokens": "found CR as a line ending",
  "block-comment": "found CR in a block comment",
  string: "found CR in a string",
} as const;

function makeSite(place: CrLineEndingsSite["place"], offsets: readonly number[]): CrLineEndingsSite {
  const start = offsets[0] ?? 0;
  return { span: { start, end: start + 1 }, verdict: verdicts[place], message: messages[place], place, offsets };
}

interface Returns {
  readonly between: number[];
  readonly comments: number[];
  /** By the text they stand in. */
  readonly strings: ReadonlyMap<NodeIndex, readonly number[]>;
}

function collect(tree: Tree): Returns {
  const between: number[] = [];
  const comments: number[] = [];
  const strings = new Map<NodeIndex, number[]>();
  const { source } = tree;
  for (let at = source.indexOf(carriageReturn); at >= 0; at = source.indexOf(carriageReturn, at + 1)) {
    const node = nodeAt(tree, at);
    const kind = kindOf(tree, node);
    if (kind === Kind.Comment) comments.push(at);
    else if (kind === Kind.StringFragment) strings.set(node, [...(strings.get(node) ?? []), at]);
    // After a backslash a CR is a value like any other byte, and an undefined escape.
    else if (kind !== Kind.EscapeSequence && kind !== Kind.EndOfInput) between.push(at);
  }
  return { between, comments, strings };
}
