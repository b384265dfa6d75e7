/**
 * Helix, set up as the documentation says, opens a file, edits it and writes it formatted. It wants a terminal, so tmux
 * is the one who types.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useBin, writeLaunchers } from "../../../tests/bin.ts";
import { root } from "../../../tests/workspace.ts";

const hasHelix = spawnSync("hx", ["--version"]).status === 0 && spawnSync("tmux", ["-V"]).status === 0;
const bin = useBin("lsp", "lix-lsp");
let home = "";

beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "lix-helix-")));
  const guide = readFileSync(join(root, "docs/editors/helix.md"), "utf8");
  mkdirSync(join(home, ".config/helix"), { recursive: true });
  writeFileSync(join(home, ".config/helix/languages.toml"), /```toml\n([\s\S]*?)```/u.exec(guide)?.[1] ?? "");
  writeLaunchers(home, { "lix-lsp": bin.main });
});
afterAll(() => {
  tmux("kill-server");
  rmSync(home, { recursive: true, force: true });
});

/** Runs tmux with a server of its own; returns what it prints. */
function tmux(...args: readonly string[]): string {
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    PATH: `${home}${delimiter}${process.env["PATH"] ?? ""}`,
    TERM: "xterm-256color",
  };
  return spawnSync("tmux", ["-S", join(home, "tmux"), ...args], { cwd: home, env, encoding: "utf8" }).stdout;
}

/** Types keys until what is looked at passes, and returns it; fails after a minute. */
async function typeUntil(
  keys: readonly string[],
  look: () => string,
  passes: (seen: string) => boolean,
): Promise<string> {
  for (let round = 0; round < 60; round++) {
    tmux("send-keys", "-t", "helix", ...keys);
    await setTimeout(1000);
    if (passes(look())) break;
  }
  return look();
}

describe.skipIf(!hasHelix)(hasHelix ? "Helix" : "Helix with tmux, which are not installed", () => {
  it("shows a finding, and saves a file formatted", async () => {
    const file = join(home, "a.nix");
    writeFileSync(file, "let unused = 1; in {a=1;}\n");
    tmux("new-session", "-d", "-s", "helix", "-x", "120", "-y", "20", "hx a.nix");
    const screen = (): string => tmux("capture-pane", "-t", "helix", "-p");
    // Going down and up asks for nothing but a look at the line, where findings stand.
    expect(await typeUntil(["j", "k"], screen, (seen) => seen.includes("unused-let") || seen.includes("●"))).toMatch(
      /unused-let|●/u,
    );
    const text = (): string => readFileSync(file, "utf8");
    const saved = await typeUntil([":w!", "Enter"], text, (seen) => seen.includes("a = 1;"));
    expect(saved).toBe("let\n  unused = 1;\nin\n{\n  a = 1;\n}\n");
    tmux("send-keys", "-t", "helix", ":q!", "Enter");
  });
});
