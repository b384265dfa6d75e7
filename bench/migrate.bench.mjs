/**
 * The migration of a tree to what current Lix accepts, proof included, against only parsing it: one core, in memory.
 */
import { migrateSource } from "@lix-tools/migrate-langver";
import { createParserBuffers, makeLangver, parse } from "@lix-tools/parser";
import { printRatios, readTree, shortest } from "./measure.mjs";

export async function run({ tree }) {
  const sources = readTree(tree);
  const bytes = sources.reduce((sum, source) => sum + source.length, 0);
  const langver = makeLangver("legacy");
  const to = makeLangver("lix");
  const buffers = createParserBuffers();
  const migrateAll = (verify) => () => {
    for (const source of sources) migrateSource(source, { to, verify, buffers });
  };
  const parseAll = () => {
    for (const source of sources) parse(source, { langver, buffers, checks: "none" });
  };
  printRatios(
    [
      ["parse", await shortest(3, parseAll)],
      ["migrate to lix, parsed again", await shortest(2, migrateAll("parse"))],
      ["migrate to lix, proved", await shortest(2, migrateAll("core"))],
    ],
    bytes,
  );
}
