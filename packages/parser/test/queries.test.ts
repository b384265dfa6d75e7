/**
 * The queries of the grammars: every one compiles against every grammar it is for, and the highlights are those that
 * `grammar/<dialect>/test/highlight` expects. A comment there says what the text above it is: `^` points at a column,
 * `<-` at the comment's own.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { Language, Parser, Query } from "web-tree-sitter";

const grammarRoot = new URL("../../../grammar/", import.meta.url);

interface GrammarEntry {
  readonly name: string;
  readonly highlights: readonly string[];
  readonly locals: readonly string[];
  readonly injections: readonly string[];
}

const config = JSON.parse(readFileSync(new URL("tree-sitter.json", grammarRoot), "utf8")) as {
  readonly grammars: readonly GrammarEntry[];
};

const languages = new Map<string, Language>();
beforeAll(async () => {
  await Parser.init();
  for (const { name } of config.grammars) {
    languages.set(name, await Language.load(new URL(`../wasm/${name}.wasm`, import.meta.url)));
  }
});

/** Returns the files of a query that `tree-sitter.json` does not list: they follow the highlights. */
function unlistedFiles(grammar: GrammarEntry, query: string): string[] {
  return grammar.highlights
    .map((path) => path.replace("highlights", query))
    .filter((path) => existsSync(new URL(path, grammarRoot)));
}

function filesOf(grammar: GrammarEntry, query: string): readonly string[] {
  if (query === "highlights" || query === "locals" || query === "injections") return grammar[query];
  return unlistedFiles(grammar, query);
}

function compile(grammar: GrammarEntry, query: string): Query {
  const text = filesOf(grammar, query).map((path) => readFileSync(new URL(path, grammarRoot), "utf8"));
  return new Query(languages.get(grammar.name)!, text.join("\n"));
}

describe.each(config.grammars)("$name", (grammar) => {
  test.each(["highlights", "locals", "injections", "folds", "indents"])("%s compile", (query) => {
    expect(filesOf(grammar, query).length).toBeGreaterThan(0);
    expect(compile(grammar, query).captureNames.length).toBeGreaterThan(0);
  });

  const folder = new URL(`${grammar.name}/test/highlight/`, grammarRoot);
  test.each(readdirSync(folder))("%s has the expected highlights", (file) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    const actual = highlights(grammar, source);
    const lines = expectedHighlights(source);
    expect(lines.map(({ row, column, ...rest }) => ({ ...rest, capture: actual(row, column) }))).toEqual(
      lines.map(({ where, capture }) => ({ where, capture })),
    );
  });
});

describe("nix", () => {
  const grammar = config.grammars[0]!;
  const textsOf = (query: string, capture: string, source: string): string[] => {
    const parser = new Parser();
    parser.setLanguage(languages.get(grammar.name)!);
    const captures = compile(grammar, query).captures(parser.parse(source)!.rootNode);
    return captures.filter(({ name }) => name === capture).map(({ node }) => node.text);
  };

  test("definitions are parameters and what `let` and `rec` bind", () => {
    const source = "a: { b, c ? d }@e: let f.g = 1; inherit h; inherit (i) j; in rec { k = { l = 1; }; }";
    expect(textsOf("locals", "local.definition", source)).toEqual(["a", "b", "c", "e", "f", "h", "j", "k"]);
    expect(textsOf("locals", "local.reference", source)).toEqual(["d", "h", "i"]);
  });

  test("shell stands in phases, hooks and script writers only", () => {
    const source = `{
      buildPhase = ''a''; preInstall = "b"; shellHook = ''c''; preferences = ''d''; postgresql = ''e'';
      f = pkgs.writeShellScript "g" ''h''; i = writeText "j" ''k''; Build = ''l'';
    }`;
    expect(textsOf("injections", "injection.content", source)).toEqual(["a", "b", "c", "h"]);
  });
});

/** Returns the capture at a place: of the smallest node there, and of those the last. */
function highlights(grammar: GrammarEntry, source: string): (row: number, column: number) => string | undefined {
  const parser = new Parser();
  parser.setLanguage(languages.get(grammar.name)!);
  const tree = parser.parse(source)!;
  expect(tree.rootNode.hasError).toBe(false);
  const lines = source.split("\n");
  const starts = lines.map((_, row) => lines.slice(0, row).join("\n").length + (row > 0 ? 1 : 0));
  const captures = compile(grammar, "highlights")
    .captures(tree.rootNode)
    .filter(({ name }) => !name.startsWith("_") && name !== "none")
    .map(({ name, node, patternIndex }) => ({ name, start: node.startIndex, end: node.endIndex, patternIndex }));
  return (row, column) => {
    const at = starts[row]! + column;
    return captures
      .filter(({ start, end }) => start <= at && at < end)
      .toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.patternIndex - b.patternIndex)
      .at(-1)?.name;
  };
}

interface Expectation {
  readonly row: number;
  readonly column: number;
  /** For the message of a failure. */
  readonly where: string;
  readonly capture: string;
}

function expectedHighlights(source: string): Expectation[] {
  const expectations: Expectation[] = [];
  let row = -1;
  for (const [index, line] of source.split("\n").entries()) {
    const match = /^(\s*)#\s*(\^|<-)\s*([\w.]+)$/.exec(line);
    if (match === null) {
      row = index;
      continue;
    }
    const column = match[2] === "^" ? line.indexOf("^") : match[1]!.length;
    expectations.push({ row, column, where: `line ${row + 1}, column ${column}`, capture: match[3]! });
  }
  return expectations;
}
