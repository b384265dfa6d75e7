/**
 * `[ a (f x) *b ] ⇒ [ a, f x, *b ]`
 *
 * The future edition has commas between elements, and an element may be an application. All lists of a file are rewritten
 * together, in one step with the clause: `[ f x ]` is two elements before it and one behind.
 */
import {
  childByField,
  childrenByField,
  childrenOf,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, removeRange, replaceRange } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";

/** Finds lists of several elements. */
const listCommas: Detector<NodeSite> = {
  code: "langver/list-commas",
  feature: "comma-lists",
  lixFeature: null,
  kinds: [Kind.ListExpression],
  find({ tree }, node, add) {
    const elements = elementsOf(tree, node);
    const [first] = elements;
    if (first === undefined || elements.length < 2) return;
    add(nodeSite(tree, node, childrenOf(tree, node)[0] ?? first, "found a list without commas"));
  },
};

function elementsOf(tree: Tree, list: NodeIndex): readonly NodeIndex[] {
  return childrenByField(tree, list, Field.Element);
}

/** Writes commas between the elements of lists. */
export const listCommasCodemod: Codemod = defineCodemod({
  id: "M32",
  detector: listCommas,
  summary: "`[ a (f x) *b ]` ⇒ `[ a, f x, *b ]`",
  from: ["nix2"],
  to: ["nix2-future"],
  phase: "switch",
  preserves: "core",
  soundness:
    "every element gets its comma; an application loses its parentheses where a comma is in the list and no line ends " +
    "inside of it, so that no reader takes it for two elements",
  plan: ({ tree }, [first, ...others]) => {
    if (first === undefined) return [];
    const edits = [first, ...others].flatMap(({ node }) => separate(tree, node));
    const covers = others.map(({ span }) => span);
    return [{ site: first.span, covers, rewrite: { title: "write commas between elements", edits } }];
  },
});

function separate(tree: Tree, list: NodeIndex): TextEdit[] {
  const elements = elementsOf(tree, list);
  const bracket = childrenOf(tree, list).at(-1) ?? list;
  return elements.flatMap((element, index) => {
    const isLast = index === elements.length - 1;
    // The last comma is written where the bracket has a line of its own.
    const comma = !isLast || endsLine(tree, endOf(tree, element), startOf(tree, bracket)) ? "," : "";
    const inner = applicationIn(tree, element);
    if (inner === none) return comma === "" ? [] : [insertAt(endOf(tree, element), comma)];
    return [
      removeRange(startOf(tree, element), startOf(tree, inner)),
      replaceRange(endOf(tree, inner), endOf(tree, element), comma),
    ];
  });
}

function endsLine({ source }: Tree, from: number, to: number): boolean {
  return source.subarray(from, to).includes(0x0a);
}

/** Returns the application that is all there is in the parentheses of an element, or none. */
function applicationIn(tree: Tree, element: NodeIndex): NodeIndex {
  if (kindOf(tree, element) !== Kind.ParenthesizedExpression) return none;
  const inner = childByField(tree, element, Field.Expression);
  const isAlone = childrenOf(tree, element).length === 3;
  return isAlone && kindOf(tree, inner) === Kind.ApplyExpression && isOnOneLine(tree, inner) ? inner : none;
}

/** Tells whether an application goes on, from each part to the next, on the same line; the parts may have several. */
function isOnOneLine(tree: Tree, node: NodeIndex): boolean {
  let at = node;
  while (kindOf(tree, at) === Kind.ApplyExpression) {
    const callee = childByField(tree, at, Field.Function);
    const argument = childByField(tree, at, Field.Argument);
    // A comment between them may hide the end of the line.
    if (childrenOf(tree, at).length !== 2 || endsLine(tree, endOf(tree, callee), startOf(tree, argument))) return false;
    at = callee;
  }
  return true;
}
