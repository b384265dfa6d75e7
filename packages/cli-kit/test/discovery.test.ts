import { mkdirSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { discoverFiles, type DiscoveryRequest, parsePathList } from "@lix-tools/cli-kit/discovery";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEntries } from "../src/discovery/listing.ts";
import { temporaryTree } from "./temporary-tree.ts";

/** Returns the paths found in a tree and the codes of the reports, each with its path. */
async function discover(
  tree: Parameters<typeof temporaryTree>[0],
  request: Partial<DiscoveryRequest> = {},
): Promise<{ files: string[]; problems: string[] }> {
  const cwd = temporaryTree(tree);
  const { files, reports } = await discoverFiles({ paths: ["."], cwd, ...request });
  return {
    files: files.map(({ path }) => path),
    problems: reports.flatMap(({ path, diagnostics }) => diagnostics.map(({ code }) => `${path} ${code}`)),
  };
}

describe("directories", () => {
  it("give their Nix files in the order of the names", async () => {
    const found = await discover({ "b.nix": "", "a/z.nix": "", "a.nix": "", "a/readme.md": "", ".github/c.nix": "" });
    expect(found).toEqual({ files: [".github/c.nix", "a.nix", "a/z.nix", "b.nix"], problems: [] });
  });
  it("are shown as the user wrote them", async () => {
    expect((await discover({ "a/b.nix": "" }, { paths: ["./a/"] })).files).toEqual(["a/b.nix"]);
  });
  it("may overlap: every file counts once", async () => {
    expect((await discover({ "a/b.nix": "" }, { paths: ["a", ".", "a/b.nix"] })).files).toEqual(["a/b.nix"]);
  });
  it("leave out version control", async () =>
    expect((await discover({ ".git/x.nix": "", ".jj/y.nix": "" })).files).toEqual([]));
});

describe("explicit paths", () => {
  it("are taken whatever their name", async () => {
    expect((await discover({ "flake.txt": "" }, { paths: ["flake.txt"] })).files).toEqual(["flake.txt"]);
  });
  it("are taken although ignored", async () => {
    expect((await discover({ ".gitignore": "*.nix", "a.nix": "" }, { paths: ["a.nix"] })).files).toEqual(["a.nix"]);
  });
  it("are left out where ignored under force-exclude", async () => {
    const request = { paths: ["sub/a.nix", "b.nix"], forceExclude: true };
    expect((await discover({ ".gitignore": "sub/", "sub/a.nix": "", "b.nix": "" }, request)).files).toEqual(["b.nix"]);
  });
  it("that do not exist are reported, the others go on", async () => {
    const found = await discover({ "a.nix": "" }, { paths: ["gone.nix", "a.nix"] });
    expect(found).toEqual({ files: ["a.nix"], problems: ["gone.nix io/not-found"] });
  });
  it("may be links; a link beside its target is the same file", async () => {
    const tree = { "a.nix": "", "link.nix": { link: "a.nix" } };
    expect((await discover(tree, { paths: ["link.nix"] })).files).toEqual(["link.nix"]);
    expect((await discover(tree, { paths: ["link.nix", "a.nix"] })).files).toEqual(["a.nix"]);
  });
  it("through a loop of links are reported", async () => {
    const tree = { "x.nix": { link: "y.nix" }, "y.nix": { link: "x.nix" } };
    expect((await discover(tree, { paths: ["x.nix"] })).problems).toEqual(["x.nix io/symlink-loop"]);
  });
});

describe("globs", () => {
  it("name files of any ending", async () => {
    expect((await discover({ "a/x.in": "", "a/y.nix": "" }, { paths: ["a/*.in"] })).files).toEqual(["a/x.in"]);
  });
  it("that end in stars take what a directory would give", async () => {
    expect((await discover({ "a/x.in": "", "a/y.nix": "" }, { paths: ["a/**"] })).files).toEqual(["a/y.nix"]);
  });
  it("respect ignore files", async () => {
    const tree = { ".gitignore": "b.nix", "b.nix": "", "a.nix": "" };
    expect((await discover(tree, { paths: ["*.nix"] })).files).toEqual(["a.nix"]);
  });
  it("that match nothing are reported", async () => {
    expect((await discover({}, { paths: ["*.nix"] })).problems).toEqual(["*.nix io/no-match"]);
  });
  it("are plain names where a file has the name", async () => {
    expect((await discover({ "[a].nix": "", "a.nix": "" }, { paths: ["[a].nix"] })).files).toEqual(["[a].nix"]);
  });
});

describe("ignore files", () => {
  it("count at every level, the nearest first", async () => {
    const tree = {
      ".gitignore": "x*.nix",
      "x1.nix": "",
      "sub/.gitignore": "!x2.nix",
      "sub/x1.nix": "",
      "sub/x2.nix": "",
    };
    expect((await discover(tree)).files).toEqual(["sub/x2.nix"]);
  });
  it("above the walked directory count up to the repository's top", async () => {
    const tree = { ".git/HEAD": "", ".gitignore": "gen.nix", "sub/gen.nix": "", "sub/a.nix": "" };
    expect((await discover(tree, { paths: ["sub"] })).files).toEqual(["sub/a.nix"]);
  });
  it("include the repository's own exclude file", async () => {
    expect((await discover({ ".git/info/exclude": "a.nix", "a.nix": "", "b.nix": "" })).files).toEqual(["b.nix"]);
  });
  it("that bring a directory back bring back what is in it", async () => {
    const tree = { ".gitignore": "b", "a/.gitignore": "!b", "a/b/c.nix": "", "b/c.nix": "" };
    expect((await discover(tree)).files).toEqual(["a/b/c.nix"]);
  });
  it("below an ignored directory bring nothing back", async () => {
    const tree = { ".gitignore": "b", "b/.gitignore": "!*", "b/c.nix": "" };
    expect((await discover(tree)).files).toEqual([]);
    expect((await discover(tree, { paths: ["b"] })).files).toEqual([]);
    expect((await discover(tree, { paths: ["b/*.nix"] })).problems).toEqual(["b/*.nix io/no-match"]);
    expect((await discover(tree, { paths: ["b", "b/c.nix"], forceExclude: true })).files).toEqual([]);
  });
  it("named .lixignore outrank git's", async () => {
    const tree = {
      ".gitignore": "gen/*",
      ".lixignore": "!gen/keep.nix\nvendor",
      "gen/keep.nix": "",
      "vendor/v.nix": "",
    };
    expect((await discover(tree)).files).toEqual(["gen/keep.nix"]);
  });
});

