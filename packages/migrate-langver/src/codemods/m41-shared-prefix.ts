/**
 * `a.b = 1; a.c = 2; ⇒ a = { b = 1; c = 2; };`
 *
 * The future edition wants one definition for each name of a set. Paths that begin alike become one set, where the first
 * of them stands; deeper names that are shared follow in the next round. Comments go with their definitions.
 */
import {
  attrsOf,
  childByField,
  childrenByField,
  childrenOf,
  type DeprecatedSite,
  type Detector,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  type Span,
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
  replaceRange,
} from "../codemod.ts";
import { itemWithComments, type MovedRange } from "../edit/binding-range.ts";
import { deepened, lineStarts, marginAt } from "../edit/deepen.ts";

/** Definitions of one set whose paths begin with one name. */
interface SharedSite extends DeprecatedSite {
  readonly set: NodeIndex;
  readonly bindings: readonly NodeIndex[];
}

/** Finds paths that begin with the same name. */
const sharedPrefix: Detector<SharedSite> = {
  code: "langver/shared-prefix",
  feature: "no-shared-prefix",
  lixFeature: null,
  kinds: [Kind.AttrsetExpression, Kind.RecAttrsetExpression, Kind.LetExpression],
  find({ tree }, set, add) {
    for (const bindings of sharingFirstName(tree, set)) {
      const [, second] = bindings;
      if (second === undefined) continue;
      const attrpath = childByField(tree, second, Field.Attrpath);
      add({
        span: { start: startOf(tree, attrpath), end: endOf(tree, attrpath) },
        verdict: "gap",
        message: "found a path that begins like another one",
        set,
        bindings,
      });
    }
  },
};

function sharingFirstName(tree: Tree, set: NodeIndex): NodeIndex[][] {
  const groups = new Map<string, NodeIndex[]>();
  for (const binding of childrenByField(tree, set, Field.Binding)) {
    if (kindOf(tree, binding) !== Kind.Binding) continue;
    const [first] = attrsOf(tree, binding);
    const name = first === undefined ? null : staticName(tree, first);
    if (name !== null) groups.set(name, [...(groups.get(name) ?? []), binding]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Writes one set for paths that begin alike. */
export const sharedPrefixCodemod: Codemod = defineCodemod({
  id: "M41",
  detector: sharedPrefix,
  summary: "`a.b = 1; a.c = 2;` ⇒ `a = { b = 1; c = 2; };`",
  from: ["nix2"],
  to: ["nix2-future"],
  preserves: "core",
  soundness:
    "a path stands for plain sets in one another, which add no scope; refused where a comment has no place to go",
  plan: ({ tree }, sites) => sites.map((site) => gather(tree, site)),
});

const homeless = "a comment beside the definition has no place to go";

function gather(tree: Tree, site: SharedSite): Proposal {
  const { span, set, bindings } = site;
  const [first] = bindings;
  if (first === undefined || bindings.some((binding) => !isBarePath(tree, binding))) return refuse(span, homeless);
  const near = followers(tree, set, bindings);
  const far = bindings.slice(1 + near.length);
  const ranges = far.map((binding) => itemWithComments(tree, set, binding));
  const moved = ranges.filter((range) => range !== null);
  if (moved.length < far.length) return refuse(span, homeless);
  const layout = layoutOf(tree, site, near.at(-1) ?? first);
  const texts = far.map((binding, index) => movedText(tree, set, binding, ranges[index] ?? null));
  const isOpenEnded = layout.separator === " " && moved.at(-1)?.endsInLineComment === true;
  const added = texts.map((text) => layout.separator + text).join("");
  return proposeRewrite(span, "write one set", [
    replaceRange(endOf(tree, attrsOf(tree, first)[0] ?? first), prefixOf(tree, first).end, ` = {${layout.separator}`),
    ...near.map((binding) => shortened(tree, binding)),
    ...layout.lines.map((at) => insertAt(at, "  ")),
    ...moved.map(({ cutStart, cutEnd }) => removeRange(cutStart, cutEnd)),
    insertAt(layout.end, `${added}${isOpenEnded ? "\n" : layout.last}};`),
  ]);
}

/** How a set is written: on one line, or with a line for each definition. */
interface Layout {
  /** What stands before each definition, and before the bracket. */
  readonly separator: string;
  readonly last: string;
  /** Where the lines begin that go to the right. */
  readonly lines: readonly number[];
  readonly end: number;
}

function layoutOf(tree: Tree, { set, bindings }: SharedSite, last: NodeIndex): Layout {
  const { source } = tree;
  const [first = last] = bindings;
  const [start, end] = [startOf(tree, first), endOf(tree, last)];
  const margin = marginAt(source, start);
  const isOnOneLine = bindings.at(-1) === last && !source.subarray(start, end).includes(0x0a);
  if (margin === null || isOnOneLine) return { separator: " ", last: " ", lines: [], end };
  const behind = itemWithComments(tree, set, last)?.end ?? end;
  const separator = `\n${margin}`;
  const heads = new Set(bindings.map((binding) => startOf(tree, binding)));
  const lines = lineStarts(tree, set, { start, end: behind }).filter((at) => !heads.has(at));
  return { separator: `${separator}  `, last: separator, lines, end: behind };
}

/** Tells whether nothing but a dot is between the first name of the path and the second. */
function isBarePath(tree: Tree, binding: NodeIndex): boolean {
  const [, dot, second] = childrenOf(tree, childByField(tree, binding, Field.Attrpath));
  return second !== undefined && fieldOf(tree, second) === Field.Attr && kindOf(tree, dot ?? second) === Kind.Dot;
}

/** Returns the part of a path that is the name of the set, dot included. */
function prefixOf(tree: Tree, binding: NodeIndex): Span {
  const [first, second] = attrsOf(tree, binding);
  return { start: startOf(tree, first ?? binding), end: startOf(tree, second ?? binding) };
}

/** Takes the name of the set from a path; at the very beginning of a line it leaves the indentation. */
function shortened(tree: Tree, binding: NodeIndex): TextEdit {
  const { start, end } = prefixOf(tree, binding);
  return replaceRange(start, end, tree.source[start - 1] === 0x0a ? "  " : "");
}

/** Returns the bindings that follow the first of them one after the other, with nothing but comments between. */
function followers(tree: Tree, set: NodeIndex, [first, ...others]: readonly NodeIndex[]): NodeIndex[] {
  const items = childrenOf(tree, set).filter((child) => kindOf(tree, child) !== Kind.Comment);
  const at = first === undefined ? -1 : items.indexOf(first);
  return others.filter((other, index) => items[at + 1 + index] === other);
}

function movedText(tree: Tree, set: NodeIndex, binding: NodeIndex, range: MovedRange | null): string {
  if (range === null) return "";
  const comments = deepened(tree, set, { start: range.start, end: startOf(tree, binding) });
  return comments + deepened(tree, set, { start: prefixOf(tree, binding).end, end: range.end });
}
