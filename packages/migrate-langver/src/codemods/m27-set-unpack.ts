/**
 * `{ a = 1; } // lib.optionalAttrs c { b = 2; } ⇒ { a = 1; *lib.optionalAttrs c { b = 2; }; }`
 *
 * An update lets the right side win, unpacking refuses a name that is there twice. Both are the same only where no name can
 * be. Operands show their names, or evaluations have shown that what is called gives a part of a set that does.
 */
import {
  childByField,
  childByKind,
  childrenOf,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  none,
  spanOf,
  startOf,
  type NodeIndex,
  type TextEdit,
  type Tree,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, refuse, replaceRange } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { namesOf } from "../downlevel/known-names.ts";
import { disjointUpdate } from "../downlevel/laws/disjoint-update.ts";
import { chainOf, headOfChain, type OperatorChain } from "../edit/chain.ts";
import { isCallOfTwo, reasonBetween, runsOf, type SetRun } from "../edit/set-chain.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
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
  summary: "`{ a = 1; } // { b = 2; }` ⇒ `{ a = 1; b = 2; }`, `{ a = 1; } // e` ⇒ `{ a = 1; *e; }`",
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
    const done = new Set<number>();
    return sites.flatMap((site) => {
      const proposal = unpack(file, site);
      if (done.has(proposal.site.start)) return [];
      done.add(proposal.site.start);
      return [proposal];
    });
  },
});

/** Answers a site with what becomes of the run of sets that it joins; all sites of a run get the same answer. */
function unpack(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree, parentOf } = file;
  const chain = chainOf(tree, headOfChain(tree, node, { operator: Kind.SlashSlash, parentOf }), Kind.SlashSlash);
  const number = chain.operations.indexOf(node);
  const runs = runsOf(file, chain);
  const at = runs.findIndex(({ last }) => number <= last);
  const [run, next] = runs.slice(at);
  if (run === undefined) throw new Error("a `//` stands in no run of its chain");
  if (number === run.last) return refuse(span, next === undefined ? "" : reasonBetween(tree, chain, [run, next]));
  const [first = span, ...covers] = chain.operators.slice(run.first, run.last).map((token) => spanOf(tree, token));
  const rewrite = { title: "write one set", edits: editsOf(tree, chain, run) };
  return { site: first, covers, rewrite, isObserved: run.isObserved };
}

function editsOf(tree: Tree, { operands, operators }: OperatorChain, { first, last }: SetRun): TextEdit[] {
  const edits = operands.slice(first, last + 1).flatMap((operand, index) => {
    return operandEdits(tree, operand, { isFirst: index === 0, isLast: first + index === last });
  });
  for (const update of operators.slice(first, last)) {
    edits.push(dropToken(tree, startOf(tree, update), endOf(tree, update)));
  }
  return edits;
}

/** Where an operand stands in its run. */
interface Place {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A literal loses its braces, but for the outermost two; anything else gets a star and a semicolon. */
function operandEdits(tree: Tree, operand: NodeIndex, { isFirst, isLast }: Place): TextEdit[] {
  if (kindOf(tree, operand) !== Kind.AttrsetExpression) {
    return [
      insertAt(startOf(tree, operand), isFirst ? "{ *" : "*"),
      insertAt(endOf(tree, operand), isLast ? "; }" : ";"),
    ];
  }
  const braces = childrenOf(tree, operand).filter((child) => {
    const kind = kindOf(tree, child);
    return (kind === Kind.RightBrace && !isLast) || (kind === Kind.LeftBrace && !isFirst);
  });
  return braces.map((brace) => dropToken(tree, startOf(tree, brace), endOf(tree, brace)));
}

/** Takes a token out and the spaces before it on its line, if there is white space behind it. */
function dropToken({ source }: Tree, start: number, end: number): TextEdit {
  let from = start;
  if (isWhiteSpace(source[end])) while (source[from - 1] === 0x20) from--;
  return replaceRange(from, end, from === start && !isWhiteSpace(source[end]) ? " " : "");
}
