import { join } from "node:path";
import { type Config, type ConfigSection, createConfigStore, migrateSection } from "@lix-tools/cli-kit/config";
import { createReporter } from "@lix-tools/cli-kit/report";
import { captureOutput, createPalette } from "@lix-tools/cli-kit/terminal";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

const plain = createPalette({ choice: "never", env: {}, isTerminal: false });

interface Loaded {
  readonly config: Config | undefined;
  /** The problems in the concise format, one per line. */
  readonly problems: string;
}

async function load(toml: string, sections: readonly ConfigSection<unknown>[] = [migrateSection]): Promise<Loaded> {
  const cwd = temporaryTree({ "lix.toml": toml });
  const store = createConfigStore({ cwd, sections });
  const config = store.configFor(cwd);
  const output = captureOutput();
  const reporter = createReporter({ format: "concise", output, palette: plain });
  for (const report of await store.reports()) await reporter.report(report);
  return { config, problems: output.text().trimEnd() };
}

describe("problems name file, line, column and code", () => {
  it.each([
    ["[lnt]\n", "lix.toml:1:2: error[config/unknown-key] there is no table `lnt`; did you mean `lint`?"],
    [
      "x = 1\n",
      "lix.toml:1:1: error[config/unknown-key] there is no table `x`; there is `files`, `fmt`, `langver`, `lint`, `migrate`",
    ],
    [
      '[langver]\ndefualt = "lix"\n',
      "lix.toml:2:1: error[config/unknown-key] there is no key `defualt`; did you mean `default`?",
    ],
    [
      '[[langver.overrides]]\npaths = ["a"]\nlangver = "lix"\n[[langver.overrides]]\npath = ["b"]\npaths = []\nlangver = "lix"',
      "lix.toml:5:1: error[config/unknown-key] there is no key `path`; did you mean `paths`?",
    ],
    [
      '# ä\n[langver]\n"default" = "lxi"',
      'lix.toml:3:13: error[config/value] found `"lxi"`, expected one of "legacy", "lix", "nix2", "nix2-future"; did you mean `lix`?',
    ],
    ['[[langver.overrides]]\npaths = ["a"]\n', "lix.toml:1:3: error[config/missing-key] the key `langver` is missing"],
    ["files = 3\n", "lix.toml:1:9: error[config/value] found `3`, expected a table"],
    ["[files]\nexclude = [1]", "lix.toml:2:12: error[config/value] found `1`, expected a string"],
    ["[files]\nexclude = true", "lix.toml:2:11: error[config/value] found `true`, expected an array"],
    ["[migrate]\nskip.a = 1", "lix.toml:2:1: error[config/value] found a table, expected an array"],
    ["a = \n", "lix.toml:1:5: error[config/syntax] invalid value"],
  ])("%j", async (toml, expected) => expect((await load(toml)).problems).toBe(expected));

  it("all of them at once", async () => {
    const { problems } = await load("[files]\na = 1\nb = 2\n[oops]\n");
    expect(problems.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "lix.toml:2:1:",
      "lix.toml:3:1:",
      "lix.toml:4:2:",
    ]);
  });
  it("and a file with problems is not in force", async () => {
    expect((await load("[oops]")).config).toBeUndefined();
  });
  it("also for bytes that are not UTF-8", async () => {
    const cwd = temporaryTree();
    const store = createConfigStore({ cwd, configFile: "/dev/null/x" });
    expect(store.configFor(cwd)).toBeUndefined();
    expect(await store.reports()).toMatchObject([{ diagnostics: [{ code: "config/unreadable" }] }]);
  });
  it("never fails on any text", async () => {
    const piece = fc.constantFrom("[", "]", "=", '"', "'", "a", ".", "\n", "#", "{", "}", ",", "files", "1", "ä", " ");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: piece, maxLength: 12 }), async (toml) => {
        const { config, problems } = await load(toml);
        expect(config === undefined).toBe(problems !== "");
      }),
    );
  });
});

describe("the file in force", () => {
  const tree = {
    "lix.toml": '[langver]\ndefault = "lix"',
    "a/b/x.nix": "",
    "c/lix.toml": "[files]\nexclude = ['x']",
  };
  it("is the nearest one upwards, alone", () => {
    const cwd = temporaryTree(tree);
    const store = createConfigStore({ cwd });
    expect(store.configFor(join(cwd, "a/b"))?.path).toBe(join(cwd, "lix.toml"));
    const nearest = store.configFor(join(cwd, "c"));
    expect(nearest?.path).toBe(join(cwd, "c/lix.toml"));
    expect(nearest?.files.exclude).toEqual(["x"]);
    expect(nearest?.chooseEdition(join(cwd, "c/y.nix"))).toBeUndefined();
  });
  it("is the one given, everywhere", () => {
    const cwd = temporaryTree(tree);
    const store = createConfigStore({ cwd, configFile: "c/lix.toml" });
    expect(store.configFor(cwd)?.path).toBe(join(cwd, "c/lix.toml"));
  });
  it("is none when isolated", () => {
    const cwd = temporaryTree(tree);
    expect(createConfigStore({ cwd, isolated: true }).configFor(cwd)).toBeUndefined();
  });
});

describe("sections", () => {
  it("have defaults", async () => {
    const { config } = await load("");
    expect(config?.files).toMatchObject({ include: ["**/*.nix"], exclude: [] });
    expect(config?.section(migrateSection)).toEqual({ features: [], also: [], skip: [], overrides: [] });
  });
  it("of other commands are left to them", async () => {
    expect((await load("[fmt]\nwhatever = 1")).problems).toBe("");
  });
  it("are checked by the command that passes them in", async () => {
    const fmt = { name: "fmt", schema: v.strictObject({ width: v.optional(v.number(), 100) }) };
    expect((await load("[fmt]\nwidht = 80", [fmt])).problems).toContain("did you mean `width`?");
    expect((await load("[fmt]\nwidth = 80", [fmt])).config?.section(fmt)).toEqual({ width: 80 });
  });
});

describe("editions", () => {
  const toml = `
    [langver]
    default = "lix"
    [[langver.overrides]]
    paths = ["pkgs/**"]
    langver = "legacy"
    [[langver.overrides]]
    paths = ["./pkgs/new/", "**/*.nix2"]
    langver = "nix2"
  `;
  it.each([
    ["flake.nix", "lix"],
    ["pkgs/a.nix", "legacy"],
    ["pkgs/new/deep/a.nix", "nix2"],
    ["lib/x.nix2", "nix2"],
    ["pkgs/.hidden/a.nix", "legacy"],
  ])("of %s", async (path, edition) => {
    const { config } = await load(toml);
    expect(config?.chooseEdition(join(config.directory, path))).toBe(edition);
  });
});
