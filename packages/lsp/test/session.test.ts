/** A session over time: configuration that changes, folders, versions that overtake each other, files of all sorts. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useBin } from "../../../tests/bin.ts";
import {
  applyEdits,
  type Client,
  type ClientOptions,
  type Edit,
  type Range,
  startClient,
  type WorkspaceEdit,
} from "./client.ts";

const bin = useBin("lsp", "lix-lsp");
let scratch = "";
let client: Client | undefined;
beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "lix session ")));
});
afterEach(async () => {
  await client?.close();
  client = undefined;
  rmSync(scratch, { recursive: true, force: true });
});

async function start(options: Omit<ClientOptions, "main"> = {}): Promise<Client> {
  client = await startClient({ main: bin.main, ...options });
  return client;
}

function write(name: string, text: string | Uint8Array): string {
  const path = join(scratch, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

const start0 = { line: 0, character: 0 };
const whole: Range = { start: start0, end: { line: 1000, character: 0 } };

function codesOf({ diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] }): string[] {
  return diagnostics.map(({ code }) => code);
}

/** A question whose answer comes after the findings of the newest version. */
async function findingsOf(server: Client, uri: string): Promise<string[]> {
  await server.request("textDocument/codeAction", {
    textDocument: { uri },
    range: whole,
    context: { diagnostics: [] },
  });
  return codesOf(await server.diagnostics(uri, () => true));
}

const unused = "let a = 1; in 2\n";

describe("configuration", () => {
  it("is read anew when the editor says that it changed", async () => {
    const server = await start();
    const uri = write("a.nix", unused);
    await server.open(uri, unused);
    expect(await findingsOf(server, uri)).toEqual(["dead/unused-let"]);
    const config = write("lix.toml", '[lint.rules]\nall = "off"\n');
    await server.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 1 }] });
    expect(await findingsOf(server, uri)).toEqual([]);
  });
  it("is read anew at a save by an editor that does not watch files", async () => {
    const server = await start({ capabilities: {} });
    const uri = write("a.nix", unused);
    await server.open(uri, unused);
    expect(await findingsOf(server, uri)).toEqual(["dead/unused-let"]);
    write("lix.toml", '[lint.rules]\nall = "off"\n');
    await server.notify("textDocument/didSave", { textDocument: { uri } });
    expect(await findingsOf(server, uri)).toEqual([]);
  });
  it("that is wrong is reported in its own file, and the report goes when it is right", async () => {
    const server = await start();
    const config = write("lix.toml", '[lint.rules]\nnothing = "off"\n');
    const uri = write("a.nix", unused);
    await server.open(uri, unused);
    const { diagnostics } = await server.diagnostics(config, (published) => published.diagnostics.length > 0);
    expect(diagnostics[0]?.code).toBe("config/value");
    expect(diagnostics[0]?.range.start.line).toBe(1);
    write("lix.toml", "");
    await server.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 2 }] });
    await server.diagnostics(config, (published) => published.diagnostics.length === 0);
  });
  it("of each folder counts in that folder", async () => {
    const one = join(scratch, "one");
    const two = join(scratch, "two");
    write("one/lix.toml", '[lint.rules]\nall = "off"\n');
    write("two/lix.toml", '[langver]\ndefault = "nix2"\n');
    const server = await start({ workspaceFolders: [one, two] });
    const first = write("one/a.nix", unused);
    const second = write("two/a.nix", "x: x.a or 1");
    await server.open(first, unused);
    await server.open(second, "x: x.a or 1");
    expect(await findingsOf(server, first)).toEqual([]);
    expect(await findingsOf(server, second)).toContain("correct/syntax-error");
  });
  it("of the editor switches the linter off", async () => {
    const server = await start({ capabilities: {}, initializationOptions: { lint: { run: "off" } } });
    const uri = write("a.nix", unused);
    await server.open(uri, unused);
    expect(await findingsOf(server, uri)).toEqual([]);
  });
  it("of the editor is asked for", async () => {
    const server = await start({ settings: { inlayHints: { with: false } } });
    const uri = write("a.nix", "lib: with lib; a");
    await server.open(uri, "lib: with lib; a");
    const hints = (): Promise<unknown[]> =>
      server.request("textDocument/inlayHint", { textDocument: { uri }, range: whole });
    // The answer comes some time after the session has begun.
    while ((await hints()).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  it("of the editor may change", async () => {
    const server = await start({ capabilities: {} });
    const uri = write("a.nix", "lib: with lib; a");
    await server.open(uri, "lib: with lib; a");
    const hints = (): Promise<unknown[]> =>
      server.request("textDocument/inlayHint", { textDocument: { uri }, range: whole });
    expect(await hints()).toHaveLength(1);
    await server.notify("workspace/didChangeConfiguration", { settings: { lix: { inlayHints: { with: false } } } });
    expect(await hints()).toEqual([]);
    await server.notify("workspace/didChangeConfiguration", { settings: { lix: { inlayHints: { with: "perhaps" } } } });
    expect(await hints()).toHaveLength(1);
  });
  it("of the editor gives files an edition", async () => {
    const server = await start({ capabilities: {}, initializationOptions: { edition: "nix2" } });
    const uri = write("a.nix", "[a]: a.0");
    await server.open(uri, "[a]: a.0");
    expect(await findingsOf(server, uri)).not.toContain("correct/syntax-error");
  });
  it("of the editor lints on save alone", async () => {
    const server = await start({ capabilities: {}, initializationOptions: { lint: { run: "onSave" } } });
    const uri = write("a.nix", "{ }");
    await server.open(uri, "{ }");
    await server.diagnostics(uri, () => true);
    await server.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: unused }],
    });
    await server.diagnostics(uri, ({ version }) => version === 2);
    await server.notify("textDocument/didSave", { textDocument: { uri } });
    const { diagnostics } = await server.diagnostics(uri, (published) => published.diagnostics.length > 0);
    expect(diagnostics[0]?.code).toBe("dead/unused-let");
  });
});

