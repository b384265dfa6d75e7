import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FileReplacement, replaceFile } from "@lix-tools/cli-kit/atomic-write";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

/** Replaces `old` in a file by `new`; returns how it ended: a status or a code. */
async function replace(root: string, path: string, change: Partial<FileReplacement> = {}): Promise<string> {
  const [before, after] = [Buffer.from("old"), Buffer.from("new")];
  const result = await replaceFile({ absolute: join(root, path), root, before, after, ...change });
  return result.status === "failed" ? result.diagnostic.code : result.status;
}

describe("replacing a file", () => {
  it("puts the new bytes in place and leaves nothing beside them", async () => {
    const root = temporaryTree({ "a.nix": "old" });
    expect(await replace(root, "a.nix")).toBe("written");
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("new");
    expect(readdirSync(root)).toEqual(["a.nix"]);
  });
  it("keeps the mode", async () => {
    const root = temporaryTree({ "a.nix": "old" });
    chmodSync(join(root, "a.nix"), 0o751);
    await replace(root, "a.nix");
    expect(statSync(join(root, "a.nix")).mode & 0o7777).toBe(0o751);
  });
  it("does not touch a file that stays the same", async () => {
    const root = temporaryTree({ "a.nix": "old" });
    const { ino, mtimeMs } = statSync(join(root, "a.nix"));
    expect(await replace(root, "a.nix", { after: Buffer.from("old") })).toBe("unchanged");
    expect(statSync(join(root, "a.nix"))).toMatchObject({ ino, mtimeMs });
  });
  it("refuses when the file changed since it was read", async () => {
    const root = temporaryTree({ "a.nix": "edited" });
    expect(await replace(root, "a.nix")).toBe("io/changed");
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("edited");
  });
  it("refuses when the file is gone", async () => {
    expect(await replace(temporaryTree(), "a.nix")).toBe("io/write-failed");
  });
  it("keeps a link inside the root and replaces what it points to", async () => {
    const root = temporaryTree({ "a.nix": "old", "link.nix": { link: "a.nix" } });
    expect(await replace(root, "link.nix")).toBe("written");
    expect(lstatSync(join(root, "link.nix")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("new");
  });
  it("refuses a link out of the root", async () => {
    const outside = temporaryTree({ "a.nix": "old" });
    const root = temporaryTree({ "link.nix": { link: join(outside, "a.nix") } });
    expect(await replace(root, "link.nix")).toBe("io/outside-root");
    expect(readFileSync(join(outside, "a.nix"), "utf8")).toBe("old");
  });
  it("refuses what is not a file", async () => {
    const root = temporaryTree();
    mkdirSync(join(root, "d.nix"));
    expect(await replace(root, "d.nix")).toBe("io/not-a-file");
  });
  it("works for names as long as names can be", async () => {
    const name = `${"n".repeat(251)}.nix`;
    const root = temporaryTree({ [name]: "old" });
    expect(await replace(root, name)).toBe("written");
  });
});

describe("a disk that is full in the middle of a file", () => {
  it("leaves the old file and no other", async (context) => {
    // A limit on the size of files stops a write halfway just as a full disk does.
    const limit = (size: string): void => {
      execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${size}:`]);
    };
    const ignoreSignal = (): void => {};
    process.on("SIGXFSZ", ignoreSignal);
    const root = temporaryTree({ "a.nix": "old" });
    try {
      limit("4096");
    } catch {
      context.skip("prlimit is not available");
    }
    onTestFinished(() => {
      limit("unlimited");
      process.off("SIGXFSZ", ignoreSignal);
    });
    const bytes = Buffer.alloc(10_000, "x");
    expect(() => writeFileSync(join(root, "plain"), bytes)).toThrow("EFBIG");
    expect(statSync(join(root, "plain")).size).toBe(4096);
    expect(await replace(root, "a.nix", { after: bytes })).toBe("io/write-failed");
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("old");
    expect(readdirSync(root).toSorted()).toEqual(["a.nix", "plain"]);
  });
});
