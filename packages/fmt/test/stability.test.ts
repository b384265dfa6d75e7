/** Whatever stands between the tokens: the result parses, means the same, and is stable. */
import { endOf, Kind, kindOf, parse, sizeOf, sliceLatin1, startOf, type Tree } from "@lix-tools/parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../src/index.ts";
import { caseFiles, type FormatCase, readCases } from "./case-file.ts";

const gaps = [
  " ",
  "\n",
  "\n\n\n",
  "\t",
  " # c\n",
  " # c\n    # d\n",
  "\n# line\n",
  " /* block */ ",
  "\n/* two\n   lines */\n",
  " /** doc\n  * a\n */ ",
  " /* lua */ ",
  "\n  /*nixfmt:disable*/\n",
  "\n/*nixfmt:enable*/\n",
];

/** Returns the places between tokens where blanks already are. */
function gapsOf(tree: Tree): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let position = 0;
  for (let node = 0; node < tree.nodeCount;) {
    const isOpaque = [Kind.StringExpression, Kind.IndentedStringExpression].some((kind) => kind === kindOf(tree, node));
    if (!isOpaque && sizeOf(tree, node) > 1) {
      node++;
      continue;
    }
    if (startOf(tree, node) > position && kindOf(tree, node) !== Kind.Comment) {
      found.push({ start: position, end: startOf(tree, node) });
    }
    position = endOf(tree, node);
    node += sizeOf(tree, node);
  }
  return found;
}

const examples = caseFiles()
  .filter((name) => name !== "invalid.cases.txt")
  .flatMap(readCases);

function withGaps({ input, options }: FormatCase, choices: readonly number[]): Uint8Array | null {
  const source = new TextEncoder().encode(input);
  const { langver } = options;
  if (langver === undefined) return null;
  const { tree, isComplete } = parse(source, { langver });
  if (!isComplete) return null;
  let text = "";
  let position = 0;
  for (const [index, { start, end }] of gapsOf(tree).entries()) {
    const choice = choices[index % choices.length] ?? 0;
    text += sliceLatin1(source, position, start) + (gaps[choice] ?? sliceLatin1(source, start, end));
    position = end;
  }
  return Buffer.from(text + sliceLatin1(source, position, source.length), "latin1");
}

describe("formatting", () => {
  it("is stable and keeps the meaning under any trivia", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(fc.nat({ max: gaps.length * 4 }), { minLength: 1, maxLength: 20 }),
        (example, choices) => {
          const source = withGaps(example, choices);
          if (source === null) return;
          const { diagnostics } = format(source, { ...example.options, verify: "always" });
          expect(diagnostics.filter(({ code }) => code.startsWith("format/"))).toEqual([]);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