describe("versions", () => {
  it("findings move with the text until there are new ones", async () => {
    const server = await start({ capabilities: {}, initializationOptions: { lint: { run: "onSave" } } });
    const uri = write("a.nix", unused);
    await server.open(uri, unused);
    expect(await findingsOf(server, uri)).toEqual(["dead/unused-let"]);
    const contentChanges = [{ range: { start: start0, end: start0 }, text: "# one\n# two\n" }];
    await server.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
    const { diagnostics } = await server.diagnostics(uri, ({ version }) => version === 2);
    expect(diagnostics.map(({ range }) => range.start)).toEqual([{ line: 2, character: 4 }]);
  });
  it("the last of many quick changes counts", async () => {
    const server = await start();
    const uri = write("a.nix", "{ }");
    await server.open(uri, "{ }");
    for (let version = 2; version < 60; version++) {
      const text = version % 2 === 0 ? "{ a = ; }" : unused;
      await server.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
    }
    const last = await server.diagnostics(uri, ({ version, diagnostics }) => version === 59 && diagnostics.length > 0);
    expect(codesOf(last)).toEqual(["dead/unused-let"]);
  });
  it("a lint of a version that is gone is ended", async () => {
    const server = await start({ capabilities: {}, initializationOptions: { lint: { delay: 0 } } });
    // So large that its lint takes longer than the changes that follow.
    const text = `{ ${Array.from({ length: 40_000 }, (_, at) => `a${at} = let b = ${at}; in [ b ];`).join("\n")} }`;
    const uri = write("a.nix", text);
    await server.open(uri, text);
    await server.diagnostics(uri, () => true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const contentChanges = [{ text: unused }];
    await server.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
    const last = await server.diagnostics(uri, ({ version, diagnostics }) => version === 2 && diagnostics.length > 0);
    expect(codesOf(last)).toEqual(["dead/unused-let"]);
    expect(
      server.published.filter(({ version }) => version === 1).every(({ diagnostics }) => diagnostics.length === 0),
    ).toBe(true);
  });
  it("an answer about a text that is gone is not given", async () => {
    const server = await start();
    const text = `{ ${Array.from({ length: 4000 }, (_, at) => `a${at}=[${at}];`).join(" ")} }`;
    const uri = write("a.nix", text);
    await server.open(uri, text);
    const asked = server.request("textDocument/formatting", { textDocument: { uri }, options: {} });
    await server.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: "1" }],
    });
    await expect(asked).rejects.toMatchObject({ code: -32801 });
  });
  it("a request that is cancelled while it is worked on ends, and the server goes on", async () => {
    const server = await start();
    const text = `{ ${Array.from({ length: 60_000 }, (_, at) => `a${at}=[${at} {b=x: x;}];`).join("\n")} }`;
    const uri = write("a.nix", text);
    await server.open(uri, text);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri }, options: {} };
    const asked = server.connection.sendRequest("textDocument/formatting", params, source.token);
    setTimeout(() => source.cancel(), 300);
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    const small = write("b.nix", "{a=1;}");
    await server.open(small, "{a=1;}");
    const again = { textDocument: { uri: small }, options: {} };
    expect(await server.request<Edit[]>("textDocument/formatting", again)).toHaveLength(1);
  });
  it("diagnostics of a closed file go", async () => {
    const server = await start();
    const uri = write("a.nix", "{ a = ; }");
    await server.open(uri, "{ a = ; }");
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    await server.notify("textDocument/didClose", { textDocument: { uri } });
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
  });
});

