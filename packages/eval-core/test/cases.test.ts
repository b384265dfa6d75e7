import { type Edition, editions, latin1Of, type NodeIndex, startOf } from "@lix-tools/parser";
import { expect } from "vitest";
import {
  findDifference,
  listReferences,
  normalForm,
  renderTerm,
  resolveTree,
  type Scope,
  type Target,
} from "../src/index.ts";
import { type Block, type Case, programOf, runCases } from "./cases.ts";
import { lowered, treeOf } from "./lowering.ts";

function editionOf({ name }: Block): Edition | undefined {
  return editions.find((edition) => edition === name);
}

function programsOf({ blocks }: Case): { edition: Edition; text: string }[] {
  return blocks.flatMap((block) => {
    const edition = editionOf(block);
    return edition === undefined ? [] : [{ edition, text: programOf(block) }];
  });
}

/** Compares the result blocks of a case with what was found, or replaces them. */
function settle(testCase: Case, mode: "compare" | "update", results: readonly Block[]): void {
  if (mode === "update") {
    const programs = testCase.blocks.filter((block) => editionOf(block) !== undefined);
    testCase.blocks.splice(0, testCase.blocks.length, ...programs, ...results);
  }
  expect(testCase.blocks.filter((block) => editionOf(block) === undefined)).toEqual(results);
}

runCases(new URL("equality.cases.txt", import.meta.url), (testCase, mode) => {
  const [left, right, ...more] = programsOf(testCase).map(({ edition, text }) => lowered(text, edition).term);
  if (left === undefined || right === undefined || more.length > 0) throw new Error("expected two programs");
  const difference = findDifference(left, right);
  expect(difference === null).toBe(normalForm(left) === normalForm(right));
  settle(testCase, mode, [
    difference === null ? { name: "equal", text: "" } : { name: "different", text: difference.reason },
  ]);
});

runCases(new URL("lower.cases.txt", import.meta.url), (testCase, mode) => {
  const results = programsOf(testCase).flatMap(({ edition, text }): Block[] => {
    const { term, diagnostics } = lowered(text, edition);
    const lines = diagnostics.map(({ span, code, message }) => `${span.start}-${span.end} ${code}: ${message}`);
    const errors = lines.length === 0 ? [] : [{ name: "diagnostics", text: lines.join("\n") }];
    return [{ name: "term", text: renderTerm(term) }, ...errors];
  });
  settle(testCase, mode, results);
});

runCases(new URL("resolve.cases.txt", import.meta.url), (testCase, mode) => {
  const results = programsOf(testCase).map(({ edition, text }): Block => {
    const tree = treeOf(text, edition);
    const place = (node: NodeIndex): string => `${latin1Of(tree, node)}@${startOf(tree, node)}`;
    const scopePlace = (scope: Scope): string => `${scope.kind}@${startOf(tree, scope.node)}`;
    const targetText = (target: Target): string => {
      if (target.kind === "with") return target.frames.map(scopePlace).join(", ");
      if (target.kind !== "definition") return target.kind;
      const { kind, nodes, scope, slot } = target.definition;
      return `${kind} ${nodes.map(place).join(", ")} (slot ${slot} of ${scopePlace(scope)})`;
    };
    const lines = listReferences(resolveTree(tree)).map(
      ({ kind, node, name, target }) => `${kind} ${name}@${startOf(tree, node)}: ${targetText(target)}`,
    );
    return { name: "references", text: lines.join("\n") };
  });
  settle(testCase, mode, results);
});
