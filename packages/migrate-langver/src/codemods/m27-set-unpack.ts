/**
 * `{ a = 1; } // lib.optionalAttrs c { b = 2; } ⇒ { a = 1; *lib.optionalAttrs c { b = 2; }; }`
 *
 * An update lets the right side win, unpacking refuses a name that is there twice. Both are the same only where no name can
 * be. Operands show their names, or evaluations have shown that what is called gives a part of a set that does.
 */
import {
  childByField,
  childByKind,
  type Detector,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  spanOf,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, type Proposal, refuse } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { namesOf } from "../downlevel/known-names.ts";
import { disjointUpdate } from "../downlevel/laws/disjoint-update.ts";
import { chainOf, headOfChain, type OperatorChain } from "../edit/chain.ts";
import { joinSets } from "../edit/join-sets.ts";
import { isCallOfTwo, reasonBetween, runsOf, type SetRun } from "../edit/set-chain.ts";
import type { FileContext } from "../file-context.ts";

/** Finds `//` behind what may show its names: a literal, an `if` between literals, a call with a literal. */
const updatedLiteral: Detector<NodeSite> = {
  code: "langver/set-unpack",
  feature: "set-unpack",
  lixFeature: null,
  kinds: [Kind.BinaryExpression],
  find({ tree }, node, add) {
    const update = childByKind(tree, node, Kind.SlashSlash);
    if (update === none || !mayShowNames(tree, childByField(tree, node, Field.Left))) return;
    add(nodeSite(tree, node, update, "found a set that is updated with others"));
  },
};

function mayShowNames(tree: Tree, operand: NodeIndex): boolean {
  return (
    kindOf(tree, operand) === Kind.AttrsetExpression || isCallOfTwo(tree, operand) || namesOf(tree, operand) !== null
  );
}

/** Writes updates of set literals as unpacking. */
export const setUnpackCodemod: Codemod = defineCodemod({
  id: "M27",
  detector: updatedLiteral,
  summary:
    "`{ a = 1; } // { b = 2; }` ⇒ `{ a = 1; b = 2; }`, " +
    "`{ a = 1; } // lib.optionalAttrs c { b = 2; }` ⇒ `{ a = 1; *lib.optionalAttrs c { b = 2; }; }`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "value",
  laws: [disjointUpdate],
  soundness:
    "every operand is a literal, or an `if` or the like between literals, without computed names, and no two have a name " +
    "in common; what a function like `lib.optionalAttrs` gives, evaluations show and no text of the file; refused where " +
    "the later set may be meant to win",
  plan(file, sites) {
    const chains = new Map<NodeIndex, Chain>();
    const done = new Set<number>();
    return sites.flatMap((site) => {
      const proposal = unpack(file, site, chains);
      if (done.has(proposal.site.start)) return [];
      done.add(proposal.site.start);
      return [proposal];
    });
  },
});

/** Sets in a chain; what is longer is nested too deep to be proved. */
const longestChain = 500;

/** A chain of `//`, and which of its sets are one. */
interface Chain extends OperatorChain {
  readonly runs: readonly SetRun[];
}

/** Answers a site with what becomes of the run of sets that it joins; all sites of a run get the same answer. */
function unpack(file: FileContext, { node, span }: NodeSite, known: Map<NodeIndex, Chain>): Proposal {
  const { tree } = file;
  const chain = chainAround(file, node, known);
  if (chain.operands.length > longestChain) return refuse(span, "the chain is too long");
  const number = chain.operations.indexOf(node);
  const [run, next] = chain.runs.slice(chain.runs.findIndex(({ last }) => number <= last));
  if (run === undefined) throw new Error("a `//` stands in no run of its chain");
  if (number === run.last && next !== undefined) return refuse(span, reasonBetween(file, chain, [run, next]));
  const operands = chain.operands.slice(run.first, run.last + 1);
  const operators = chain.operators.slice(run.first, run.last);
  const [site = span, ...covers] = operators.map((token) => spanOf(tree, token));
  const rewrite = { title: "write one set", edits: joinSets(tree, { operands, operators }) };
  return { site, covers, rewrite, isObserved: run.isObserved };
}

function chainAround(file: FileContext, node: NodeIndex, known: Map<NodeIndex, Chain>): Chain {
  const { tree, parentOf } = file;
  const head = headOfChain(tree, node, { operator: Kind.SlashSlash, parentOf });
  let chain = known.get(head);
  if (chain === undefined) {
    const parts = chainOf(tree, head, Kind.SlashSlash);
    const runs = parts.operands.length > longestChain ? [] : runsOf(file, parts);
    known.set(head, (chain = { ...parts, runs }));
  }
  return chain;
}
