/**
 * The language server on the largest file of the tree: from a keystroke to the diagnostics of the parser, and answers to
 * requests, beside a bare parse of the same bytes. The server is a process of its own, bundled by `npm run build`; what
 * is measured includes both pipes and the JSON. Each row is the shortest of its rounds.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { makeLangver, parse } from "@lix-tools/parser";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { readTree, shortest } from "./measure.mjs";

const main = process.env.LIX_LSP_MAIN ?? fileURLToPath(new URL("../packages/lsp/dist/bin/lix-lsp.js", import.meta.url));
const rounds = 25;
const uri = "file:///bench/main.nix";

export async function run({ tree }) {
  if (!existsSync(main)) {
    console.log(`  left out: ${main} is not there, \`npm run build\` makes it`);
    return;
  }
  const source = readTree(tree).toSorted((a, b) => b.length - a.length)[0];
  const text = source.toString("utf8");
  const langver = makeLangver("legacy");
  const bare = await shortest(rounds, () => parse(source, { langver, checks: "none" }));
  const checked = await shortest(rounds, () => parse(source, { langver }));
  const server = await startServer();
  const rows = [["bare parse", [bare]], ["parse with checks", [checked]], ...(await measureServer(server, text))];
  console.log(
    `  ${source.length} bytes, ${text.split("\n").length} lines, ${process.memoryUsage.rss() >> 20} MiB here`,
  );
  for (const [name, times] of rows) {
    const best = Math.min(...times);
    console.log(`  ${name.padEnd(40)} ${best.toFixed(1).padStart(8)} ms ${(best / bare).toFixed(2).padStart(8)} x`);
  }
  server.child.kill();
}

async function startServer() {
  const child = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map();
  connection.onNotification("textDocument/publishDiagnostics", ({ version, diagnostics }) => {
    waiting.get(version)?.(diagnostics);
    waiting.delete(version);
  });
  connection.listen();
  // The linter is left out: it has threads of its own, and here they would take the processor from what is measured.
  const initializationOptions = { lint: { run: "off" } };
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  return { child, connection, published: (version) => new Promise((resolve) => waiting.set(version, resolve)) };
}

async function measureServer({ connection, published }, text) {
  const opened = published(1);
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "nix", version: 1, text },
  });
  await opened;
  // A place in the middle, at the end of a line; a comment there is a change that keeps the file right.
  const line = Math.floor(text.split("\n").length / 2);
  const at = { line, character: text.split("\n")[line].length };
  let version = 1;
  const change = async (start, end, inserted) => {
    version++;
    const answered = published(version);
    const begun = performance.now();
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end }, text: inserted }],
    });
    await answered;
    return performance.now() - begun;
  };
  const times = { right: [], wrong: [] };
  const after = { line, character: at.character + 2 };
  for (let round = 0; round < rounds; round++) {
    times.right.push(await change(at, at, " #"), await change(at, after, ""));
    times.wrong.push(await change(at, at, " )"));
    await change(at, after, "");
  }
  const textDocument = { uri };
  const ask = async (method, params) => {
    const list = [];
    for (let round = 0; round < 8; round++) {
      // Another version each time, so that nothing is known from the time before.
      await change(at, at, " #");
      await change(at, after, "");
      const begun = performance.now();
      await connection.sendRequest(method, { textDocument, ...params });
      list.push(performance.now() - begun);
    }
    return list;
  };
  const range = { start: { line, character: 0 }, end: { line: line + 60, character: 0 } };
  const position = at;
  return [
    ["keystroke to diagnostics, right text", times.right],
    ["keystroke to diagnostics, broken text", times.wrong],
    ["semantic tokens of a screen", await ask("textDocument/semanticTokens/range", { range })],
    ["semantic tokens of the file", await ask("textDocument/semanticTokens/full", {})],
    ["outline", await ask("textDocument/documentSymbol", {})],
    ["folds", await ask("textDocument/foldingRange", {})],
    ["hints of a screen", await ask("textDocument/inlayHint", { range })],
    ["completion", await ask("textDocument/completion", { position })],
  ];
}
