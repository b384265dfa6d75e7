/** Neovim, set up as the documentation says, opens a file, gets diagnostics, edits, and writes it formatted. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useBin, writeLaunchers } from "../../../tests/bin.ts";
import { inNeovim, neovimVersion, waitFor } from "../../../tests/neovim.ts";

const bin = useBin("lsp", "lix-lsp");
let scratch = "";

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "lix nvim ")));
  writeLaunchers(scratch, { "lix-lsp": bin.main });
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe.skipIf(neovimVersion === null)(neovimVersion ?? "Neovim, which is not installed", () => {
  it("opens, edits and saves a file formatted", () => {
    const file = join(scratch, "main.nix");
    writeFileSync(file, "{a=1;}\n");
    const result = inNeovim(
      { scratch, commands: scratch, file },
      `vim.api.nvim_buf_set_lines(0, 0, -1, false, { "{a=[1 2];", "b=2;}" })
vim.cmd("write")
answer(vim.api.nvim_buf_get_lines(0, 0, -1, false))`,
    );
    const formatted = ["{", "  a = [", "    1", "    2", "  ];", "  b = 2;", "}"];
    expect(result).toEqual(formatted);
    expect(readFileSync(file, "utf8")).toBe(`${formatted.join("\n")}\n`);
  });
  it("shows diagnostics of what was typed, and what is under the cursor", () => {
    const file = join(scratch, "types.nix");
    writeFileSync(file, "{ }\n");
    const result = inNeovim(
      { scratch, commands: scratch, file },
      `vim.api.nvim_buf_set_lines(0, 0, -1, false, { "let unused = 1; in map" })
${waitFor("#vim.diagnostic.get(0) == 1")}
local found = vim.diagnostic.get(0)[1]
local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 0, character = 20 } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", params, 10000)
local hover = nil
for _, one in pairs(answers) do hover = one.result.contents.value end
answer({ code = found.code, lnum = found.lnum, col = found.col, hover = hover })`,
    );
    expect(result).toMatchObject({ code: "dead/unused-let", lnum: 0, col: 4 });
    expect(result).toMatchObject({ hover: expect.stringContaining("builtins.map") });
  });
});