describe("files of all sorts", () => {
  it("that are not open are read from the disk", async () => {
    const server = await start();
    const uri = write("a.nix", "{ a = 1; }");
    expect(await server.request("textDocument/documentSymbol", { textDocument: { uri } })).toMatchObject([
      { name: "a" },
    ]);
  });
  it("that import one that is open see what the editor has", async () => {
    const server = await start();
    const lib = write("lib.nix", "{ old = 1; }");
    const uri = write("a.nix", "(import ./lib.nix).");
    await server.open(lib, "{ fresh = 1; }");
    await server.open(uri, "(import ./lib.nix).");
    const position = { line: 0, character: 19 };
    const { items } = await server.request<{ items: { label: string }[] }>("textDocument/completion", {
      textDocument: { uri },
      position,
    });
    expect(items.map(({ label }) => label)).toEqual(["fresh"]);
  });
  it("with a name of spaces, percent signs and umlauts", async () => {
    const server = await start();
    const uri = write("a b %20 ü#.nix", unused);
    await server.open(uri, unused);
    expect(await findingsOf(server, uri)).toEqual(["dead/unused-let"]);
  });
  it("that are nowhere yet", async () => {
    const server = await start();
    await server.open("untitled:Untitled-1", "{a=1;}");
    const edits = await server.request<Edit[]>("textDocument/formatting", {
      textDocument: { uri: "untitled:Untitled-1" },
      options: {},
    });
    expect(applyEdits("{a=1;}", edits)).toBe("{ a = 1; }\n");
    expect(await findingsOf(server, "untitled:Untitled-1")).toEqual([]);
  });
  it("that are not UTF-8 are pointed out", async () => {
    const server = await start();
    const uri = write("a.nix", Uint8Array.from([0x22, 0xff, 0x22]));
    await server.open(uri, '"\ufffd"');
    expect(await findingsOf(server, uri)).toEqual(["lsp/not-utf8"]);
  });
  it("that are binary", async () => {
    const server = await start();
    const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => (at * 31 + (at >> 5)) % 256);
    const uri = write("a.nix", bytes);
    await server.open(uri, new TextDecoder().decode(bytes));
    expect((await findingsOf(server, uri)).length).toBeGreaterThan(0);
    expect(await server.request("textDocument/formatting", { textDocument: { uri }, options: {} })).toEqual([]);
  });
  it("that are empty", async () => {
    const server = await start();
    const uri = write("a.nix", "");
    await server.open(uri, "");
    expect(await findingsOf(server, uri)).toEqual(["correct/syntax-error"]);
  });
  it("that are nested deeper than a stack", async () => {
    const server = await start();
    const text = `${"(".repeat(50_000)}1${")".repeat(50_000)}`;
    const uri = write("a.nix", text);
    await server.open(uri, text);
    await findingsOf(server, uri);
    for (const method of ["documentSymbol", "foldingRange", "semanticTokens/full", "documentLink"]) {
      await server.request(`textDocument/${method}`, { textDocument: { uri } });
    }
    const position = { line: 0, character: 50_000 };
    await server.request("textDocument/hover", { textDocument: { uri }, position }).catch(() => undefined);
    await server.request("textDocument/completion", { textDocument: { uri }, position });
    expect(server.stderr()).not.toContain("internal error");
  });
});

describe("a diagnostic", () => {
  it("leads to the page of its rule", async () => {
    const server = await start();
    const uri = write("a.nix", unused);
    await server.open(uri, unused);
    await findingsOf(server, uri);
    const { diagnostics } = await server.diagnostics(uri, (published) => published.diagnostics.length > 0);
    expect(diagnostics[0]?.codeDescription?.href).toMatch(/LX300/u);
  });
});

