import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderUnifiedDiff } from "@lix-tools/cli-kit/diff";
import { createPalette } from "@lix-tools/cli-kit/terminal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

const plain = createPalette({ choice: "never", env: {}, isTerminal: false });
const colorful = createPalette({ choice: "always", env: {}, isTerminal: false });

function diff(before: string, after: string, path = "a.nix", palette = plain): string {
  return Buffer.from(
    renderUnifiedDiff({ path, before: Buffer.from(before), after: Buffer.from(after) }, palette),
  ).toString();
}

/** Returns what `git apply` makes of the file. */
function apply(path: string, before: Uint8Array, after: Uint8Array): Uint8Array {
  const cwd = temporaryTree();
  writeFileSync(join(cwd, path), before);
  const patch = renderUnifiedDiff({ path, before, after }, plain);
  execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input: patch, stdio: ["pipe", "ignore", "pipe"] });
  return readFileSync(join(cwd, path));
}

describe("unified diff", () => {
  it("has three lines of context", () => {
    expect(diff("1\n2\n3\n4\nx\n5\n6\n7\n8\n", "1\n2\n3\n4\ny\n5\n6\n7\n8\n")).toBe(
      "--- a/a.nix\n+++ b/a.nix\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-x\n+y\n 5\n 6\n 7\n",
    );
  });
  it("is empty for equal versions", () => expect(diff("a", "a")).toBe(""));
  it("says where the last line has no end", () => {
    expect(diff("a", "a\n")).toBe("--- a/a.nix\n+++ b/a.nix\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  });
  it("has colours where they are wanted", () => {
    expect(diff("a\n", "b\n", "a", colorful)).toContain("\u001b[31m-a\u001b[39m\n\u001b[32m+b\u001b[39m\n");
  });
  it("quotes odd file names", () => expect(diff("a", "b", 'x"\t.nix')).toContain('--- "a/x\\"\\011.nix"\n'));
  it("keeps other file names as they are", () => expect(diff("a", "b", "ä.nix")).toContain("--- a/ä.nix\n"));
  it("shows very large changes as a replacement that applies", () => {
    const lines = (mark: string): Buffer =>
      Buffer.from(Array.from({ length: 5_000 }, (_, at) => `${mark}${at}\n`).join(""));
    expect(Buffer.compare(apply("a", lines("x"), lines("y")), lines("y"))).toBe(0);
  });
});

describe("property", () => {
  const bytes = fc
    .array(fc.constantFrom("a", "b", "\n", "\r\n", "\r", "\u00ff", "\u0080"), { minLength: 1, maxLength: 30 })
    .map((parts) => Buffer.from(parts.join(""), "latin1"));
  it("applies to what it was made from, whatever the bytes", () => {
    fc.assert(
      fc.property(bytes, bytes, (before, after) => {
        fc.pre(!before.equals(after));
        expect(Buffer.compare(apply("a", before, after), after)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
