/**
 * A real editor without a screen: Neovim, set up word by word as its guide says, with `lix-lsp` from a directory put on
 * the path, runs a Lua script with a file open.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./workspace.ts";

const version = /^NVIM v(\d+)\.(\d+)/u.exec(spawnSync("nvim", ["--version"]).stdout?.toString() ?? "");

/** The installed editor as it names itself, or null. */
export const neovimVersion: string | null = version?.[0] ?? null;

/** Where a script runs. */
export interface NeovimSession {
  /** A directory for the editor's own files, which is also its home. */
  readonly scratch: string;
  /** A directory that has `lix-lsp`. */
  readonly commands: string;
  /** The file to open. */
  readonly file: string;
}

/** Returns the set-up from the documentation: the block under the heading for the version that is installed. */
function documentedSetup(): string {
  const isModern = Number(version?.[1]) > 0 || Number(version?.[2]) >= 11;
  const sections = readFileSync(join(root, "docs/editors/neovim.md"), "utf8").split(/^## /mu);
  const section = sections.find((text) => text.startsWith(isModern ? "Neovim 0.11" : "Neovim 0.7")) ?? "";
  const [, code = ""] = /```lua\n([\s\S]*?)```/u.exec(section) ?? [];
  if (!code.includes("lix-lsp")) throw new Error("the guide has no set-up for this editor");
  return code;
}

/** Runs a script in the editor once the server is ready; returns what the script passed to `answer`. */
export function inNeovim({ scratch, commands, file }: NeovimSession, script: string): unknown {
  const init = join(scratch, "init.lua");
  const main = join(scratch, "script.lua");
  const out = join(scratch, "out.json");
  writeFileSync(init, documentedSetup());
  writeFileSync(
    main,
    `local function answer(value) vim.fn.writefile({ vim.json and vim.json.encode(value) or vim.fn.json_encode(value) }, [[${out}]]) end
local ok, problem = pcall(function()
${waitForServer}
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
      PATH: `${commands}${delimiter}${process.env["PATH"] ?? ""}`,
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

/** Returns Lua that waits until something holds. */
export function waitFor(condition: string): string {
  return `assert(vim.wait(60000, function() return ${condition} end, 20), [[timed out: ${condition}]])`;
}

/** Waits until the server has said what it can do. */
const waitForServer = `local function is_ready()
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
  for _, client in pairs(clients) do
    if client.server_capabilities and client.server_capabilities.documentFormattingProvider then return true end
  end
  return false
end
${waitFor("is_ready()")}`;
