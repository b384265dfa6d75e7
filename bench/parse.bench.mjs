/**
 * The two engines side by side: bytes to records by the fast parser, and by web-tree-sitter with a cursor walk.
 */
import { createParserBuffers, loadTolerantEngine, makeLangver, parse } from "@lix-tools/parser";
import { printRatios, readTree, shortest } from "./measure.mjs";

export async function run({ tree }) {
  const sources = readTree(tree);
  const bytes = sources.reduce((sum, source) => sum + source.length, 0);
  const langver = makeLangver("legacy");
  const buffers = createParserBuffers();
  const tolerant = await loadTolerantEngine();
  const parseAll = (options) => () => {
    for (const source of sources) parse(source, { langver, buffers, ...options });
  };
  printRatios(
    [
      ["fast, records", await shortest(3, parseAll({ checks: "none" }))],
      ["fast, records and checks", await shortest(3, parseAll({}))],
      [
        "web-tree-sitter, records by cursor",
        await shortest(1, () => {
          for (const source of sources) tolerant.parse(source, langver.dialect);
        }),
      ],
    ],
    bytes,
  );
}
