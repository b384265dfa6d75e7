/** What is no message, sent to a server that has to go on: garbage, wrong lengths, requests at the wrong time. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useBin } from "../../../tests/bin.ts";

const bin = useBin("lsp", "lix-lsp");

interface Answer {
  readonly id?: number | string | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A server at the other end of raw bytes. */
class RawServer {
  readonly process: ChildProcess;
  readonly answers: Answer[] = [];
  private buffered = Buffer.alloc(0);
  private readonly waiting = new Set<() => void>();

  constructor(main: string) {
    this.process = spawn(process.execPath, [main, "--stdio"]);
    this.process.stdout?.on("data", (chunk: Buffer) => this.take(chunk));
    this.process.stdin?.on("error", () => undefined);
  }

  private take(chunk: Buffer): void {
    this.buffered = Buffer.concat([this.buffered, chunk]);
    for (;;) {
      const end = this.buffered.indexOf("\r\n\r\n");
      if (end < 0) break;
      const length = Number(/Content-Length: (\d+)/u.exec(this.buffered.toString("latin1", 0, end))?.[1]);
      if (this.buffered.length < end + 4 + length) break;
      this.answers.push(JSON.parse(this.buffered.toString("utf8", end + 4, end + 4 + length)) as Answer);
      this.buffered = this.buffered.subarray(end + 4 + length);
    }
    for (const look of this.waiting) look();
  }

  write(bytes: string | Uint8Array): void {
    this.process.stdin?.write(bytes);
  }

  send(message: unknown): void {
    this.write(framed(JSON.stringify(message)));
  }

  ask(id: number | string, method: string, params?: unknown): void {
    this.send({ jsonrpc: "2.0", id, method, params });
  }

  answer(id: number | string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.answers.find((answer) => answer.id === id && ("result" in answer || "error" in answer));
        if (found === undefined) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.process.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
      this.waiting.add(look);
      look();
    });
  }

  async begin(): Promise<void> {
    this.ask(0, "initialize", { processId: null, rootUri: null, capabilities: {} });
    await this.answer(0);
    this.send({ jsonrpc: "2.0", method: "initialized", params: {} });
  }

  open(uri: string, text: string): void {
    const textDocument = { uri, languageId: "nix", version: 1, text };
    this.send({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } });
  }

  /** Tells whether the server still answers a sensible question. */
  async isAlive(): Promise<boolean> {
    this.open("file:///alive.nix", "{ a = 1; }");
    this.ask("alive", "textDocument/documentSymbol", { textDocument: { uri: "file:///alive.nix" } });
    const { result } = await this.answer("alive");
    return Array.isArray(result) && result.length === 1;
  }
}

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

let server: RawServer;
beforeEach(() => {
  server = new RawServer(bin.main);
});
afterEach(() => {
  server.process.kill();
});

describe("bytes that are no message", () => {
  const garbage: Readonly<Record<string, string | Uint8Array>> = {
    "random bytes": Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251),
    "a header without a length": "Content-Type: nothing\r\n\r\n",
    "a length that is no number": "Content-Length: many\r\n\r\n",
    "a negative length": "Content-Length: -5\r\n\r\n",
    "a length beyond all bounds": "Content-Length: 99999999999999999999\r\n\r\n",
    "a body that is no JSON": framed("not json at all"),
    "a body that is no object": framed("[1, 2, 3]"),
    "an empty body": framed(""),
    "a length that is too small": "Content-Length: 10\r\n\r\n" + JSON.stringify({ jsonrpc: "2.0", id: 9, method: "x" }),
    "a length that is too large":
      "Content-Length: 500\r\n\r\n" + JSON.stringify({ jsonrpc: "2.0", id: 9, method: "x" }),
    "a length that is much too large": "Content-Length: 200000000\r\n\r\n{}",
    "half a header": "Content-Le",
    "line ends alone": "\r\n\r\n\r\n\r\n",
    "invalid UTF-8 in a body": Buffer.concat([
      Buffer.from("Content-Length: 4\r\n\r\n"),
      Buffer.from([0xff, 0xfe, 0xfd, 0xfc]),
    ]),
  };
  it.each(Object.entries(garbage))("%s", async (_, bytes) => {
    await server.begin();
    server.write(bytes);
    expect(await server.isAlive()).toBe(true);
  });
  it("before everything else", async () => {
    server.write("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
    await server.begin();
    expect(await server.isAlive()).toBe(true);
  });
  it("a message in pieces of one byte", async () => {
    for (const byte of framed(
      JSON.stringify({ jsonrpc: "2.0", id: 0, method: "initialize", params: { capabilities: {} } }),
    )) {
      server.write(byte);
    }
    expect((await server.answer(0)).error).toBeUndefined();
  });
  it("a file whose text looks like a header", async () => {
    await server.begin();
    server.open("file:///header.nix", '"Content-Length: 5\r\n\r\n{}"');
    expect(await server.isAlive()).toBe(true);
  });
});

