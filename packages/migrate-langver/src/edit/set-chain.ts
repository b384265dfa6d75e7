/**
 * Which neighbours in a chain of `//` are one set: those of which no two can have a name in common. The text says so where
 * it shows the names; of what functions give, evaluations can have shown it.
 */
import {
  childByField,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  type Tree,
  unwrapParentheses,
} from "@lix-tools/parser";
import { areDisjoint, type KnownNames, namesOf } from "../downlevel/known-names.ts";
import type { FileContext } from "../file-context.ts";
import type { OperatorChain } from "./chain.ts";

/** Neighbours in a chain that are one set, or one operand that stays by itself. */
export interface SetRun {
  /** Operands by number, the last one included. */
  readonly first: number;
  readonly last: number;
  /** The names of those operands of which the text shows them. */
  readonly names: KnownNames;
  /** Whether a literal is among them. */
  readonly hasLiteral: boolean;
  /** Whether this rests on what was seen in evaluations. */
  readonly isObserved: boolean;
  /** What is known of operands that do not show their names: nothing, or that it was seen what they are. */
  readonly unnamed: "none" | "conditional" | "unknown";
}

/** Returns the runs of a chain in the order of the text. The last ones are joined first, as the law does it. */
export function runsOf(file: FileContext, chain: OperatorChain): SetRun[] {
  const operands = chain.operands.map((operand, index) => runOfOne(file, operand, index));
  if (areAllCalls(operands)) return [operands.reduce(joined)];
  const runs: SetRun[] = [];
  for (let run of operands.toReversed()) {
    for (let [next] = runs; next !== undefined && areOne(file, chain, [run, next]); [next] = runs) {
      run = joined(run, next);
      runs.shift();
    }
    runs.unshift(run);
  }
  return runs;
}

/** Tells whether no operand is a literal, and all were seen to give parts of sets that have no name in common. */
function areAllCalls(operands: readonly SetRun[]): boolean {
  const isCall = ({ hasLiteral, unnamed }: SetRun): boolean => !hasLiteral && unnamed === "none";
  const isObserved = operands.some((operand) => operand.isObserved);
  return isObserved && operands.every(isCall) && areDisjoint(operands.map(({ names }) => names));
}

/** Tells whether an expression is a call with two arguments, of which the second may be what comes out. */
export function isCallOfTwo(tree: Tree, node: NodeIndex): boolean {
  const call = unwrapParentheses(tree, node);
  return kindOf(tree, call) === Kind.ApplyExpression && kindOf(tree, functionOf(tree, call)) === Kind.ApplyExpression;
}

function functionOf(tree: Tree, call: NodeIndex): NodeIndex {
  return childByField(tree, call, Field.Function);
}

function runOfOne({ tree, sightings }: FileContext, operand: NodeIndex, index: number): SetRun {
  const hasLiteral = kindOf(tree, operand) === Kind.AttrsetExpression;
  const run = { first: index, last: index, hasLiteral, isObserved: false } as const;
  const shown = namesOf(tree, operand);
  if (shown !== null) return { ...run, names: shown, unnamed: "none" };
  const call = unwrapParentheses(tree, operand);
  if (!isCallOfTwo(tree, call) || sightings.ofCall(call) !== "conditional") {
    return { ...run, names: null, unnamed: "unknown" };
  }
  const given = namesOf(tree, childByField(tree, call, Field.Argument));
  return { ...run, names: given ?? new Set(), unnamed: given === null ? "conditional" : "none", isObserved: true };
}

/** Tells whether two neighbouring runs are one set. */
function areOne({ sightings }: FileContext, { operations }: OperatorChain, [left, right]: [SetRun, SetRun]): boolean {
  if (!left.hasLiteral && !right.hasLiteral) return false;
  if (left.unnamed === "unknown" || right.unnamed === "unknown" || !areDisjoint([left.names, right.names]))
    return false;
  if (left.unnamed === "none" && right.unnamed === "none") return true;
  // What was seen of a `//` is about everything to its right.
  const between = operations.slice(left.first, right.last);
  const reachesEnd = right.last === operations.length;
  return reachesEnd && between.every((operation) => sightings.ofUpdate(operation) === "disjoint");
}

function joined(left: SetRun, right: SetRun): SetRun {
  return {
    first: left.first,
    last: right.last,
    names: new Set([...(left.names ?? []), ...(right.names ?? [])]),
    hasLiteral: left.hasLiteral || right.hasLiteral,
    isObserved: left.isObserved || right.isObserved,
    unnamed: left.unnamed === "none" && right.unnamed === "none" ? "none" : "conditional",
  };
}

/** Returns why two neighbouring runs stay apart. */
export function reasonBetween(
  file: FileContext,
  chain: OperatorChain,
  [left, right]: readonly [SetRun, SetRun],
): string {
  const { tree } = file;
  const operands = chain.operands.slice(left.first, right.last + 1);
  if (operands.some((operand) => kindOf(tree, operand) === Kind.RecAttrsetExpression)) {
    return "a recursive set cannot unpack another";
  }
  const unnamed = [left, right].filter((run) => run.unnamed !== "none");
  const isCall = ({ first }: SetRun): boolean => isCallOfTwo(tree, chain.operands[first] ?? none);
  if (unnamed.some((run) => !isCall(run))) return reasonOfUnknown(file, chain.operations[left.last] ?? none);
  if (unnamed.length > 0) return "the text does not tell which names a function gives";
  if (!areDisjoint([left.names, right.names])) return "a name is in two of the sets, and the later one wins";
  return "neither of the sets is written out";
}

/** A set that comes from somewhere else may be there to win, whatever was seen of it. */
function reasonOfUnknown({ sightings }: FileContext, operation: NodeIndex): string {
  switch (sightings.ofUpdate(operation)) {
    case "overlapping":
      return "the later set was seen to win";
    case "disjoint":
      return "no name was seen in both sets, but the later one may be there to win";
    default:
      return "the names of a set are not written out here, and the later one wins";
  }
}
