/**
 * `a = { x = 1; }; a.y = 2; ⇒ a = { x = 1; y = 2; };`
 *
 * Legacy merges a set literal with other definitions of the same attribute; Nix 2 wants one. The other definition moves
 * into the literal, without the part of its path that leads there, and takes its comments along.
 */
import {
  attrsOf,
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  type DeprecatedSite,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
  staticName,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  proposeRewrite,
  refuse,
  removeRange,
} from "../codemod.ts";
import { itemWithComments } from "../edit/binding-range.ts";
import { marginAt } from "../edit/deepen.ts";
import { isWhiteSpace } from "../edit/spacing.ts";

/** A definition that legacy merges into a set literal. */
interface MergeSite extends DeprecatedSite {
  /** The set or `let` that has both definitions. */
  readonly set: NodeIndex;
  /** The binding that moves. */
  readonly moved: NodeIndex;
  /** The literal that takes it, and how many names of the moved path lead to it. */
  readonly literal: NodeIndex;
  readonly depth: number;
}

/** Finds definitions that are merged with a set that is written out. */
const attrsetMerge: Detector<MergeSite> = {
  code: "langver/attrset-merge",
  feature: "no-attr-merge",
  lixFeature: null,
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.LetExpression],
  find({ tree }, set, add) {
    for (const group of sharingFirstName(tree, set)) {
      for (const site of mergesOf(tree, set, group)) add(site);
    }
  },
};

/** A binding by the names at the start of its path that are written out. */
interface Definition {
  readonly binding: NodeIndex;
  readonly path: readonly string[];
  /** Whether the whole path is written out. */
  readonly isStatic: boolean;
  /** The set literal that is its value, or none. */
  readonly literal: NodeIndex;
}

