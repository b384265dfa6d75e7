/**
 * A real editor without a screen: Neovim, set up as the documentation says, opens a file, gets diagnostics, edits, and
 * writes it formatted.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useBin } from "../../../tests/bin.ts";

const version = /^NVIM v(\d+)\.(\d+)/u.exec(spawnSync("nvim", ["--version"]).stdout?.toString() ?? "");
const hasNeovim = version !== null;
const isModern = Number(version?.[1]) > 0 || Number(version?.[2]) >= 11;
const bin = useBin("lsp", "lix-lsp");
let scratch = "";

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "lix nvim ")));
  const launcher = join(scratch, "lix-lsp");
  writeFileSync(launcher, `#!/bin/sh\nexec "${process.execPath}" "${bin.main}" "$@"\n`);
  chmodSync(launcher, 0o755);
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Returns the set-up from the documentation: the block under the heading for the version that is installed. */
function documentedSetup(): string {
  const path = fileURLToPath(new URL("../../../docs/editors/neovim.md", import.meta.url));
  const sections = readFileSync(path, "utf8").split(/^## /mu);
  const section = sections.find((text) => text.startsWith(isModern ? "Neovim 0.11" : "Neovim 0.7")) ?? "";
  const [, code = ""] = /```lua\n([\s\S]*?)```/u.exec(section) ?? [];
  expect(code).toContain("lix-lsp");
  return code;
}

/** Runs a script in the editor with a file open; returns what the script printed as JSON. */
function inNeovim(file: string, script: string): unknown {
  const init = join(scratch, "init.lua");
  const main = join(scratch, "script.lua");
  const out = join(scratch, "out.json");
  writeFileSync(init, documentedSetup());
  writeFileSync(
    main,
    `local function answer(value) vim.fn.writefile({ vim.json and vim.json.encode(value) or vim.fn.json_encode(value) }, [[${out}]]) end
local ok, problem = pcall(function()
${script}
end)
if not ok then answer({ problem = tostring(problem) }) end
vim.cmd("qall!")
`,
  );
  rmSync(out, { force: true });
  const run = spawnSync("nvim", ["--headless", "-u", init, file, "-c", `luafile ${main.replaceAll(" ", "\\ ")}`], {
    cwd: scratch,
    timeout: 110_000,
    env: {
      ...process.env,
      PATH: `${scratch}:${process.env["PATH"] ?? ""}`,
      HOME: scratch,
      XDG_CONFIG_HOME: scratch,
      XDG_STATE_HOME: scratch,
      XDG_CACHE_HOME: scratch,
    },
  });
  try {
    return JSON.parse(readFileSync(out, "utf8"));
  } catch {
    throw new Error(`the editor said nothing: ${run.stderr?.toString()}`);
  }
}

/** Waits in the editor until something holds. */
const waitFor = (condition: string): string =>
  `assert(vim.wait(60000, function() return ${condition} end, 20), [[timed out: ${condition}]])`;

/** Waits until the server has said what it can do. */
const waitForServer = `local function is_ready()
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
  for _, client in pairs(clients) do
    if client.server_capabilities and client.server_capabilities.documentFormattingProvider then return true end
  end
  return false
end
${waitFor("is_ready()")}`;

describe.skipIf(!hasNeovim)(hasNeovim ? `Neovim ${version?.[0]}` : "Neovim, which is not installed", () => {
  it("opens, edits and saves a file formatted", () => {
    const file = join(scratch, "main.nix");
    writeFileSync(file, "{a=1;}\n");
    const result = inNeovim(
      file,
      `${waitForServer}
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "{a=[1 2];", "b=2;}" })
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
      file,
      `${waitForServer}
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "let unused = 1; in map" })
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
