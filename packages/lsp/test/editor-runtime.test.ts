/** The folder that tree-sitter editors load: the parsers are there, the queries compile, and Neovim can use both. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Language, Parser, Query } from "web-tree-sitter";

const script = fileURLToPath(new URL("../../../scripts/build-editor-runtime.mjs", import.meta.url));
const hasCompiler = spawnSync("cc", ["--version"]).status === 0;
const names = ["nix", "nix2", "nix2_future"];
const kinds = ["highlights", "locals", "injections", "folds", "indents"];

/** The version of grammars that the installed Neovim reads; 0 where there is none. */
function neovimAbi(): number {
  const { stdout, stderr } = spawnSync("nvim", [
    "--headless",
    "-u",
    "NONE",
    "-c",
    "lua print(vim.treesitter.language_version)",
    "-c",
    "q",
  ]);
  return Number(`${stdout?.toString() ?? ""}${stderr?.toString() ?? ""}`.trim()) || 0;
}

const abi = neovimAbi();
const grammarAbi = 15;

describe.skipIf(!hasCompiler)(
  hasCompiler ? "the runtime folder" : "the runtime folder, for which there is no C compiler",
  () => {
    let folder = "";
    const build = (...flags: string[]): string => {
      const out = join(folder, flags.join("") || "neovim");
      const { status, stderr } = spawnSync(process.execPath, [script, "--out", out, ...flags]);
      expect(stderr.toString()).toBe("");
      expect(status).toBe(0);
      return out;
    };
    const languages = new Map<string, Language>();
    beforeAll(async () => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), "lix-runtime-")));
      await Parser.init();
      for (const name of names) {
        languages.set(
          name,
          await Language.load(fileURLToPath(new URL(`../../parser/wasm/${name}.wasm`, import.meta.url))),
        );
      }
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it("has the parsers and queries that Neovim looks for", () => {
      const out = build();
      for (const name of names) {
        expect(statSync(join(out, "parser", `${name}.so`)).size).toBeGreaterThan(50_000);
        for (const kind of kinds) {
          const text = readFileSync(join(out, "queries", name, `${kind}.scm`), "utf8");
          expect(new Query(languages.get(name)!, text).captureNames.length, `${name} ${kind}`).toBeGreaterThan(0);
        }
      }
    });
    it("has Helix's own captures for indentation", () => {
      const out = build("--helix");
      for (const name of names) {
        const text = readFileSync(join(out, "queries", name, "indents.scm"), "utf8");
        expect(new Query(languages.get(name)!, text).captureNames.toSorted()).toEqual(["indent", "outdent"]);
        expect(statSync(join(out, "grammars", `${name}.so`)).size).toBeGreaterThan(50_000);
      }
    });
    it.skipIf(abi < grammarAbi)(`highlights in Neovim, which reads grammars up to version ${abi}`, () => {
      const out = build();
      const file = join(folder, "a.nix");
      const answer = join(folder, "answer.txt");
      writeFileSync(file, "use experimental.nix2;\n[a]: a.0\n");
      const lua = `vim.treesitter.start(0, "nix2")
vim.treesitter.get_parser(0, "nix2"):parse()
local found = {}
for _, capture in ipairs(vim.treesitter.get_captures_at_pos(0, 1, 1)) do table.insert(found, capture.capture) end
vim.fn.writefile(found, [[${answer}]])
vim.cmd("qall!")`;
      writeFileSync(join(folder, "look.lua"), lua);
      spawnSync(
        "nvim",
        ["--headless", "-u", "NONE", "--cmd", `set rtp+=${out}`, file, "-c", `luafile ${join(folder, "look.lua")}`],
        { timeout: 30_000 },
      );
      expect(readFileSync(answer, "utf8")).toContain("variable.parameter");
    });
  },
);