describe("settings", () => {
  it("say per directory what is included and excluded", async () => {
    const tree = { "a.nix": "", "old/b.nix": "", "old/c.nix.in": "" };
    const settings = { directory: "", include: ["**/*.nix", "**/*.nix.in"], exclude: ["old/b.nix"] };
    const cwd = temporaryTree(tree);
    const { files } = await discoverFiles({ paths: ["."], cwd, settingsOf: () => ({ ...settings, directory: cwd }) });
    expect(files.map(({ path }) => path)).toEqual(["a.nix", "old/c.nix.in"]);
  });
});

describe("what cannot be read", () => {
  it("is reported for a directory, and the others go on", async () => {
    const found = await discover(
      { "a.nix": "", "secret/b.nix": "" },
      {
        readDirectory: (path) => {
          if (path.endsWith("secret")) throw Object.assign(new Error("no"), { code: "EACCES" });
          return readEntries(path);
        },
      },
    );
    expect(found).toEqual({ files: ["a.nix"], problems: ["secret io/unreadable-directory"] });
  });
  it("is reported for links that lead back up", async () => {
    const found = await discover({ "a/b.nix": "", "a/up": { link: ".." } });
    expect(found).toEqual({ files: ["a/b.nix"], problems: ["a/up io/symlink-loop"] });
  });
  it("is reported for links that lead to each other", async () => {
    const found = await discover({ x: { link: "y" }, y: { link: "x" } });
    expect(found.problems).toEqual(["x io/symlink-loop", "y io/symlink-loop"]);
  });
  it("is reported for broken links to Nix files alone", async () => {
    const found = await discover({ "gone.nix": { link: "nowhere" }, result: { link: "nowhere" } });
    expect(found.problems).toEqual(["gone.nix io/broken-symlink"]);
  });
  it("is not reported where it is ignored", async () => {
    expect((await discover({ ".lixignore": "up", up: { link: "." } })).problems).toEqual([]);
  });
  it("does not lead out of the directory", async () => {
    const outside = temporaryTree({ "secret.nix": "" });
    expect(await discover({ "a.nix": "", out: { link: outside } })).toEqual({ files: ["a.nix"], problems: [] });
  });
});

describe("lists of paths", () => {
  const parse = (text: string): string[] => parsePathList(new TextEncoder().encode(text));
  it("have one path per line", () => expect(parse("a b.nix\r\n\nc.nix")).toEqual(["a b.nix", "c.nix"]));
  it("or end paths with NUL", () => expect(parse("a\nb\0c\0")).toEqual(["a\nb", "c"]));
});

describe("property", () => {
  const name = fc.constantFrom("a", "b", "c.nix", "d.nix", "-", "[", "A");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => [...parts, "e.nix"].join("/"));
  const globs = ["*", "?", "**", "***", "a*", "*.nix", "?.nix", "a**", "e.n*x", "c?nix"];
  const brackets = [
    "[ab]",
    "[!a]",
    "[^b]",
    "[a-c]*",
    "[[:alpha:]]",
    "[]a]",
    "[b-a]",
    "[",
    "[a",
    "[--b]",
    "[\\]b]",
    "[[]",
    "[[:x:]]",
  ];
  const part = fc.oneof(name, fc.constantFrom(...globs), fc.constantFrom(...brackets, "\\a", "a\\", "\\!", "e.nix"));
  const pattern = fc
    .tuple(
      fc.constantFrom("", "", "", "!", "#", "\\"),
      fc.constantFrom("", "", "/", "**/"),
      fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
      fc.constantFrom("", "", "", "/", "/*", "/**", "/e.nix", "  ", "\\ ", "\r"),
    )
    .map((parts) => parts.join(""));
  const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join("\n"));

  it("ignores what git ignores", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(path, { minLength: 1, maxLength: 12 }),
        fc.record({ top: rules, below: rules, own: rules, users: rules }),
        async (paths, { top, below, own, users }) => {
          const cwd = temporaryTree({ ".gitignore": top, "a/.gitignore": below, users });
          for (const file of paths) {
            mkdirSync(join(cwd, file, ".."), { recursive: true });
            writeFileSync(join(cwd, file), "");
          }
          const git = (...args: string[]): string => execFileSync("git", args, { cwd, encoding: "utf8" });
          git("init", "-q");
          git("config", "core.excludesFile", join(cwd, "users"));
          writeFileSync(join(cwd, ".git/info/exclude"), own);
          const expected = git("ls-files", "-coz", "--exclude-standard", "--", "*.nix").split("\0").filter(Boolean);
          const { files } = await discoverFiles({ paths: ["."], cwd });
          expect(files.map((file) => file.path)).toEqual(expected.toSorted());
        },
      ),
      { numRuns: Number(process.env["LIX_RUNS"] ?? 40) },
    );
  });
});
