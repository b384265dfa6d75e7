/**
 * `builtins.features` is `builtins.features or { }`, which evaluators have that do not know it. By law
 * `features-polyfill`.
 */
import {
  childByField,
  childrenByField,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  startOf,
  endOf,
  staticName,
} from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { insert } from "../draft.ts";
import type { Job } from "../job.ts";
import { Level } from "../level.ts";

/** What an evaluator says it can do. */
export const featuresBuiltin: Construct = {
  name: "features-builtin",
  kinds: [Kind.SelectExpression],
  level(job, node) {
    if (!selectsFeatures(job, node)) return null;
    return attrsOf(job, node).length === 1 ? Level.Argument : Level.Chain;
  },
  write(job, node, draft) {
    const { tree } = job;
    const attrs = attrsOf(job, node);
    const isWhole = attrs.length === 1;
    if (!isWhole) insert(draft, startOf(tree, node), "(");
    const [first = node, ...rest] = attrs;
    insert(draft, endOf(tree, first), isWhole ? " or { }" : " or { })");
    for (const attr of rest) job.emit(attr, Level.Atom, draft);
  },
};

function attrsOf({ tree }: Job, node: NodeIndex): NodeIndex[] {
  return childrenByField(tree, childByField(tree, node, Field.Attrpath), Field.Attr);
}

function selectsFeatures({ tree, file }: Job, node: NodeIndex): boolean {
  const base = childByField(tree, node, Field.Expression);
  if (kindOf(tree, base) !== Kind.VariableExpression || latin1Of(tree, base) !== "builtins") return false;
  const attrpath = childByField(tree, node, Field.Attrpath);
  if (attrpath === none) return false;
  const [first] = childrenByField(tree, attrpath, Field.Attr);
  if (first === undefined || staticName(tree, first) !== "features") return false;
  return file.resolution().definitions.every(({ name }) => name !== "builtins");
}
