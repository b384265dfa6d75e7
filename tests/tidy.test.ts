/**
 * What must hold of the repository itself: who may import whom, what every module looks like, and that what is written
 * about the project is true.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import {
  importsOf,
  isGenerated,
  packageOf,
  readFiles,
  readManifest,
  readPackages,
  root,
  type TextFile,
  withoutComments,
} from "./workspace.ts";

const packages = readPackages();
const modules = packages.flatMap(({ sources }) => sources).filter(({ path }) => !isGenerated(path));

/** What is compiled to WebAssembly: AssemblyScript, which looks like TypeScript and names files without their endings. */
const assembly = readFiles((path) => /^packages\/[^/]+\/assembly\/.*\.ts$/u.test(path));

/**
 * The packages, or entry points of packages, that a package may import. The command line of a package may also import
 * `cli-kit`.
 */
const layers: Readonly<Record<string, readonly string[]>> = {
  parser: [],
  "cli-kit": ["parser"],
  "parse-cli": ["parser", "cli-kit"],
  fmt: ["parser"],
  "eval-core": ["parser"],
  lint: ["parser", "eval-core", "migrate-langver/codemods"],
  "migrate-langver": ["parser", "eval-core", "fmt"],
  lsp: ["parser", "cli-kit", "eval-core", "fmt", "lint", "migrate-langver"],
  // It brings the server along as a program of its own.
  vscode: [],
  playground: ["parser", "fmt", "eval-core", "lint", "migrate-langver"],
  "docs-site": ["parser", "eval-core", "migrate-langver", "playground"],
};

/** Directories of one package that may only import some of the others, by the reason's place in the design. */
const innerLayers: readonly { readonly from: string; readonly never: readonly string[] }[] = [
  { from: "packages/eval-core/src/eval/", never: ["packages/eval-core/src/builtins/"] },
  { from: "packages/eval-core/src/store/", never: ["packages/eval-core/src/value/", "packages/eval-core/src/eval/"] },
  { from: "packages/lsp/src/handlers/", never: ["packages/lsp/src/convert.ts", "packages/lsp/src/node/"] },
  { from: "packages/fmt/src/doc/", never: ["packages/fmt/src/print/", "packages/fmt/src/view/"] },
];

const siblingPrefix = "@lix-tools/";

function siblingOf(specifier: string): string | undefined {
  return packageOf(specifier)?.startsWith(siblingPrefix) === true
    ? packageOf(specifier)?.slice(siblingPrefix.length)
    : undefined;
}

/** Tells whether a module belongs to the edge of its package, where command lines, workers and IO are. */
function isEdge(path: string): boolean {
  return /^packages\/[^/]+\/src\/(?:(?:cli|worker|run-[\w-]+)\.ts$|(?:cli|node|report|run)\/)/u.test(path);
}

/** Returns one line per file and finding, to be compared with none. */
function findings(files: readonly TextFile[], find: (file: TextFile) => readonly string[]): string[] {
  return files.flatMap((file) => find(file).map((finding) => `${file.path}: ${finding}`));
}

describe("imports", () => {
  it("of siblings follow the layers", () => {
    const wrong = packages.flatMap(({ name, sources }) =>
      findings(sources, (file) => {
        const allowed = [...(layers[name] ?? []), ...(isEdge(file.path) ? ["cli-kit"] : [])];
        return importsOf(file).filter((specifier) => {
          const sibling = siblingOf(specifier);
          const entryPoint = specifier.slice(siblingPrefix.length);
          return sibling !== undefined && !allowed.includes(sibling) && !allowed.includes(entryPoint);
        });
      }),
    );
    expect(wrong).toEqual([]);
  });
  it("inside packages follow the design", () => {
    const wrong = innerLayers.flatMap(({ from, never }) =>
      findings(
        modules.filter(({ path }) => path.startsWith(from)),
        (file) =>
          importsOf(file).filter((specifier) => {
            const target = posix.join(posix.dirname(file.path), specifier);
            return specifier.startsWith(".") && never.some((directory) => target.startsWith(directory));
          }),
      ),
    );
    expect(wrong).toEqual([]);
  });
  it("of own files stay in the package and name the file", () => {
    const wrong = findings(modules, (file) =>
      importsOf(file).filter((specifier) => {
        if (!specifier.startsWith(".")) return false;
        const target = posix.join(posix.dirname(file.path), specifier);
        const own = file.path.split("/").slice(0, 3).join("/");
        return !target.startsWith(`${own}/`) || !existsSync(join(root, target));
      }),
    );
    expect(wrong).toEqual([]);
  });
  it("of Node's modules stay at the edge", () => {
    const free = /^packages\/(cli-kit|docs-site|parse-cli)\//u;
    const inner = modules.filter(({ path }) => !free.test(path) && !isEdge(path));
    expect(findings(inner, (file) => importsOf(file).filter((specifier) => specifier.startsWith("node:")))).toEqual([]);
  });
  it("of what becomes WebAssembly stay beside it, but for the layout that both sides read", () => {
    const isKnown = (path: string): boolean => path === "packages/eval-core/src/linear/layout.ts";
    const wrong = findings(assembly, (file) =>
      importsOf(file).filter((specifier) => {
        const target = `${posix.join(posix.dirname(file.path), specifier)}.ts`;
        return !isKnown(target) && !assembly.some(({ path }) => path === target);
      }),
    );
    expect(wrong).toEqual([]);
  });
  it("are what the packages declare", () => {
    for (const { name, sources, dependencies } of packages) {
      const imported = new Set(sources.flatMap((file) => importsOf(file).map(packageOf)));
      const used = [...imported].filter((specifier) => specifier !== undefined).toSorted();
      expect({ name, used }).toEqual({ name, used: Object.keys(dependencies).toSorted() });
    }
  });
});

