/**
 * `inherit a.b.{c, d};` is `inherit (a.b) c d;`, `inherit a.b;` is `inherit (a) b;`, and several in braces are one after
 * the other. As an expression, `inherit a.b; e` is `let inherit (a) b; in e`.
 */
import {
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
} from "@lix-tools/parser";
import { skipWhiteSpace } from "../../edit/spacing.ts";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";
import { dropSeparator, replaceToken } from "../tokens.ts";

/** Inheritance of paths, in sets and `let`s. */
export const inheritPaths: Construct = {
  name: "inherit-paths",
  kinds: [Kind.InheritPaths],
  level: () => Level.Atom,
  write: writePaths,
};

/** Inheritance of paths before an expression. */
export const inheritExpression: Construct = {
  name: "inherit-expression",
  kinds: [Kind.InheritExpression],
  level: () => Level.Whole,
  write(job, node, draft) {
    const { tree } = job;
    const clause = childByField(tree, node, Field.Clause);
    insert(draft, startOf(tree, node), "let ");
    writePaths(job, clause, draft);
    insert(draft, endOf(tree, clause), " in");
    job.emit(childByField(tree, node, Field.Body), Level.Whole, draft);
  },
};

function writePaths(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const children = childrenOf(tree, node);
  const isGrouped = childByKind(tree, node, Kind.LeftBrace) !== none;
  const last = childrenByField(tree, node, Field.Path).at(-1) ?? none;
  for (const child of children) {
    const kind = kindOf(tree, child);
    if (fieldOf(tree, child) === Field.Path) writePath(job, child, draft);
    else if (isGrouped && kind === Kind.LeftBrace)
      replace(draft, startOf(tree, child), skipWhiteSpace(tree.source, endOf(tree, child)), "");
    else if (kind === Kind.Comma) replaceToken(tree, draft, child, child > last ? "" : "; inherit");
    else if (isGrouped && kind === Kind.RightBrace) replaceToken(tree, draft, child, "");
  }
}

function writePath(job: Job, path: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const attrpath = childByField(tree, path, Field.Attrpath);
  const slice = childByKind(tree, path, Kind.DotBrace);
  if (attrpath === none && slice === none) return;
  insert(draft, startOf(tree, path), "(");
  if (slice === none) return writeLast(job, attrpath, draft);
  if (attrpath !== none) job.emitInside(attrpath, draft);
  for (const child of childrenOf(tree, path)) {
    const kind = kindOf(tree, child);
    if (kind === Kind.DotBrace) replaceToken(tree, draft, child, ") ");
    else if (kind === Kind.Comma) dropSeparator(tree, draft, child);
    else if (kind === Kind.RightBrace) replaceToken(tree, draft, child, "");
    else if (fieldOf(tree, child) === Field.Key) job.emit(child, Level.Atom, draft);
  }
}

/** The last step of a path without a slice is the name that is inherited. */
function writeLast(job: Job, attrpath: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const attrs = childrenByField(tree, attrpath, Field.Attr);
  const last = attrs.at(-1) ?? attrpath;
  const dots = childrenOf(tree, attrpath).filter((child) => kindOf(tree, child) === Kind.Dot);
  const dot = dots.at(-1);
  for (const attr of attrs.slice(0, -1)) job.emit(attr, Level.Atom, draft);
  // The first dot stands before the path, in the node around it.
  if (dot === undefined) replace(draft, startOf(tree, attrpath) - 1, startOf(tree, attrpath), ") ");
  else replaceToken(tree, draft, dot, ") ");
  job.emit(last, Level.Atom, draft);
}
