/** Which settings a file gets, and how rarely editor configuration is asked for them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSettings, type Settings } from "../src/node/settings.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "settings-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function settingsWith(configs: Readonly<Record<string, string>>): Settings {
  for (const [path, text] of Object.entries(configs)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return createSettings({ given: {}, configFor: () => undefined, editorConfig: "read" });
}

describe("editor configuration", () => {
  it.each([
    ["for all files", "[*]", { "a.nix": 8, "b.md": 8, ".nix": 8 }],
    ["by extension", "[*.nix]", { "a.nix": 8, "b.nix": 8, "b.md": 2, nix: 2 }],
    ["by several extensions", "[*.{nix,md}]", { "a.nix": 8, "b.md": 8, "b.mdx": 2 }],
    ["by name", "[a.nix]", { "a.nix": 8, "b.nix": 2 }],
    ["by part of a name", "[a*]", { "ab.nix": 8, "b.nix": 2 }],
    ["by longer extension", "[*.test.nix]", { "a.test.nix": 8, "a.nix": 2 }],
    ["by path", "[x/*.nix]", { "x/a.nix": 8, "y/a.nix": 2 }],
  ])("counts %s", (_, glob, expected) => {
    const { of } = settingsWith({ ".editorconfig": `root = true\n${glob}\nindent_size = 8\n` });
    const found = Object.keys(expected).map((name) => [name, of(join(root, name)).indent]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
  it("of a directory comes before that above", () => {
    const { of, contextOf } = settingsWith({
      ".editorconfig": "root = true\n[*.nix]\nindent_size = 8\n",
      "below/.editorconfig": "[a.nix]\nindent_size = 4\n",
    });
    const [outer, inner, other] = ["a.nix", "below/a.nix", "below/b.nix"].map((path) => join(root, path));
    expect([outer, inner, other].map((path) => of(path ?? "").indent)).toEqual([8, 4, 8]);
    expect(contextOf(outer ?? "")).not.toBe(contextOf(inner ?? ""));
    expect(contextOf(inner ?? "")).toBe(contextOf(other ?? ""));
  });
});
