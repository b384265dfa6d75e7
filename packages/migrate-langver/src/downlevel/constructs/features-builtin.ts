/**
 * `builtins.features` is `builtins.features or { }`, which evaluators have that do not know it. By law
 * `features-polyfill`.
 */
import { attrsOf, endOf, Kind, type NodeIndex, startOf, staticName } from "@lix-tools/parser";
import { builtinPath } from "../builtin-path.ts";
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
    return attrsOf(job.tree, node).length === 1 ? Level.Argument : Level.Chain;
  },
  write(job, node, draft) {
    const { tree } = job;
    const attrs = attrsOf(tree, node);
    const isWhole = attrs.length === 1;
    if (!isWhole) insert(draft, startOf(tree, node), "(");
    const [first = node, ...rest] = attrs;
    insert(draft, endOf(tree, first), isWhole ? " or { }" : " or { })");
    for (const attr of rest) job.emit(attr, Level.Atom, draft);
  },
};

function selectsFeatures(job: Job, node: NodeIndex): boolean {
  const [first] = builtinPath(job, node);
  return first !== undefined && staticName(job.tree, first) === "features";
}
