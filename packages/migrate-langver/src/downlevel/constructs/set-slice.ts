/**
 * `e.{a, b}` is `{ inherit (e) a b; }`, and `*e.{a, b};` is `inherit (e) a b;`. With computed names a slice is
 * `let s = e; k = name; in { inherit (s) a; ${k} = s.${k}; }`.
 */
import {
  childByField,
  childrenByField,
  childrenOf,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  sizeOf,
  startOf,
  staticName,
  type Tree,
} from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";
import { commentsIn, dropSeparator, replaceToken, tokenOf } from "../tokens.ts";

/** Slices that are sets. */
export const setSlice: Construct = {
  name: "set-slice",
  kinds: [Kind.SetSliceExpression],
  level: (job, node) => (hasComputedKey(job.tree, node) ? Level.Whole : Level.Atom),
  write(job, node, draft) {
    if (hasComputedKey(job.tree, node)) return writeComputed(job, node, draft);
    insert(draft, startOf(job.tree, node), "{ inherit ");
    writeKeys(job, node, draft);
    insert(draft, endOf(job.tree, node), "; }");
  },
};

/** Slices that a set, a recursive set or a `let` unpacks. */
export const unpackedSlice: Construct = {
  name: "unpacked-slice",
  kinds: [Kind.SetUnpack],
  level: ({ tree }, node) => (isUnpackedSlice(tree, node) ? Level.Atom : null),
  write(job, node, draft) {
    const { tree } = job;
    replaceToken(tree, draft, tokenOf(tree, node, Kind.Star), "inherit ");
    writeKeys(job, childByField(tree, node, Field.Expression), draft);
  },
};

/** Tells whether a `*e;` unpacks a slice whose names are all written out. */
export function isUnpackedSlice(tree: Tree, node: NodeIndex): boolean {
  const expression = childByField(tree, node, Field.Expression);
  return kindOf(tree, expression) === Kind.SetSliceExpression && !hasComputedKey(tree, expression);
}

/** Makes `(e) a b` of `e.{a, b}`. */
function writeKeys(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const source = childByField(tree, node, Field.Expression);
  const isBare = kindOf(tree, source) !== Kind.ParenthesizedExpression;
  insert(draft, startOf(tree, source), isBare ? "(" : "");
  job.emit(source, Level.Whole, draft);
  insert(draft, endOf(tree, source), isBare ? ")" : "");
  for (const child of childrenOf(tree, node)) {
    const kind = kindOf(tree, child);
    if (kind === Kind.DotBrace)
      replaceToken(tree, draft, child, /[\s}]/.test(job.text[endOf(tree, child)] ?? "") ? "" : " ");
    else if (kind === Kind.Comma) dropSeparator(tree, draft, child);
    else if (kind === Kind.RightBrace) replace(draft, backOverBlanks(tree, node, child), endOf(tree, child), "");
    else if (fieldOf(tree, child) === Field.Key) job.emit(child, Level.Atom, draft);
  }
}

/** White space before the closing brace goes with it, unless a comment is before that. */
function backOverBlanks(tree: Tree, node: NodeIndex, token: NodeIndex): number {
  const children = childrenOf(tree, node);
  const before = children[children.indexOf(token) - 1] ?? token;
  return kindOf(tree, before) === Kind.Comment ? startOf(tree, token) : endOf(tree, before);
}

function hasComputedKey(tree: Tree, node: NodeIndex): boolean {
  return childrenByField(tree, node, Field.Key).some((key) => staticName(tree, key) === null);
}

/** The names are computed beside the source, once each; what stands between the keys is kept before the set. */
function writeComputed(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const hidden = job.hidden("slice");
  const source = childByField(tree, node, Field.Expression);
  const computed: string[] = [];
  const attributes: string[] = [];
  for (const key of childrenByField(tree, node, Field.Key)) {
    if (staticName(tree, key) !== null) {
      attributes.push(`inherit (${hidden}) ${job.render(key, Level.Atom)};`);
      continue;
    }
    const name = job.hidden(`key${computed.length}`);
    computed.push(`${name} = ${interpolated(job, key)};`);
    attributes.push(`\${${name}} = ${hidden}.\${${name}};`);
  }
  const value = `let ${hidden} = ${job.render(source, Level.Whole)}; ${commentsIn(tree, node)}${computed.join(" ")} in { ${attributes.join(" ")} }`;
  replace(draft, startOf(tree, node), endOf(tree, node), value);
}

/** The expression of a key `${e}`, or the string itself. */
function interpolated(job: Job, key: NodeIndex): string {
  const isInterpolation = kindOf(job.tree, key) === Kind.Interpolation && sizeOf(job.tree, key) > 1;
  return job.render(isInterpolation ? childByField(job.tree, key, Field.Expression) : key, Level.Whole);
}
