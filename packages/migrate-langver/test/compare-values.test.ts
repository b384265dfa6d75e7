/** Deep comparison of values: what counts as the same, and how failures compare. */
import { createEvaluator, evaluateText, type Lazy, memoryFiles, portableHasher } from "@lix-tools/eval-core";
import { describe, expect, it } from "vitest";
import { compareFailures, compareValues } from "../src/verify/compare-values.ts";
import { failures } from "../src/verify/outcome.ts";

const host = {
  files: memoryFiles(new Map()),
  hasher: portableHasher,
  environmentVariableOrNull: () => null,
  currentSystem: "x86_64-linux",
  currentTime: 0,
  print: () => {},
};

function valueOf(text: string): Lazy {
  return evaluateText(createEvaluator({ host }), text, "test", "/");
}

function compare(before: string, after: string): unknown {
  return compareValues(valueOf(before), valueOf(after), () => false);
}

describe("values", () => {
  it("are the same if all in them is, failures included", () => {
    expect(compare("{ a = [ 1 { } ]; }", "{ a = [ (2 - 1) { } ]; }")).toBe("equal");
    expect(compare('{ a = throw "x"; }', "{ a = assert false; 1; }")).toBe("equal");
    expect(compare("{ a = 1 + [ ]; }", "{ a = { }.b; }")).toBe("equal");
  });

  it("differ where one part does", () => {
    expect(compare("[ 1 2 ]", "[ 1 3 ]")).toMatchObject({ path: "1", reason: "another value" });
    expect(compare('{ a = throw "x"; }', "{ a = 1; }")).toMatchObject({
      reason: "error: thrown before, a value after",
    });
    expect(compare('{ a = throw "x"; }', "{ a = 1 + [ ]; }")).toMatchObject({
      reason: "error: thrown before, error: failed after",
    });
  });

  it("compare rests of long lists as lists", () => {
    const rest = "builtins.tail (builtins.genList (x: x) 100)";
    expect(compare(rest, "builtins.genList (x: x + 1) 99")).toBe("equal");
    expect(compare(rest, "builtins.genList (x: x) 99")).not.toBe("equal");
  });
});

describe("failures", () => {
  it("are the same if a program could not tell them apart", () => {
    expect(compareFailures(failures.failed, failures.failed, "")).toBe("equal");
  });

  it("differ from each other and from values, whichever comes first", () => {
    for (const [before, after] of [
      [failures.failed, null],
      [null, failures.failed],
      [failures.thrown, failures.failed],
    ] as const) {
      expect(compareFailures(before, after, "a")).toMatchObject({ path: "a" });
    }
  });

  it("say nothing of values where the limits were met", () => {
    expect(compareFailures(null, failures.exhausted, "")).toBe("exhausted");
    expect(compareFailures(failures.exhausted, failures.failed, "")).toBe("exhausted");
  });
});
