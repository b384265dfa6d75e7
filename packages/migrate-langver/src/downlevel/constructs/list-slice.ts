/**
 * `e.[a, b]` is `with e; [ a b ]`, by law `with-slice`, where nothing else can provide the names: no variable, no global
 * and no other `with`. Elsewhere it is `let s = e; in [ s.a s.b ]`, where nothing is called `s`.
 */
import { knownGlobals, type Scope } from "@lix-tools/eval-core";
import {
  childByField,
  childrenByField,
  childrenOf,
  endOf,
  Field,
  fieldOf,
  isIdentifier,
  Kind,
  kindOf,
  latin1Of,
  nix2Keywords,
  type NodeIndex,
  none,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import type { FileContext } from "../../file-context.ts";
import type { Construct } from "../construct.ts";
import { type Draft, insert, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";
import { dropSeparator, replaceToken, replaceToNext } from "../tokens.ts";

/** Slices that are lists. */
export const listSlice: Construct = {
  name: "list-slice",
  kinds: [Kind.ListSliceExpression],
  level: () => Level.Whole,
  write(job, node, draft) {
    const { tree } = job;
    if (areProvidedBySource(job.file, node)) return writeWith(job, node, draft);
    const hidden = job.hidden("slice");
    const source = childByField(tree, node, Field.Expression);
    insert(draft, startOf(tree, node), `let ${hidden} = `);
    job.emit(source, Level.Whole, draft);
    const children = childrenOf(tree, node);
    for (const [index, child] of children.entries()) {
      const kind = kindOf(tree, child);
      if (kind === Kind.DotBracket) replaceToNext(tree, draft, child, "; in [ ");
      else if (kind === Kind.Comma) dropSeparator(tree, draft, child);
      else if (kind === Kind.RightBracket)
        closeTight(tree, draft, { token: child, before: children[index - 1] ?? child });
      else if (fieldOf(tree, child) === Field.Key) {
        insert(draft, startOf(tree, child), `${hidden}.`);
        job.emit(child, Level.Atom, draft);
      }
    }
  },
};

/** Tells whether `with` can only find the names of a slice, which are all written out, in what the slice is of. */
function areProvidedBySource(file: FileContext, node: NodeIndex): boolean {
  const { tree } = file;
  const keys = childrenByField(tree, node, Field.Key);
  const names = new Set(keys.map((key) => (kindOf(tree, key) === Kind.Identifier ? latin1Of(tree, key) : "")));
  if (names.size === 0) return false;
  for (const name of names) if (!isIdentifier(name, nix2Keywords) || knownGlobals.has(name)) return false;
  for (let scope = scopeAround(file, node); scope !== null; scope = scope.outer) {
    if (scope.kind === "with" || scope.definitions.some((definition) => names.has(definition.name))) return false;
  }
  return true;
}

function scopeAround(file: FileContext, node: NodeIndex): Scope | null {
  const { entered, scopes } = file.resolution();
  for (let at = node; at !== none; at = file.parentOf(at)) {
    const number = entered[at] ?? 0;
    if (number > 0) return scopes[number - 1] ?? null;
  }
  return null;
}

function writeWith(job: Job, node: NodeIndex, draft: Draft): void {
  const { tree } = job;
  const source = childByField(tree, node, Field.Expression);
  const isWrapped = kindOf(tree, source) === Kind.ParenthesizedExpression && childrenOf(tree, source).length === 3;
  const inner = isWrapped ? childByField(tree, source, Field.Expression) : source;
  const start = startOf(tree, node);
  if (isWrapped) replace(draft, start, startOf(tree, inner), "with ");
  else insert(draft, start, "with ");
  job.emit(inner, Level.Whole, draft);
  replace(draft, endOf(tree, inner), endOf(tree, source), "");
  const children = childrenOf(tree, node);
  for (const [index, child] of children.entries()) {
    const before = children[index - 1] ?? child;
    const kind = kindOf(tree, child);
    if (kind === Kind.Comma) dropSeparator(tree, draft, child);
    else if (kind === Kind.RightBracket) closeTight(tree, draft, { token: child, before });
    else if (kind === Kind.DotBracket) replaceToken(tree, draft, child, opening(tree, endOf(tree, child)));
  }
}

/** One space is behind the bracket where the list goes on in its line. */
function opening({ source }: Tree, end: number): string {
  return source[end] === 0x20 || source[end] === 0x0a || source[end] === 0x0d ? "; [" : "; [ ";
}

interface Closing {
  readonly token: NodeIndex;
  readonly before: NodeIndex;
}

/** On the line of the last key one space is before the bracket; behind a comment, or on a line of its own, it stays. */
function closeTight(tree: Tree, draft: Draft, { token, before }: Closing): void {
  const gap = tree.source.subarray(endOf(tree, before), startOf(tree, token));
  const stays = kindOf(tree, before) === Kind.Comment || gap.includes(0x0a);
  if (stays) return;
  const isEmpty = kindOf(tree, before) === Kind.DotBracket;
  replaceToken(tree, draft, token, isEmpty || gap.length > 0 ? "]" : " ]");
}