describe("messages that make no sense", () => {
  const nonsense: Readonly<Record<string, unknown>> = {
    "no method": { jsonrpc: "2.0", id: 1 },
    "a method that is no string": { jsonrpc: "2.0", id: 1, method: 5 },
    "no version": { id: 1, method: "textDocument/hover" },
    "a notification that is unknown": { jsonrpc: "2.0", method: "nothing/ofThatName", params: {} },
    "an answer to no question": { jsonrpc: "2.0", id: 777, result: {} },
    "a cancellation of nothing": { jsonrpc: "2.0", method: "$/cancelRequest", params: { id: 12345 } },
    "a cancellation without an id": { jsonrpc: "2.0", method: "$/cancelRequest", params: null },
    "an opened file without text": {
      jsonrpc: "2.0",
      method: "textDocument/didOpen",
      params: { textDocument: { uri: "x" } },
    },
    "a change of nothing": { jsonrpc: "2.0", method: "textDocument/didChange", params: {} },
    "a change of an unknown file": {
      jsonrpc: "2.0",
      method: "textDocument/didChange",
      params: { textDocument: { uri: "file:///unknown.nix", version: 2 }, contentChanges: [{ text: "1" }] },
    },
    "a change that is none": {
      jsonrpc: "2.0",
      method: "textDocument/didChange",
      params: { textDocument: { uri: "file:///alive.nix", version: 2 }, contentChanges: [null, 5, {}] },
    },
    "parameters that are a string": { jsonrpc: "2.0", method: "textDocument/didClose", params: "all" },
    "folders that are none": {
      jsonrpc: "2.0",
      method: "workspace/didChangeWorkspaceFolders",
      params: { event: { added: [5, null, { uri: 7 }], removed: "x" } },
    },
  };
  it.each(Object.entries(nonsense))("%s", async (_, message) => {
    await server.begin();
    server.send(message);
    expect(await server.isAlive()).toBe(true);
  });
  it("a request that is unknown is refused", async () => {
    await server.begin();
    server.ask(1, "nothing/ofThatName", {});
    expect((await server.answer(1)).error?.code).toBe(-32601);
  });
  it.each([
    ["no parameters", undefined],
    ["null", null],
    ["no document", { position: { line: 0, character: 0 } }],
    [
      "a document that does not exist",
      { textDocument: { uri: "file:///no/such/file.nix" }, position: { line: 0, character: 0 } },
    ],
    ["a URI that is none", { textDocument: { uri: "%%%" }, position: { line: 0, character: 0 } }],
    [
      "a URI of another scheme",
      { textDocument: { uri: "https://example.org/x.nix" }, position: { line: 0, character: 0 } },
    ],
  ])("a hover with %s is refused", async (_, params) => {
    await server.begin();
    server.ask(1, "textDocument/hover", params);
    expect((await server.answer(1)).error?.code).toBe(-32602);
    expect(await server.isAlive()).toBe(true);
  });
  it("a command that is unknown is refused", async () => {
    await server.begin();
    server.ask(1, "workspace/executeCommand", { command: "rm", arguments: ["-rf"] });
    expect((await server.answer(1)).error?.code).toBe(-32602);
  });
});

describe("parameters that are anything", () => {
  const methods = [
    "initialize",
    "initialized",
    "shutdown-not",
    "$/setTrace",
    "$/cancelRequest",
    "$/progress",
    "window/workDoneProgress/cancel",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didSave",
    "textDocument/didClose",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWorkspaceFolders",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/rename",
    "textDocument/prepareRename",
    "textDocument/completion",
    "textDocument/inlayHint",
    "textDocument/documentLink",
    "textDocument/codeAction",
    "codeAction/resolve",
    "workspace/executeCommand",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "lix/syntaxTree",
  ];
  const document = fc.constant({ uri: "file:///alive.nix", version: 1 });
  const params = fc.oneof(
    fc.jsonValue(),
    fc.record({
      textDocument: fc.oneof({ weight: 3, arbitrary: document }, { weight: 1, arbitrary: fc.jsonValue() }),
      position: fc.jsonValue(),
      range: fc.jsonValue(),
      positions: fc.jsonValue(),
      contentChanges: fc.oneof(fc.jsonValue(), fc.array(fc.record({ range: fc.jsonValue(), text: fc.jsonValue() }))),
      context: fc.jsonValue(),
      newName: fc.jsonValue(),
      data: fc.jsonValue(),
      arguments: fc.jsonValue(),
      command: fc.jsonValue(),
    }),
  );
  const message = fc.record(
    {
      jsonrpc: fc.constant("2.0"),
      id: fc.option(fc.nat(1000), { nil: undefined }),
      method: fc.constantFrom(...methods),
      params,
    },
    { requiredKeys: ["jsonrpc", "method", "params"] },
  );

  it("leave the server alive", async () => {
    await server.begin();
    server.open("file:///alive.nix", "{ a = 1; }");
    for (const one of fc.sample(message, { numRuns: 1500, seed: 7 })) server.send(one);
    expect(await server.isAlive()).toBe(true);
  });
});

