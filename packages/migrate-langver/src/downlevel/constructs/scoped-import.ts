/**
 * `builtins.scopedImportUsing { newGlobals = env: env // { x = 1; }; }` is `builtins.scopedImport { x = 1; }`, and
 * without `newGlobals` it is `builtins.scopedImport { }`. By law `scoped-import`.
 */
import {
  attrsOf,
  childByField,
  childByKind,
  childrenByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  staticName,
  unwrapParentheses,
} from "@lix-tools/parser";
import { builtinPath } from "../builtin-path.ts";
import type { Construct } from "../construct.ts";
import { type Draft, replace } from "../draft.ts";
import type { Job } from "../job.ts";
import { namesOf } from "../known-names.ts";
import { looksUpInLegacy } from "../laws/scoped-import.ts";
import { Level } from "../level.ts";
import { replaceToken } from "../tokens.ts";

/** Imports that add names to the standard globals, or none. */
export const scopedImport: Construct = {
  name: "scoped-import",
  kinds: [Kind.ApplyExpression],
  level: (job, node) => (globalsOf(job, node) === null ? null : Level.Application),
  write(job, node, draft) {
    const { tree } = job;
    const callee = childByField(tree, node, Field.Function);
    const [attr = callee] = attrsOf(tree, callee);
    replaceToken(tree, draft, attr, "scopedImport");
    writeArgument(job, childByField(tree, node, Field.Argument), globalsOf(job, node) ?? none, draft);
  },
};

function writeArgument(job: Job, argument: NodeIndex, globals: NodeIndex, draft: Draft): void {
  const { start, end } = spanOf(job.tree, argument);
  const text = globals === none ? "{ }" : job.render(globals, Level.Argument);
  replace(draft, start, end, text);
}

/**
 * Returns the set that a call of `scopedImportUsing` adds to the standard globals, `none` where it adds nothing, or null
 * where the node is no such call or legacy has no other text for it.
 */
export function globalsOf(job: Job, node: NodeIndex): NodeIndex | null {
  const { tree } = job;
  if (!isScopedImportUsing(job, childByField(tree, node, Field.Function))) return null;
  const argument = unwrapParentheses(tree, childByField(tree, node, Field.Argument));
  if (kindOf(tree, argument) !== Kind.AttrsetExpression) return null;
  const [binding, ...others] = childrenByField(tree, argument, Field.Binding);
  const globals = binding === undefined ? none : others.length > 0 ? null : addedBy(job, binding);
  // What is said about what goes would have no place.
  return globals !== null && hasCommentOutside(job, childByField(tree, node, Field.Argument), globals) ? null : globals;
}

function isScopedImportUsing(job: Job, callee: NodeIndex): boolean {
  const [attr, ...others] = builtinPath(job, callee);
  return attr !== undefined && others.length === 0 && staticName(job.tree, attr) === "scopedImportUsing";
}

/** Returns the set that `newGlobals = env: env // set;` adds, or null where the binding is something else. */
function addedBy({ tree, file }: Job, binding: NodeIndex): NodeIndex | null {
  if (kindOf(tree, binding) !== Kind.Binding) return null;
  const attrs = attrsOf(tree, binding);
  const [attr] = attrs;
  if (attr === undefined || attrs.length !== 1 || staticName(tree, attr) !== "newGlobals") return null;
  const made = unwrapParentheses(tree, childByField(tree, binding, Field.Expression));
  const name = childByField(tree, made, Field.Universal);
  const isFunction = kindOf(tree, made) === Kind.FunctionExpression && name !== none;
  if (!isFunction || childByField(tree, made, Field.Formals) !== none) return null;
  const body = unwrapParentheses(tree, childByField(tree, made, Field.Body));
  if (kindOf(tree, body) !== Kind.BinaryExpression || childByKind(tree, body, Kind.SlashSlash) === none) return null;
  const definition = file.resolution().definitions.find(({ nodes }) => nodes.includes(name));
  const uses = definition === undefined ? [] : (file.references().get(definition) ?? []);
  const left = unwrapParentheses(tree, childByField(tree, body, Field.Left));
  const isOnlyUse = uses.length === 1 && kindOf(tree, left) === Kind.VariableExpression && uses[0] === left + 1;
  const added = unwrapParentheses(tree, childByField(tree, body, Field.Right));
  if (!isOnlyUse || kindOf(tree, added) !== Kind.AttrsetExpression) return null;
  const names = namesOf(tree, added);
  return names === null || [...names].some((known) => looksUpInLegacy.has(known)) ? null : added;
}

function hasCommentOutside({ tree }: Job, outer: NodeIndex, inner: NodeIndex): boolean {
  for (let node = outer; node < outer + sizeOf(tree, outer);) {
    if (kindOf(tree, node) === Kind.Comment) return true;
    node += node === inner ? sizeOf(tree, node) : 1;
  }
  return false;
}