/** Returns the bindings of a set in groups of several with the same first name. */
function sharingFirstName(tree: Tree, set: NodeIndex): Definition[][] {
  const bindings = childrenByField(tree, set, Field.Binding);
  if (bindings.length < 2) return [];
  const groups = new Map<string, Definition[]>();
  for (const binding of bindings) {
    const definition = definitionOf(tree, binding);
    const [first] = definition?.path ?? [];
    if (definition === null || first === undefined) continue;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [definition]);
    else group.push(definition);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function definitionOf(tree: Tree, binding: NodeIndex): Definition | null {
  if (kindOf(tree, binding) !== Kind.Binding) return null;
  const attrs = attrsOf(tree, binding);
  const path: string[] = [];
  for (const attr of attrs) {
    const name = staticName(tree, attr);
    if (name === null) break;
    path.push(name);
  }
  return { binding, path, isStatic: path.length === attrs.length, literal: literalOf(tree, binding) };
}

/** Parentheses around a literal do not keep it from being merged. */
function literalOf(tree: Tree, binding: NodeIndex): NodeIndex {
  let value = childByField(tree, binding, Field.Expression);
  while (kindOf(tree, value) === Kind.ParenthesizedExpression) value = childByField(tree, value, Field.Expression);
  const kind = kindOf(tree, value);
  return kind === Kind.AttrsetExpression || kind === Kind.RecAttrsetExpression ? value : none;
}

function mergesOf(tree: Tree, set: NodeIndex, group: readonly Definition[]): MergeSite[] {
  const sites: MergeSite[] = [];
  for (const [index, moved] of group.entries()) {
    const taker = group.find((other, at) => {
      if (other === moved || other.literal === none || !other.isStatic) return false;
      if (!other.path.every((name, depth) => name === moved.path[depth])) return false;
      // Of two literals for one name the first takes the other.
      return other.path.length < moved.path.length || !moved.isStatic || at < index;
    });
    if (taker === undefined) continue;
    const attrpath = childByField(tree, moved.binding, Field.Attrpath);
    sites.push({
      span: spanOf(tree, attrpath),
      verdict: "gap",
      message: "found a definition that is merged with a set",
      set,
      moved: moved.binding,
      literal: taker.literal,
      depth: taker.path.length,
    });
  }
  return sites;
}

/** Puts merged definitions into the literal they are merged with. */
export const attrsetMergeCodemod: Codemod = defineCodemod({
  id: "M06",
  detector: attrsetMerge,
  summary: "`a = { x = 1; }; a.y = 2;` ⇒ `a = { x = 1; y = 2; };`",
  from: ["legacy", "lix"],
  to: ["nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "a plain literal adds no scope, so the moved value sees the same names; refused for recursive sets but two of the " +
    "same kind, for values that are no literal, and where a comment has no place to go",
  plan: ({ tree }, sites) => sites.map((site) => pour(tree, site)),
});

function pour(tree: Tree, { span, set, moved, literal, depth }: MergeSite): Proposal {
  const attrs = attrsOf(tree, moved);
  const rest = attrs[depth];
  const inner = rest === undefined ? literalOf(tree, moved) : none;
  const isRecursive = kindOf(tree, literal) === Kind.RecAttrsetExpression;
  if (rest === undefined && inner === none) return refuse(span, "the value is no set that is written out");
  if (rest === undefined ? kindOf(tree, inner) !== kindOf(tree, literal) : isRecursive) {
    return refuse(span, "one of the sets is recursive");
  }
  const range = itemWithComments(tree, set, moved);
  if (range === null) return refuse(span, "a comment beside the definition has no place to go");
  const [from, to] =
    rest === undefined
      ? [
          endOf(tree, childByKind(tree, inner, Kind.LeftBrace)),
          startOf(tree, childByKind(tree, inner, Kind.RightBrace)),
        ]
      : [startOf(tree, rest), range.end];
  if (hasComment(tree, moved, from, to)) return refuse(span, "a comment beside the definition has no place to go");
  const decoder = new TextDecoder();
  const text = [
    decoder.decode(tree.source.subarray(range.start, startOf(tree, moved))).replaceAll("\n", "\n  "),
    decoder.decode(tree.source.subarray(from, to)).trim(),
    rest === undefined ? decoder.decode(tree.source.subarray(endOf(tree, moved), range.end)) : "",
  ].join("");
  if (text === "") return proposeRewrite(span, "drop the empty set", [removeRange(range.cutStart, range.cutEnd)]);
  const isOpenEnded = endsWithLineComment(tree, inner === none ? moved : inner, range.endsInLineComment);
  return proposeRewrite(span, "put the definition into the set", [
    removeRange(range.cutStart, range.cutEnd),
    ...insertItem(tree, literal, text, isOpenEnded),
  ]);
}

/** Tells whether a part of the binding that does not move along has a comment. */
function hasComment(tree: Tree, binding: NodeIndex, from: number, to: number): boolean {
  for (let node = binding; node < binding + sizeOf(tree, binding); node++) {
    if (kindOf(tree, node) !== Kind.Comment) continue;
    if (startOf(tree, node) < from || endOf(tree, node) > to) return true;
  }
  return false;
}

function endsWithLineComment(tree: Tree, node: NodeIndex, isBehind: boolean): boolean {
  const last = childrenOf(tree, node).at(-2) ?? node;
  return isBehind || (kindOf(tree, last) === Kind.Comment && tree.source[startOf(tree, last)] === 0x23);
}

/** Puts an item at the end of a set: on a line of its own if the bracket has one. */
function insertItem(tree: Tree, literal: NodeIndex, text: string, isOpenEnded: boolean): TextEdit[] {
  const { source } = tree;
  const brace = startOf(tree, childByKind(tree, literal, Kind.RightBrace));
  const margin = marginAt(source, brace);
  if (margin !== null) return [insertAt(brace - margin.length, `${margin}  ${text}\n`)];
  const before = isWhiteSpace(source[brace - 1]) ? "" : " ";
  return [insertAt(brace, `${before}${text}${isOpenEnded ? "\n" : " "}`)];
}
