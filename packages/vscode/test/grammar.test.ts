/** The TextMate grammar by VS Code's own tokeniser: each case shows the tokens of a text with their innermost scope. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

const require = createRequire(import.meta.url);
const grammarPath = fileURLToPath(new URL("../syntaxes/nix.tmLanguage.json", import.meta.url));
const casesPath = fileURLToPath(new URL("cases/grammar.cases.txt", import.meta.url));
const isUpdate = process.env["UPDATE"] === "1";

let grammar: IGrammar;
beforeAll(async () => {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === "source.nix" ? textmate.parseRawGrammar(readFileSync(grammarPath, "utf8"), grammarPath) : null,
      ),
  });
  const loaded = await registry.loadGrammar("source.nix");
  if (loaded === null) throw new Error("the grammar cannot be loaded");
  grammar = loaded;
});

function tokensOf(text: string): string {
  const lines: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const token = line.slice(startIndex, endIndex).trim();
      const scope = scopes.at(-1) ?? "";
      if (token !== "" && scope !== "source.nix") lines.push(`${token}  ${scope.replace(/\.nix$/u, "")}`);
    }
    state = ruleStack;
  }
  return lines.join("\n");
}

const [, ...sections] = readFileSync(casesPath, "utf8").split(/^=== /mu);
const updated: string[] = [];

describe("the grammar", () => {
  for (const section of sections) {
    const [head = "", expected = ""] = section.split("\n--- tokens\n");
    const [title = "", ...lines] = head.split("\n");
    it(title, () => {
      const tokens = tokensOf(lines.join("\n"));
      updated.push(`=== ${head}\n--- tokens\n${tokens}\n`);
      if (!isUpdate) expect(tokens).toBe(expected.trimEnd());
    });
  }
  afterAll(() => {
    if (isUpdate) writeFileSync(casesPath, updated.join("\n"));
  });
});
