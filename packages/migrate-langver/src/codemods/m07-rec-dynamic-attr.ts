/**
 * `rec { a = 1; ${k} = a; } ⇒ let a = 1; in { inherit a; ${k} = a; }`
 *
 * A computed name of a recursive set sees the set's scope but is no part of it; neither is it in the `let`. Bindings
 * with a computed name move behind the others and take their comments along.
 *
 * This is no equality of core terms but a law of them (`proof/recursive-dynamics.ts`), and the proof says so.
 */
import {
  bindingTree,
  type BindingTree,
  childByField,
  childByKind,
  childrenByField,
  endOf,
  Field,
  isIdentifier,
  Kind,
  kindOf,
  latin1Of,
  legacyKeywords,
  type NodeIndex,
  none,
  recDynamicAttr,
  type RecDynamicAttrSite,
  type Span,
  startOf,
  staticName,
  stringLiteral,
  type TextEdit,
  type Tree,
  utf8Text,
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
import { isMergedValue } from "../edit/merged-value.ts";
import { isWholeExpression } from "../edit/position.ts";
import { dropRec } from "../edit/rec-keyword.ts";
import { marginAt } from "../edit/deepen.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";
import { recursiveDynamics } from "../proof/recursive-dynamics.ts";

/** Takes the names of a recursive set out into a `let`. */
export const recDynamicAttrCodemod: Codemod = defineCodemod({
  id: "M07",
  detector: recDynamicAttr,
  summary: "`rec { a = 1; ${k} = a; }` ⇒ `let a = 1; in { inherit a; ${k} = a; }`",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "value",
  laws: [recursiveDynamics],
  soundness:
    "static names have the same scope in a `let`; refused with `__overrides`, for sets that other definitions merge " +
    "into, and where a comment has no place to go",
  plan: planSets,
});

/** A set with several computed names is rewritten once. */
function planSets(file: FileContext, sites: readonly RecDynamicAttrSite[]): Proposal[] {
  const bySet = new Map<NodeIndex, Span[]>();
  const proposals: Proposal[] = [];
  for (const { span, attr } of sites) {
    const set = enclosingSet(file, attr);
    const isFirst = childByField(file.tree, file.parentOf(attr), Field.Attr) === attr;
    if (isFirst) bySet.set(set, [...(bySet.get(set) ?? []), span]);
    else proposals.push(refuse(span, "a path adds the computed name to a recursive set"));
  }
  for (const [set, [first = { start: 0, end: 0 }, ...covers]] of bySet) {
    proposals.push({ ...takeOut(file, first, set), covers });
  }
  return proposals;
}

/** The set in which the binding with the attribute is written: above the attribute, its path and its binding. */
function enclosingSet({ parentOf }: FileContext, attr: NodeIndex): NodeIndex {
  return parentOf(parentOf(parentOf(attr)));
}

function takeOut(file: FileContext, span: Span, set: NodeIndex): Proposal {
  const { tree } = file;
  const kind = kindOf(tree, set);
  if (kind === Kind.LetAttrsetExpression) return refuse(span, "`let { … }` has to be rewritten first");
  if (kind !== Kind.RecAttrsetExpression) return refuse(span, "the name is part of a set of several definitions");
  if (isMergedValue(file, set)) return refuse(span, "another definition merges with this set");
  let hasOverrides = false;
  const bindings = bindingTree(tree, set, (event) => {
    hasOverrides ||= event.kind === "overrides-in-rec";
  });
  if (hasOverrides) return refuse(span, "`__overrides` changes the names of this set");
  const moved = dynamicItems(file, set);
  if (moved === null) return refuse(span, "a comment beside a computed name has no place to go");
  if (bindings.entries.size === 0) return proposeRewrite(span, "drop the `rec` without effect", [dropRec(tree, set)]);
  const edits = toLet(file, set, moved, inheritClause(tree, bindings));
  return proposeRewrite(span, "take the names out into a `let`", edits);
}

/** Returns the ranges of the bindings with a computed first name, or null where one cannot be cut out. */
function dynamicItems(file: FileContext, set: NodeIndex): MovedRange[] | null {
  const { tree } = file;
  const ranges: MovedRange[] = [];
  for (const item of childrenByField(tree, set, Field.Binding)) {
    if (!isDynamic(tree, item)) continue;
    const range = itemWithComments(tree, set, item);
    if (range === null) return null;
    ranges.push(range);
  }
  return ranges;
}

function isDynamic(tree: Tree, item: NodeIndex): boolean {
  if (kindOf(tree, item) !== Kind.Binding) return false;
  const attr = childByField(tree, childByField(tree, item, Field.Attrpath), Field.Attr);
  return staticName(tree, attr) === null;
}

function inheritClause(tree: Tree, { entries }: BindingTree): string {
  const names = [...entries.values()].map(({ name, definitions: [first = none] }) => {
    if (kindOf(tree, first) === Kind.Identifier) return latin1Of(tree, first);
    return isIdentifier(name, legacyKeywords) ? name : (utf8Text(stringLiteral(name)) ?? latin1Of(tree, first));
  });
  return `inherit ${names.join(" ")};`;
}

function toLet(file: FileContext, set: NodeIndex, moved: readonly MovedRange[], clause: string): TextEdit[] {
  const { tree } = file;
  const { source } = tree;
  const open = childByKind(tree, set, Kind.LeftBrace);
  const close = childByKind(tree, set, Kind.RightBrace);
  const text = new TextDecoder();
  const margin = marginAt(source, startOf(tree, close));
  const bodies = moved.map(({ start, end, endsInLineComment }) => {
    return text.decode(source.subarray(start, end)) + (endsInLineComment && margin === null ? "\n" : "");
  });
  const separator = margin === null ? " " : `\n${margin}  `;
  const end = margin === null ? " }" : `\n${margin}}`;
  const before = isWhiteSpace(source[startOf(tree, close) - 1]) ? "" : " ";
  const tail = `${before}in {${[clause, ...bodies].map((item) => separator + item).join("")}${end}`;
  const isWhole = isWholeExpression(file, set);
  return [
    replaceRange(startOf(tree, set), endOf(tree, open), isWhole ? "let" : "(let"),
    ...(isWhiteSpace(source[endOf(tree, open)]) ? [] : [insertAt(endOf(tree, open), " ")]),
    ...moved.map(({ cutStart, cutEnd }) => removeRange(cutStart, cutEnd)),
    replaceRange(startOf(tree, close), endOf(tree, close), isWhole ? tail : `${tail})`),
  ];
}