describe("packages", () => {
  it("all have a layer", () => {
    expect(packages.map(({ name }) => name).filter((name) => !(name in layers))).toEqual([]);
  });
  it("refer to the siblings they depend on", () => {
    for (const { name, dependencies, references } of packages) {
      const siblings = Object.keys(dependencies).flatMap((dependency) => siblingOf(dependency) ?? []);
      expect({ name, references: references.toSorted() }).toEqual({ name, references: siblings.toSorted() });
    }
  });
  it("are all built", () => {
    const config = readFileSync(join(root, "tsconfig.json"), "utf8");
    expect(packages.filter(({ name }) => !config.includes(`"packages/${name}"`)).map(({ name }) => name)).toEqual([]);
  });
  it("are all tested", () => {
    const config = readFileSync(join(root, "vitest.config.ts"), "utf8");
    const tested = packages.filter(({ name }) => readFiles((path) => isTestOf(path, name)).length > 0);
    expect(tested.filter(({ name }) => !config.includes(`"packages/${name}"`)).map(({ name }) => name)).toEqual([]);
  });
  it("agree with the workspace on the version of every library", () => {
    const { devDependencies = {} } = readManifest(".");
    const wrong = packages.flatMap(({ name, dependencies }) =>
      Object.entries(dependencies)
        .filter(
          ([library, version]) => !/^\d+\.\d+\.\d+/u.test(version) || (devDependencies[library] ?? version) !== version,
        )
        .map(([library, version]) => `${name}: ${library} ${version}`),
    );
    expect(wrong).toEqual([]);
  });
  it("start their commands from a launcher", () => {
    for (const { name, bin } of packages) {
      for (const [command, path] of Object.entries(bin)) {
        expect(path).toBe(`./bin/${command}.cjs`);
        const launcher = join(root, "packages", name, path);
        expect(readFileSync(launcher, "utf8")).toContain(`require("../dist/bin/${command}.js");\n`);
        expect(statSync(launcher).mode & 0o111).toBe(0o111);
      }
    }
  });
});

function isTestOf(path: string, name: string): boolean {
  return path.startsWith(`packages/${name}/`) && path.endsWith(".test.ts");
}

/** Lines of a file at most; what is longer has two subjects. */
const mostLines = 600;

describe("modules", () => {
  const authored = readFiles((path) => /\.(ts|mts|mjs|js|h)$/u.test(path) && !isGenerated(path));

  it("are not too long", () => {
    expect(findings(authored, ({ text }) => (text.split("\n").length > mostLines + 1 ? ["too long"] : []))).toEqual([]);
  });
  it("open with what they are for", () => {
    const opens = ({ text }: TextFile): boolean => /^(?:#!.*\n)?\/\*\*/u.test(text);
    expect([...modules, ...assembly].filter((file) => !opens(file)).map(({ path }) => path)).toEqual([]);
  });
  it("document what they export", () => {
    const isPublic = publicNames();
    // Of WebAssembly only the entry point is called from outside; most of the rest reads a field, which its name says.
    const entryPoints = assembly.filter(({ path }) => path.endsWith("/index.ts"));
    expect(findings([...modules, ...entryPoints], (file) => undocumentedExports(file, isPublic))).toEqual([]);
  });
  it("called index only re-export", () => {
    const indexes = modules.filter(({ path }) => path.endsWith("/index.ts"));
    const reExport = /^export (?:type )?(?:\*(?: as \w+)?|\{[^}]*\}) from "[^"]+";/u;
    const leftOver = (text: string): string => {
      let rest = withoutComments(text).trim();
      while (reExport.test(rest)) rest = rest.replace(reExport, "").trim();
      return rest;
    };
    expect(findings(indexes, ({ text }) => leftOver(text).split("\n").slice(0, 1).filter(Boolean))).toEqual([]);
  });
  it("leave no test out for good, and none alone", () => {
    const tests = authored.filter(({ path }) => path.endsWith(".test.ts"));
    const set = /\b(?:it|test|describe|suite)(?:\.each\b[^(]*)?\.(?:skip|todo|only)\b/gu;
    expect(findings(tests, ({ text }) => text.match(set) ?? [])).toEqual([]);
  });
  it("have no note about work to do without a name and a number", () => {
    const notes = /\bTODO(?!\(\w+\): .*#\d)|\bXXX\b|\bHACK\b/gu;
    expect(findings([...modules, ...assembly], ({ text }) => text.match(notes) ?? [])).toEqual([]);
  });
});

/** Returns the names that the indexes of the packages make public, each with its module: `path#name`. */
function publicNames(): ReadonlySet<string> {
  const indexes = modules.filter(({ path }) => path.endsWith("/index.ts"));
  const names = indexes.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\{([^}]*)\} from "(\.[^"]+)";/gu)].flatMap(([, list = "", from = ""]) =>
      list.split(",").map((item) => {
        const name = item
          .trim()
          .replace(/^type /u, "")
          .split(" as ")[0];
        return `${posix.join(posix.dirname(path), from)}#${name}`;
      }),
    ),
  );
  return new Set(names);
}

