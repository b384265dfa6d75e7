/** What happens to a run that writes when somebody else writes, too, and where its journal is. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readJournal } from "../src/run/journal/journal.ts";
import { commonDirectory, findJournals, journalPlaces } from "../src/run/journal/place.ts";
import { replay } from "../src/run/journal/replay.ts";
import { openWriteRun, type WriteRun } from "../src/run/journal/write-run.ts";

/** Makes a directory with files and a place for state beside it. */
function makeTree(files: Readonly<Record<string, string>>): { readonly root: string; readonly env: NodeJS.ProcessEnv } {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "lix-journal-")));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, "tree", path)), { recursive: true });
    writeFileSync(join(top, "tree", path), text);
  }
  return { root: join(top, "tree"), env: { XDG_STATE_HOME: join(top, "state") } };
}

function open({ root, env }: ReturnType<typeof makeTree>, paths: readonly string[]): WriteRun {
  const files = paths.map((path) => join(root, path));
  const run = openWriteRun({ to: "lix", cwd: root, files, options: {}, env });
  for (const [at, absolute] of files.entries()) {
    const before = readFileSync(absolute);
    run.add({ path: paths[at] ?? "", absolute, root, before, after: Buffer.from(`new ${before.toString()}`) });
  }
  return run;
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

test("what is edited or removed between reading and writing is left, the rest is written", async () => {
  const tree = makeTree({ "a.nix": "a", "b.nix": "b", "c.nix": "c", "d.nix": "d" });
  const { root, env } = tree;
  const run = open(tree, ["a.nix", "b.nix", "c.nix", "d.nix"]);
  writeFileSync(join(root, "b.nix"), "mine");
  rmSync(join(root, "c.nix"));
  const done = await run.carryOut({});
  run.close();
  expect(done.map(({ outcome }) => outcome.status)).toEqual(["written", "changed", "changed", "written"]);
  expect([read(root, "a.nix"), read(root, "b.nix"), read(root, "d.nix")]).toEqual(["new a", "mine", "new d"]);
  expect(existsSync(join(root, "c.nix"))).toBe(false);
  // What was not ours is not taken back either.
  const [place = ""] = findJournals(root, env);
  const journal = readJournal(place);
  if (journal === null) throw new Error("the journal is gone");
  expect(journal.state).toBe("done");
  expect((await replay({ journal, direction: "back" })).map(({ entry }) => entry.path)).toEqual(["a.nix", "d.nix"]);
  expect([read(root, "a.nix"), read(root, "b.nix"), read(root, "d.nix")]).toEqual(["a", "mine", "d"]);
});

test("nothing is written while texts are gathered, and closing forgets them", async () => {
  const tree = makeTree({ "a.nix": "a" });
  const run = open(tree, ["a.nix"]);
  expect(findJournals(tree.root, tree.env).map((place) => readJournal(place)?.state)).toEqual(["begun"]);
  run.close();
  expect(findJournals(tree.root, tree.env)).toEqual([]);
  expect(read(tree.root, "a.nix")).toBe("a");
  expect(await open(tree, []).carryOut({})).toEqual([]);
});

test("a file that cannot be replaced keeps the run open", async ({ skip }) => {
  if (process.getuid?.() === 0) skip("root may write anywhere");
  const tree = makeTree({ "closed/a.nix": "a", "b.nix": "b" });
  const run = open(tree, ["closed/a.nix", "b.nix"]);
  chmodSync(join(tree.root, "closed"), 0o555);
  const done = await run.carryOut({});
  chmodSync(join(tree.root, "closed"), 0o755);
  run.close();
  expect(done.map(({ outcome }) => outcome.status)).toEqual(["failed", "written"]);
  expect(findJournals(tree.root, tree.env).map((place) => readJournal(place)?.state)).toEqual(["planned"]);
  expect(() => open(tree, ["b.nix"])).toThrow("was interrupted");
});

test("a journal whose bytes are damaged writes none of them", async () => {
  const tree = makeTree({ "a.nix": "a" });
  const run = open(tree, ["a.nix"]);
  await run.carryOut({});
  run.close();
  const [place = ""] = findJournals(tree.root, tree.env);
  writeFileSync(join(place, "originals"), "x");
  const journal = readJournal(place);
  if (journal === null) throw new Error("the journal is gone");
  const [first] = await replay({ journal, direction: "back" });
  expect(first?.outcome).toMatchObject({ status: "failed", diagnostic: { code: "io/write-failed" } });
  expect(read(tree.root, "a.nix")).toBe("new a");
});

test("a link is followed, and what was left beside its target is cleaned up", async () => {
  const tree = makeTree({ "real/a.nix": "a" });
  symlinkSync("real/a.nix", join(tree.root, "link.nix"));
  const run = open(tree, ["link.nix"]);
  await run.carryOut({});
  run.close();
  expect(read(tree.root, "real/a.nix")).toBe("new a");
  const [place = ""] = findJournals(tree.root, tree.env);
  const journal = readJournal(place);
  if (journal === null) throw new Error("the journal is gone");
  writeFileSync(join(tree.root, "real", `.lix-migrate-${journal.header.id}-0.tmp`), "half");
  await replay({ journal, direction: "back" });
  expect(readdirSync(join(tree.root, "real"))).toEqual(["a.nix"]);
  expect(read(tree.root, "real/a.nix")).toBe("a");
});

test("the journal of a repository is in its git directory, also in a linked worktree", () => {
  const { root, env } = makeTree({
    ".git/worktrees/w/HEAD": "",
    "w/.git": "gitdir: ../.git/worktrees/w\n",
    "w/a/b.nix": "",
  });
  expect(journalPlaces(join(root, "w/a"), env)[0]).toBe(join(root, ".git/worktrees/w/lix-migrate"));
  expect(journalPlaces(root, env)[0]).toBe(join(root, ".git/lix-migrate"));
  expect(journalPlaces(dirname(root), env)[0]).toContain(join("state", "lix-migrate"));
});

test("the common directory is that of all files", () => {
  expect(commonDirectory(["/a/b/c.nix", "/a/b/d/e.nix"])).toBe("/a/b");
  expect(commonDirectory(["/a/b/c.nix", "/a/bc/e.nix"])).toBe("/a");
  expect(commonDirectory(["/a/b.nix"])).toBe("/a");
});
