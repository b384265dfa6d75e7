import { describe, expect, it } from "vitest";
import { dumpJson, dumpSexp, jsonPieces, makeLangver, parse, sexpLines, type Tree } from "../src/index.ts";

function treeOf(source: string): Tree {
  return parse(new TextEncoder().encode(source), { langver: makeLangver("legacy") }).tree;
}

describe("dumps", () => {
  it("give one named node a line", () => {
    expect(dumpSexp(treeOf("f (-1) # c"))).toBe(
      [
        "(source_code",
        "  expression: (apply_expression",
        "    function: (variable_expression",
        "      name: (identifier))",
        "    argument: (parenthesized_expression",
        "      expression: (unary_expression",
        "        argument: (integer_expression))))",
        "  (comment))",
      ].join("\n"),
    );
  });
  it.each(["", "1", "{ a.b = [ 1 2 ]; inherit c; }", 'x: with y; "a${b}c"', "let in", "a (b"])(
    "give the same JSON as data and as text: %j",
    (source) => {
      const tree = treeOf(source);
      expect(JSON.parse([...jsonPieces(tree)].join(""))).toEqual(dumpJson(tree));
    },
  );
  it("do not run out of stack or memory on deep trees", () => {
    const tree = treeOf(`${"x: ".repeat(20_000)}1`);
    let lines = 0;
    for (const _ of sexpLines(tree)) lines++;
    expect(lines).toBe(40_002);
    let nodes = 0;
    for (const _ of jsonPieces(tree)) nodes++;
    expect(nodes).toBe(tree.nodeCount + 1);
  });
});
