/** Evaluations that tell each other of packages find what each of them would find alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordTable } from "../src/eval/record-table.ts";
import { SharedPackages } from "../src/eval/shared-packages.ts";
import { createEvaluator, evaluateText, memoryFiles, walkDerivations } from "../src/index.ts";
import { nodeHost } from "../src/node/index.ts";
import { SharedRecords, createSharedMemory } from "../src/node/shared-records.ts";
import { emptySet } from "../src/value/attr-set.ts";
import { packageSets } from "./generate-package-set.ts";

/** One evaluation of a package set, which looks at one package at a time. */
interface Walker {
  /** Returns what is found at the place: attributes with their derivation paths or errors. */
  visit(place: number): string[];
  /** What was printed so far. */
  readonly printed: readonly string[];
}

function startWalker(text: string, records: RecordTable | null): Walker {
  const printed: string[] = [];
  const host = nodeHost({ files: memoryFiles(new Map()), print: (line) => printed.push(line) });
  const machine = createEvaluator({ host });
  const root = evaluateText(machine, text, "set", "/");
  const shared = records === null ? {} : { shared: new SharedPackages(machine, records) };
  const visit = (place: number): string[] => {
    const found: string[] = [];
    walkDerivations(machine, root, { given: emptySet, choose: () => [place], ...shared }, (result) => {
      // Messages show as much of a value as happens to be evaluated.
      found.push(`${result.path} ${"drvPath" in result ? result.drvPath : result.error.code}`);
    });
    return found;
  };
  return { visit, printed };
}

function startWalkers(text: string, count: number): Walker[] {
  const memory = createSharedMemory(1 << 20);
  if (memory === null) throw new Error("no memory for records");
  return Array.from({ length: count }, () => startWalker(text, new SharedRecords(memory)));
}

/** Expects two walkers, each at a place of its own, to find what one finds alone; returns them. */
function visitTogether(text: string, firstPlace: number, secondPlace: number): [first: Walker, second: Walker] {
  const alone = startWalker(text, null);
  const [first, second] = startWalkers(text, 2) as [Walker, Walker];
  expect([...first.visit(firstPlace), ...second.visit(secondPlace)]).toEqual([
    ...alone.visit(firstPlace),
    ...alone.visit(secondPlace),
  ]);
  return [first, second];
}

const makeNoisy = `
  make = name: needs: extra: builtins.trace name (derivation { inherit name needs; system = "x"; builder = "/b"; } // extra);
`;

describe("packages that evaluations share", () => {
  it("are evaluated by the first who needs them", () => {
    const text = `let ${makeNoisy} in rec { a = make "a" [ lib ] { }; b = make "b" [ lib ] { }; lib = make "lib" [ ] { }; }`;
    const [first, second] = visitTogether(text, 0, 1);
    expect(first.printed).toEqual(["trace: a", "trace: lib"]);
    expect(second.printed).toEqual(["trace: b"]);
  });
  it("are evaluated after all for what is not told", () => {
    const text = `let ${makeNoisy} in rec {
      a = make "a" [ lib ] { };
      b = make "b" [ (lib.rename "c") ] { };
      lib = make "lib" [ ] { rename = name: make name [ ] { }; };
    }`;
    const [, second] = visitTogether(text, 0, 1);
    expect(second.printed).toEqual(["trace: b", "trace: lib", "trace: c"]);
  });
  it("are not taken from one another in a circle", () => {
    // What is told of `kernel` must not say that its `tools` are `tools`, which are taken from it.
    const text = `let ${makeNoisy} in rec {
      a = make "a" [ kernel tools ] { };
      b = make "b" [ kernel.tools (tools.rename "c") ] { };
      kernel = make "kernel" [ ] { tools = make "tools" [ ] { rename = name: make name [ ] { }; }; };
      tools = kernel.tools;
    }`;
    visitTogether(text, 0, 1);
  });
  it("bring along what their derivations are made from", () => {
    const text = `let ${makeNoisy} in rec {
      a = make "a" [ lib ] { };
      b = make "b" [ lib.drvPath ] { };
      base = make "base" [ ] { };
      lib = make "lib" [ base ] { };
    }`;
    const [, second] = visitTogether(text, 0, 1);
    expect(second.printed).toEqual(["trace: b"]);
  });
  it("are told apart by their places, whatever their names", () => {
    const text = `let ${makeNoisy} self = {
      a = make "a" [ self.s.x ] { };
      b = make "b" (map (name: self.\${name}) [ "s.x" ".s.x" "2.s.x" ]) { };
      s.x = make "inner" [ ] { };
      "s.x" = make "one" [ ] { };
      ".s.x" = make "two" [ ] { };
      "2.s.x" = make "three" [ ] { };
    }; in self`;
    // In byte order `a` and `b` come third and fourth.
    const [, second] = visitTogether(text, 2, 3);
    expect(second.printed).toEqual(["trace: b", "trace: one", "trace: two", "trace: three"]);
  });
  it("are what everybody finds alone, in any order", () => {
    const turn = fc.record({ walker: fc.nat({ max: 2 }), place: fc.nat({ max: 8 }) });
    fc.assert(
      fc.property(packageSets, fc.array(turn, { minLength: 4, maxLength: 20 }), (text, turns) => {
        const walkers = startWalkers(text, 3);
        const alone = startWalker(text, null);
        for (const { walker, place } of turns) expect(walkers[walker]?.visit(place)).toEqual(alone.visit(place));
      }),
      { numRuns: Number(process.env["LIX_RUNS"] ?? 200) },
    );
  });
});