describe("what is changed", () => {
  it("by `source.fixAll` is safe, and comes with the answer", async () => {
    const server = await start();
    const text = "let in [ .5 (length [ ]) ]\n";
    const uri = write("a.nix", text);
    await server.open(uri, text);
    const [action] = await server.request<{ edit: WorkspaceEdit }[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: whole,
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    const edits = action?.edit.documentChanges?.flatMap((change) => change.edits) ?? [];
    expect(applyEdits(text, edits)).toBe("[ 0.5 (length [ ]) ]\n");
  });
  it("by a rename of what others see is refused where the editor cannot ask", async () => {
    const server = await start({ capabilities: {} });
    const uri = write("a.nix", "{ a }: a");
    await server.open(uri, "{ a }: a");
    const params = { textDocument: { uri }, position: { line: 0, character: 2 }, newName: "b" };
    await expect(server.request("textDocument/rename", params)).rejects.toThrow("callers pass `a`");
  });
  it("by a migration can be looked at before", async () => {
    const server = await start();
    const uri = write("a.nix", "x: x.a or 1\n");
    await server.open(uri, "x: x.a or 1\n");
    const preview = await server.request("workspace/executeCommand", {
      command: "lix.server.previewMigration",
      arguments: [uri, "nix2"],
    });
    expect(preview).toMatchObject({
      before: "x: x.a or 1\n",
      after: "use experimental.nix2;\nx: x ? a : 1\n",
      changes: true,
    });
  });
  it("by a command is made in the editor", async () => {
    const server = await start();
    const uri = write("a.nix", "[ .5 ]\n");
    await server.open(uri, "[ .5 ]\n");
    const data = { uri, version: 1, sort: "fix-all", to: "legacy", range: null };
    await server.request("workspace/executeCommand", { command: "lix.server.applyAction", arguments: [data] });
    expect(server.applied).toHaveLength(1);
  });
  it("by a rule is explained", async () => {
    const server = await start();
    const page = await server.request("workspace/executeCommand", {
      command: "lix.server.explainRule",
      arguments: ["LX300"],
    });
    expect(page).toMatch(/^# dead\/unused-let\n/u);
  });
});

describe("semantic tokens", () => {
  it("come as the difference to those before", async () => {
    const server = await start();
    const uri = write("a.nix", "{ a = 1; }");
    await server.open(uri, "{ a = 1; }");
    const full = await server.request<{ resultId: string; data: number[] }>("textDocument/semanticTokens/full", {
      textDocument: { uri },
    });
    const contentChanges = [
      { range: { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } }, text: " b = 2;" },
    ];
    await server.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
    const delta = await server.request<{ edits: { start: number; deleteCount: number; data?: number[] }[] }>(
      "textDocument/semanticTokens/full/delta",
      { textDocument: { uri }, previousResultId: full.resultId },
    );
    const data = [...full.data];
    for (const { start: at, deleteCount, data: added = [] } of delta.edits.toReversed())
      data.splice(at, deleteCount, ...added);
    const again = await server.request<{ data: number[] }>("textDocument/semanticTokens/full", {
      textDocument: { uri },
    });
    expect(data).toEqual(again.data);
    expect(delta.edits).toHaveLength(1);
  });
});

describe("evaluation behind a hover", () => {
  it("that takes for ever ends, and the server goes on", async () => {
    const server = await start();
    const text = "let f = n: if n == 0 then 0 else f (n + 1); x = f 1; in x";
    const uri = write("a.nix", text);
    await server.open(uri, text);
    const position = { line: 0, character: 56 };
    const shown = await server.request<{ contents: { value: string } }>("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    expect(shown.contents.value).not.toContain("\n= ");
  });
  it("reads nothing outside of the folder", async () => {
    const inside = join(scratch, "inside");
    write("secret.txt", "secret");
    const text = "let x = builtins.readFile ../secret.txt; y = builtins.readFile ./own.txt; in [ x y ]";
    const uri = write("inside/a.nix", text);
    write("inside/own.txt", "own");
    const server = await start({ workspaceFolders: [inside] });
    await server.open(uri, text);
    const hover = async (character: number): Promise<string> => {
      const params = { textDocument: { uri }, position: { line: 0, character } };
      return (await server.request<{ contents: { value: string } }>("textDocument/hover", params)).contents.value;
    };
    expect(await hover(text.length - 5)).not.toContain('= "secret"');
    expect(await hover(text.length - 3)).toContain('= "own"');
  });
});