/**
 * Returns the names that a module exports without a comment though they need one: functions, and whatever is public.
 * The opening comment also speaks for what the file is named after; an interface may leave it to its members; later
 * overloads share the first's.
 */
function undocumentedExports({ path, text }: TextFile, isPublic: ReadonlySet<string>): string[] {
  const lines = text.split("\n");
  const subject = posix.basename(path, ".ts").replaceAll("-", "").toLowerCase();
  return lines.flatMap((line, at) => {
    const declared = /^export (?:declare |abstract |async )*(function\*?|const|let|class|interface|type) (\w+)/u.exec(
      line,
    );
    const [, keyword = "", name = ""] = declared ?? [];
    const before = lines[at - 1] ?? "";
    if (name === "" || before.trimEnd().endsWith("*/")) return [];
    const isFunction = keyword.startsWith("function");
    if (isFunction) return new RegExp(`^export (?:async )?function ${name}\\b`, "u").test(before) ? [] : [name];
    const body = lines.slice(at + 1, lines.indexOf("}", at));
    const hasMembers = keyword === "interface" && body.some((member) => member.trimStart().startsWith("/**"));
    const isExempt = name.toLowerCase() === subject || hasMembers || !isPublic.has(`${path}#${name}`);
    return isExempt ? [] : [name];
  });
}

describe("the project", () => {
  it("speaks of no machine and no place on it", () => {
    // Written in pieces, so that this file passes its own test.
    const words = [
      "/wor" + "k/",
      "/roo" + "t/",
      "/hom" + "e/",
      "/User" + "s/",
      "registry.npm" + "js",
      "localhos" + "t:",
    ];
    const files = readFiles((path) => /\.(ts|mts|mjs|js|json|md|txt|nix|toml|yml|scm|h)$|(^|\/)run$/u.test(path));
    const authored = files.filter(({ path }) => !isGenerated(path) || path === "package-lock.json");
    expect(findings(authored, ({ text }) => words.filter((word) => text.includes(word)))).toEqual([]);
  });
  it("has an architecture that is short and names what there is", () => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    expect(text.split("\n").length).toBeLessThanOrEqual(251);
    expect(namedPaths(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(packages.filter(({ name }) => !text.includes(`packages/${name}`)).map(({ name }) => name)).toEqual([]);
  });
  it("has a readme and a guide that name what there is", () => {
    for (const file of ["README.md", "CONTRIBUTING.md"]) {
      const text = readFileSync(join(root, file), "utf8");
      expect(namedPaths(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    }
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(packages.filter(({ name }) => !readme.includes(`packages/${name}`)).map(({ name }) => name)).toEqual([]);
  });
  it("has commands in its documents that exist, and a gate that runs the same", () => {
    const { scripts = {} } = readManifest(".");
    const bins = packages.flatMap(({ bin }) => Object.keys(bin));
    const known = new Set([
      ...Object.keys(scripts).map((name) => `npm run ${name}`),
      ...bins.map((bin) => `npx ${bin}`),
    ]);
    const documents = readFiles((path) => /^[^/]+\.md$/u.test(path));
    const named = (text: string): string[] => text.match(/\bnpm run [\w:-]+|\bnpx lix-\w+/gu) ?? [];
    expect(findings(documents, ({ text }) => named(text).filter((command) => !known.has(command)))).toEqual([]);
    const gate = readFileSync(join(root, ".ci/run"), "utf8");
    const tests = /^npm ci .* npm test$/mu.exec(readFileSync(join(root, "README.md"), "utf8"))?.[0].split(" && ") ?? [];
    expect(tests.filter((command) => !gate.includes(`step ${command}`))).toEqual([]);
    expect(tests).toHaveLength(4);
  });
  it("has links in its documents that lead somewhere", () => {
    const documents = readFiles((path) => path.endsWith(".md"));
    const wrong = findings(documents, ({ path, text }) =>
      [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/gu)]
        .map(([, target]) => target ?? "")
        .filter((target) => !/^[a-z]+:/u.test(target) && !existsSync(join(root, posix.dirname(path), target))),
    );
    expect(wrong).toEqual([]);
  });
});

/** Returns what a document names as a path from the top of the workspace: `packages/parser/src/cst`, `.ci/run`. */
function namedPaths(text: string): string[] {
  const tops = "packages|grammar|tests|corpus|bench|scripts|\\.ci|\\.github";
  const pattern = new RegExp(`\`((?:${tops})/[\\w./-]*)\``, "gu");
  return [...text.matchAll(pattern)].map(([, path]) => path ?? "");
}