describe("places that do not exist", () => {
  const text = 'let a = "ä€😀"; in a';
  const methods = ["hover", "definition", "references", "documentHighlight", "completion"];
  const positions: readonly unknown[] = [
    { line: -1, character: -1 },
    { line: 0, character: -7 },
    { line: 0, character: 1e9 },
    { line: 1e9, character: 0 },
    { line: 0, character: 12 },
    { line: 0.5, character: 2.5 },
    { line: Number.MAX_SAFE_INTEGER, character: Number.MAX_SAFE_INTEGER },
    { line: "0", character: null },
    {},
    [],
    null,
  ];
  it.each(methods)("%s", async (method) => {
    await server.begin();
    server.open("file:///a.nix", text);
    for (const [at, position] of positions.entries()) {
      server.ask(at + 1, `textDocument/${method}`, { textDocument: { uri: "file:///a.nix" }, position });
      expect((await server.answer(at + 1)).error, JSON.stringify(position)).toBeUndefined();
    }
    expect(await server.isAlive()).toBe(true);
  });
  it("in changes, which are made as near as possible", async () => {
    await server.begin();
    server.open("file:///a.nix", text);
    const range = { start: { line: -3, character: 9 }, end: { line: 99, character: 99 } };
    const contentChanges = [
      { range, text: "{ b = 1; }" },
      { range: { start: { line: 99, character: 0 }, end: { line: 99, character: 5 } }, text: "\n" },
    ];
    const textDocument = { uri: "file:///a.nix", version: 2 };
    server.send({ jsonrpc: "2.0", method: "textDocument/didChange", params: { textDocument, contentChanges } });
    server.ask(1, "textDocument/documentSymbol", { textDocument });
    expect(await server.answer(1)).toMatchObject({ result: [{ name: "b" }] });
  });
  it("in the middle of a character of two units", async () => {
    await server.begin();
    server.open("file:///a.nix", '"😀"');
    const position = { line: 0, character: 2 };
    const contentChanges = [{ range: { start: position, end: position }, text: "x" }];
    const textDocument = { uri: "file:///a.nix", version: 2 };
    server.send({ jsonrpc: "2.0", method: "textDocument/didChange", params: { textDocument, contentChanges } });
    server.ask(1, "textDocument/selectionRange", { textDocument, positions: [position] });
    expect((await server.answer(1)).error).toBeUndefined();
    expect(await server.isAlive()).toBe(true);
  });
});

describe("the order of things", () => {
  it("requests before `initialize` are refused", async () => {
    server.ask(1, "textDocument/hover", {
      textDocument: { uri: "file:///a.nix" },
      position: { line: 0, character: 0 },
    });
    expect((await server.answer(1)).error?.code).toBe(-32002);
    await server.begin();
    expect(await server.isAlive()).toBe(true);
  });
  it("notifications before `initialize` are passed over", async () => {
    server.open("file:///a.nix", "1");
    await server.begin();
    server.ask(1, "textDocument/documentSymbol", { textDocument: { uri: "file:///a.nix" } });
    expect((await server.answer(1)).error?.code).toBe(-32602);
  });
  it("requests after `shutdown` are refused", async () => {
    await server.begin();
    server.ask(1, "shutdown");
    await server.answer(1);
    server.ask(2, "textDocument/hover", {
      textDocument: { uri: "file:///a.nix" },
      position: { line: 0, character: 0 },
    });
    expect((await server.answer(2)).error?.code).toBe(-32600);
  });
  it.each([
    ["after `shutdown` it ends well", true, 0],
    ["without it, it does not", false, 1],
  ])("%s", async (_, isOrderly, code) => {
    await server.begin();
    if (isOrderly) {
      server.ask(1, "shutdown");
      await server.answer(1);
    }
    const ended = once(server.process, "exit");
    server.send({ jsonrpc: "2.0", method: "exit" });
    expect(await ended).toEqual([code, null]);
  });
  it("an editor that goes away takes the server along", async () => {
    await server.begin();
    const ended = once(server.process, "exit");
    server.process.stdin?.end();
    expect(await ended).toEqual([1, null]);
  });
  it("a cancelled request that waits is not worked on", async () => {
    await server.begin();
    server.open("file:///a.nix", "{ a = 1; }");
    const textDocument = { uri: "file:///a.nix" };
    const many = Array.from({ length: 50 }, (_, at) => at + 100);
    const messages = [
      ...many.map((id) => ({ jsonrpc: "2.0", id, method: "textDocument/documentSymbol", params: { textDocument } })),
      ...many.map((id) => ({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } })),
    ];
    server.write(messages.map((message) => framed(JSON.stringify(message))).join(""));
    const answers = await Promise.all(many.map((id) => server.answer(id)));
    expect(answers.filter(({ error }) => error?.code === -32800).length).toBeGreaterThan(40);
    expect(await server.isAlive()).toBe(true);
  });
});
