/**
 * Numbers, paths and names: values of literals other than strings.
 */
import {
  childrenByField,
  expressionOf,
  Field,
  floatValue,
  integerValue,
  isIdentifier,
  legacyKeywords,
  makeLangver,
  nix2Keywords,
  nodeAt,
  parse,
  pathParts,
  root,
  searchPathText,
  staticName,
  type Tree,
  walk,
} from "@lix-tools/parser";
import { describe, expect, it } from "vitest";

function parseLegacy(text: string): Tree {
  const { tree, isComplete } = parse(new TextEncoder().encode(text), { langver: makeLangver("legacy") });
  expect(isComplete).toBe(true);
  return tree;
}

describe("numbers", () => {
  it.each([
    ["0", 0n],
    ["007", 7n],
    ["9223372036854775807", 9223372036854775807n],
    ["9223372036854775808", null],
    [`${"0".repeat(40)}1`, 1n],
  ])("integer %s", (digits, value) => expect(integerValue(digits)).toBe(value));

  it.each([
    ["1.", 1],
    [".5", 0.5],
    ["1.e3", 1000],
    ["5.e-1", 0.5],
    ["0.1", 0.1],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["2.2250738585072014e-308", 2.2250738585072014e-308],
    ["0.0e-999", 0],
  ])("float %s", (text, value) => expect(floatValue(text)).toEqual({ value }));

  it.each([
    ["1.0e309", "overflow"],
    ["1.0e-310", "underflow"],
    ["1.0e-999", "underflow"],
  ])("float %s is out of range", (text, problem) => expect(floatValue(text)).toEqual({ problem }));
});

describe("paths", () => {
  it.each([
    ["./a/b", "relative", ["./a/b"]],
    ["a/b", "relative", ["a/b"]],
    ["/a", "absolute", ["/a"]],
    ["~/a", "home", ["~/a"]],
    ["./a${x}/b${y}", "relative", ["./a", "${x}", "/b", "${y}"]],
    ["/${x}", "absolute", ["/", "${x}"]],
  ])("%s", (text, origin, parts) => {
    const tree = parseLegacy(text);
    const read = pathParts(tree, expressionOf(tree, root));
    expect(read.root).toBe(origin);
    expect(read.parts.map((part) => (typeof part === "string" ? part : textAt(tree, part)))).toEqual(parts);
  });

  it("has the text of search paths", () => {
    const tree = parseLegacy("<a/b>");
    expect(searchPathText(tree, expressionOf(tree, root))).toBe("a/b");
  });
});

function textAt(tree: Tree, node: number): string {
  return new TextDecoder().decode(tree.source.subarray(tree.records[node * 4 + 1], tree.records[node * 4 + 2]));
}

describe("names", () => {
  it.each([
    ["a", "a"],
    ['"a b"', "a b"],
    ['"a\\n"', "a\n"],
    ['""', ""],
    ['"${a}"', null],
    ["${a}", null],
    ['${"a"}', "a"],
    ["${''a''}", "a"],
    ['${(("a"))}', "a"],
    ['${"a" + ""}', null],
    ["${x:y}", "x:y"],
    ["or", "or"],
  ])("%s", (attr, name) => {
    const tree = parseLegacy(`{ ${attr} = 1; }`);
    const [binding = 0] = childrenByField(tree, expressionOf(tree, root), Field.Binding);
    const [path = 0] = childrenByField(tree, binding, Field.Attrpath);
    const [node = 0] = childrenByField(tree, path, Field.Attr);
    expect(staticName(tree, node)).toBe(name);
  });

  it("stand without quotes where they are no words of the language", () => {
    expect(isIdentifier("a-b'", legacyKeywords)).toBe(true);
    expect(isIdentifier("or", legacyKeywords)).toBe(true);
    expect(isIdentifier("or", nix2Keywords)).toBe(false);
    expect(isIdentifier("null", nix2Keywords)).toBe(false);
    expect(isIdentifier("a b", legacyKeywords)).toBe(false);
    expect(isIdentifier("", legacyKeywords)).toBe(false);
  });
});

describe("walks", () => {
  it("enters and leaves every node once, parents around children", () => {
    const tree = parseLegacy("{ a = [ 1 2 ]; }");
    const open: number[] = [];
    const seen: number[] = [];
    walk(tree, {
      enter(node) {
        open.push(node);
        seen.push(node);
      },
      leave: (node) => expect(open.pop()).toBe(node),
    });
    expect(open).toEqual([]);
    expect(seen).toEqual(Array.from({ length: tree.nodeCount }, (_, node) => node));
  });

  it("leaves out what a visitor skips", () => {
    const tree = parseLegacy("[ (1) 2 ]");
    const texts: string[] = [];
    walk(tree, {
      enter(node) {
        texts.push(textAt(tree, node));
        return texts.at(-1) === "(1)" ? "skip" : undefined;
      },
    });
    expect(texts.filter((text) => text === "1")).toEqual([]);
    expect(texts).toContain("2");
  });

  it("finds the smallest node at a byte", () => {
    const tree = parseLegacy("a + bc");
    expect(textAt(tree, nodeAt(tree, 5))).toBe("bc");
    expect(textAt(tree, nodeAt(tree, 2))).toBe("+");
    expect(textAt(tree, nodeAt(tree, 1))).toBe("a + bc");
  });
});
