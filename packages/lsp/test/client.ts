/**
 * A client of the server as an editor is one: a process of its own at the other end of two pipes, spoken to by
 * `vscode-jsonrpc`. What editors know besides, such as how a change is made to a text, is done here once more,
 * independently of the server.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

/** A place as the protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range as the protocol counts. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A change as the protocol writes it. */
export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

/** A diagnostic as the protocol writes it. */
export interface PublishedDiagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly message: string;
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly PublishedDiagnostic[];
}

/** A server and the connection to it. */
export interface Client {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** What the server has published, newest last. */
  readonly published: Published[];
  /** What the server has shown to the user. */
  readonly messages: string[];
  /** The edits that the server has asked for. */
  readonly applied: unknown[];
  /** What the server has written to its standard error output. */
  stderr(): string;
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): Promise<void>;
  open(uri: string, text: string, version?: number): Promise<void>;
  /** Waits for what the server publishes about a version of a file, by default until the linter is done. */
  diagnostics(uri: string, isWanted: (published: Published) => boolean): Promise<Published>;
  close(): Promise<number | null>;
}

/** What a client can do and wants. */
export interface ClientOptions {
  readonly main: string;
  readonly capabilities?: unknown;
  readonly initializationOptions?: unknown;
  readonly workspaceFolders?: readonly string[];
  readonly settings?: unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** The capabilities of an editor that can do everything. */
export const fullCapabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    didChangeWatchedFiles: { dynamicRegistration: true },
    configuration: true,
  },
  textDocument: { definition: { linkSupport: false } },
};

/** Starts a server and goes through the beginning of a session. */
export async function startClient(options: ClientOptions): Promise<Client> {
  const client = connect(options);
  const { capabilities = fullCapabilities, initializationOptions, workspaceFolders = [] } = options;
  await client.request("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions,
    workspaceFolders: workspaceFolders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
  });
  await client.notify("initialized", {});
  return client;
}

/** Starts a server and says nothing yet. */
export function connect({ main, settings = null, env = {} }: ClientOptions): Client {
  const child = spawn(process.execPath, [main, "--stdio"], { env: { ...process.env, ...env } });
  const { stdin, stdout, stderr } = pipesOf(child);
  const connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  const published: Published[] = [];
  const waiting = new Set<() => void>();
  const messages: string[] = [];
  const applied: unknown[] = [];
  let errors = "";
  stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  stdin.on("error", () => undefined);
  connection.onError(() => undefined);
  connection.onNotification("textDocument/publishDiagnostics", (params: Published) => {
    published.push(params);
    for (const look of waiting) look();
  });
  connection.onNotification("window/showMessage", ({ message }: { message: string }) => void messages.push(message));
  connection.onNotification("window/logMessage", () => undefined);
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", () => [settings]);
  connection.onRequest("workspace/applyEdit", ({ edit }: { edit: unknown }) => {
    applied.push(edit);
    return { applied: true };
  });
  connection.listen();
  const client: Client = {
    connection,
    process: child,
    published,
    messages,
    applied,
    stderr: () => errors,
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params),
    open: (uri, text, version = 1) =>
      client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "nix", version, text } }),
    diagnostics: (uri, isWanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = published.findLast((one) => one.uri === uri && isWanted(one));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        child.once("exit", () => reject(new Error(`the server ended: ${errors}`)));
        waiting.add(look);
        look();
      }),
    async close() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      await client.request("shutdown", null);
      await client.notify("exit", null);
      await ended;
      connection.dispose();
      return child.exitCode;
    },
  };
  return client;
}

function pipesOf(child: ChildProcess): { stdin: Writable; stdout: Readable; stderr: Readable } {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error("the server has no pipes");
  return { stdin, stdout, stderr };
}

/** Returns the offset of a position in a text; places that are not there stand for the nearest before them. */
export function offsetAt(text: string, { line, character }: Position): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/u);
  if (line >= lines.length) return text.length;
  const start = lines.slice(0, line).join("").length;
  const content = (lines[line] ?? "").replace(/[\r\n]+$/u, "");
  return start + Math.min(character, content.length);
}

/** Returns the position of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/u);
  return { line: before.length - 1, character: (before.at(-1) ?? "").length };
}

/** Returns a text after edits that all count in the text as given. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const spans = edits
    .map(({ range, newText }, order) => {
      return { start: offsetAt(text, range.start), end: offsetAt(text, range.end), newText, order };
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let result = "";
  let at = 0;
  for (const { start, end, newText } of spans) {
    if (start < at) throw new Error("edits overlap");
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** A change of a workspace as the protocol writes it, either way. */
export interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly Edit[]>>;
  readonly documentChanges?: readonly { readonly edits: readonly Edit[] }[];
  readonly changeAnnotations?: Readonly<
    Record<string, { label: string; needsConfirmation?: boolean; description?: string }>
  >;
}

/** Returns the edits of a workspace edit of one file. */
export function editsOf({ changes = {}, documentChanges = [] }: WorkspaceEdit): Edit[] {
  return [...Object.values(changes).flat(), ...documentChanges.flatMap(({ edits }) => edits)];
}
