/**
 * The migration of a tree, proof included, against only parsing it: one core, in memory. `lix` is what current Lix
 * accepts; `nix2` changes every file, and what changes is formatted.
 *
 * Over nixpkgs of 2019, on a machine with other work: `pkgs/servers`, proved, 23 times as long as parsing, and 33 times
 * with what is formatted and goes to legacy and back for its layout; `nixos` 13 and 37 times.
 */
import { createPolisher, downlevelMigration, migrateSource, polishMigration } from "@lix-tools/migrate-langver";
import { createParserBuffers, makeLangver, parse } from "@lix-tools/parser";
import { printRatios, readTree, shortest } from "./measure.mjs";

export async function run({ tree }) {
  const sources = readTree(tree);
  const bytes = sources.reduce((sum, source) => sum + source.length, 0);
  const langver = makeLangver("legacy");
  const buffers = createParserBuffers();
  const polisher = createPolisher();
  const migrate = (source, to, verify) =>
    to === "legacy"
      ? downlevelMigration(source, { verify, buffers })
      : migrateSource(source, { to: makeLangver(to), verify, buffers });
  const migrateAll = (to, verify, formatting) => () => {
    for (const before of sources) {
      const migration = migrate(before, to, verify);
      if (formatting === undefined) continue;
      const again = (source, edition, proof) => migrate(source, edition, proof === "parse" ? proof : verify);
      const request = { formatting, to, configured: langver, polisher, migrate: again, isDecided: false };
      polishMigration(migration, request);
    }
  };
  const parseAll = () => {
    for (const source of sources) parse(source, { langver, buffers, checks: "none" });
  };
  printRatios(
    [
      ["parse", await shortest(3, parseAll)],
      ["migrate to lix, parsed again", await shortest(2, migrateAll("lix", "parse"))],
      ["migrate to lix, proved", await shortest(2, migrateAll("lix", "core"))],
      ["migrate to nix2, parsed again", await shortest(1, migrateAll("nix2", "parse"))],
      ["migrate to nix2, proved", await shortest(1, migrateAll("nix2", "core"))],
      ["migrate to nix2, proved and formatted", await shortest(1, migrateAll("nix2", "core", "changed"))],
    ],
    bytes,
  );
}
