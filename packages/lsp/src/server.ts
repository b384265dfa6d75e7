/**
 * The server: what it says it can do, and which handler answers what. All state is in the open documents and in what is
 * passed in, so several servers can live in one process.
 */
import type { Finding } from "@lix-tools/lint";
import { loadTolerantEngine, type TolerantEngine } from "@lix-tools/parser";
import type { Connection, InitializeResult } from "vscode-languageserver";
import { type ClientAbilities, fromDiagnostic, pathOfUri, toRange, uriOfPath } from "./convert.ts";
import { DiagnosticsFeed } from "./diagnostics.ts";
import { createDocument, type Document, type TextChange } from "./document.ts";
import { Documents } from "./documents.ts";
import type { JobPool } from "./jobs.ts";
import { invalidParams, Lifecycle } from "./lifecycle.ts";
import { capabilities } from "./capabilities.ts";
import type { Project } from "./project.ts";
import { registerActions } from "./requests/actions.ts";
import { registerEditing } from "./requests/editing.ts";
import { registerReading } from "./requests/reading.ts";
import { defaultSettings, memberOf, readSettings, type Settings } from "./settings.ts";
import type { World } from "./world.ts";

/** What a server is made of. */
export interface ServerParts {
  readonly connection: Connection;
  readonly project: Project;
  readonly jobs: JobPool;
  readonly version: string;
  /** Returns the world, given what the editor has open. */
  readonly createWorld: (documents: Documents) => World;
  /** Takes a line about something that should not have happened. */
  readonly log: (message: string) => void;
}

/** What the handlers of requests share. */
export interface Session {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly world: World;
  readonly project: Project;
  readonly jobs: JobPool;
  readonly feed: DiagnosticsFeed;
  readonly lifecycle: Lifecycle;
  readonly settings: () => Settings;
  readonly abilities: () => ClientAbilities;
  /** Returns the document that parameters name, open or read from the disk; the engine for broken text is loaded. */
  readonly documentOf: (params: unknown) => Promise<Document>;
  /** Returns the paths of the folders that are open. */
  readonly folders: () => readonly string[];
}

/** Starts a server on a connection. */
export function startServer({ connection, project, jobs, version, createWorld, log }: ServerParts): void {
  let settings = defaultSettings;
  let client: unknown = {};
  let folders: readonly string[] = [];
  let engine: TolerantEngine | null = null;
  const loading = loadTolerantEngine().then(
    (loaded) => void (engine = loaded),
    (error: unknown) => log(`no engine for broken text: ${String(error)}`),
  );
  const documents = new Documents({
    editionOf: (path) => (path === null ? null : project.editionOf(path)) ?? settings.edition,
    tolerant: () => engine,
  });
  const world = createWorld(documents);
  const lifecycle = new Lifecycle(connection, log);
  const publish = (document: Document, findings: readonly Finding[]): void => {
    const diagnostics = findings.map((finding) => fromDiagnostic(document, finding));
    void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  };
  const feed = new DiagnosticsFeed({
    documents,
    project,
    jobs,
    world: () => world,
    settings: () => settings,
    publish,
    log,
  });
  const session: Session = {
    connection,
    documents,
    world,
    project,
    jobs,
    feed,
    lifecycle,
    settings: () => settings,
    abilities: () => abilitiesOf(client),
    folders: () => folders,
    async documentOf(params) {
      const uri = memberOf(params, "textDocument", "uri");
      if (typeof uri !== "string") throw invalidParams("expected `textDocument.uri`");
      const document = documents.get(uri) ?? unopened(world, uri);
      if (document === null) throw invalidParams(`there is no \`${uri}\``);
      if (!document.parsed().isComplete) await loading;
      return document;
    },
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    settings = readSettings(params.initializationOptions);
    folders = foldersOf(params);
    lifecycle.phase = "ready";
    return { capabilities: capabilities(), serverInfo: { name: "lix-lsp", version } };
  });
  connection.onInitialized(() => void begin());
  connection.onShutdown(async () => {
    lifecycle.phase = "stopped";
    feed.stop();
    await jobs.close();
  });

  const begin = async (): Promise<void> => {
    try {
      await watchFiles(connection, client);
      await fetchSettings();
      await reportConfig();
    } catch (error) {
      log(`the editor did not answer: ${String(error)}`);
    }
  };
  const fetchSettings = async (): Promise<void> => {
    if (memberOf(client, "workspace", "configuration") !== true) return;
    const said: unknown = await connection.sendRequest("workspace/configuration", { items: [{ section: "lix" }] });
    if (Array.isArray(said) && said[0] !== null && said[0] !== undefined) changeSettings(readSettings(said[0]));
  };
  const changeSettings = (next: Settings): void => {
    if (JSON.stringify(next) === JSON.stringify(settings)) return;
    settings = next;
    documents.remake();
    feed.touchAll();
  };
  let reported: readonly string[] = [];
  const reportConfig = async (): Promise<void> => {
    const reports = await project.reports();
    for (const path of reported) void connection.sendDiagnostics({ uri: uriOfPath(path), diagnostics: [] });
    reported = reports.map(({ path }) => path);
    for (const { path, source, diagnostics } of reports) {
      const text = new TextDecoder().decode(source ?? new Uint8Array());
      const uri = uriOfPath(path);
      const document = createDocument({ uri, version: 0, path, text, configured: null, tolerant: () => null });
      void connection.sendDiagnostics({ uri, diagnostics: diagnostics.map((one) => fromDiagnostic(document, one)) });
    }
  };
  const reloadProject = async (): Promise<void> => {
    project.reload();
    documents.remake();
    feed.touchAll();
    await reportConfig();
  };

  lifecycle.onNotification("textDocument/didOpen", async (params) => {
    const uri = memberOf(params, "textDocument", "uri");
    const text = memberOf(params, "textDocument", "text");
    if (typeof uri !== "string" || typeof text !== "string") throw new Error("expected `uri` and `text`");
    documents.open(uri, versionOf(params), text);
    feed.touch(uri);
    await reportConfig();
  });
  lifecycle.onNotification("textDocument/didChange", (params) => {
    const uri = memberOf(params, "textDocument", "uri");
    if (typeof uri !== "string") throw new Error("expected `uri`");
    const changes = changesOf(memberOf(params, "contentChanges"));
    if (documents.change(uri, versionOf(params), changes) !== null) feed.touch(uri);
  });
  lifecycle.onNotification("textDocument/didSave", async (params) => {
    const uri = memberOf(params, "textDocument", "uri");
    if (typeof uri === "string" && documents.get(uri) !== null) feed.saved(uri);
    // An editor that does not watch files may have saved anything before.
    if (!watches(client)) await reloadProject();
  });
  lifecycle.onNotification("textDocument/didClose", (params) => {
    const uri = memberOf(params, "textDocument", "uri");
    if (typeof uri !== "string") return;
    documents.close(uri);
    feed.forget(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  lifecycle.onNotification("workspace/didChangeWatchedFiles", reloadProject);
  lifecycle.onNotification("workspace/didChangeConfiguration", async (params) => {
    const said = memberOf(params, "settings", "lix") ?? memberOf(params, "settings");
    if (memberOf(client, "workspace", "configuration") === true) await fetchSettings();
    else if (said !== undefined && said !== null) changeSettings(readSettings(said));
  });
  lifecycle.onNotification("workspace/didChangeWorkspaceFolders", (params) => {
    const removed = new Set(pathsOf(memberOf(params, "event", "removed")));
    const added = pathsOf(memberOf(params, "event", "added"));
    folders = [...folders.filter((path) => !removed.has(path)), ...added];
  });

  registerReading(session);
  registerEditing(session);
  registerActions(session);
  connection.listen();
}

/** Returns a document of what the disk has, or null. */
function unopened(world: World, uri: string): Document | null {
  const path = pathOfUri(uri);
  return path === null ? null : world.open(path);
}

function versionOf(params: unknown): number {
  const version = memberOf(params, "textDocument", "version");
  return typeof version === "number" ? version : 0;
}

/** Returns the changes of a notification; one that is none would leave the text unlike the editor's, so it is an error. */
function changesOf(changes: unknown): TextChange[] {
  if (!Array.isArray(changes)) throw new Error("expected `contentChanges`");
  return changes.map((change: unknown): TextChange => {
    const text = memberOf(change, "text");
    if (typeof text !== "string") throw new Error("expected `text` in a change");
    const range = memberOf(change, "range");
    return range === undefined || range === null ? { text } : { text, range: toRange(range) };
  });
}

function pathsOf(folders: unknown): string[] {
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder: unknown) => {
    const uri = memberOf(folder, "uri");
    return typeof uri === "string" ? (pathOfUri(uri) ?? []) : [];
  });
}

function foldersOf(params: unknown): string[] {
  const folders = pathsOf(memberOf(params, "workspaceFolders"));
  const rootUri = memberOf(params, "rootUri");
  return folders.length > 0 || typeof rootUri !== "string" ? folders : pathsOf([{ uri: rootUri }]);
}

function abilitiesOf(client: unknown): ClientAbilities {
  return {
    locationLinks: memberOf(client, "textDocument", "definition", "linkSupport") === true,
    changeAnnotations: memberOf(client, "workspace", "workspaceEdit", "changeAnnotationSupport") !== undefined,
    documentChanges: memberOf(client, "workspace", "workspaceEdit", "documentChanges") === true,
  };
}

function watches(client: unknown): boolean {
  return memberOf(client, "workspace", "didChangeWatchedFiles", "dynamicRegistration") === true;
}

/** Asks the editor to tell when configuration changes; one that cannot is asked at every save. */
async function watchFiles(connection: Connection, client: unknown): Promise<void> {
  if (!watches(client)) return;
  const watchers = ["**/lix.toml", "**/.editorconfig"].map((globPattern) => ({ globPattern }));
  await connection.sendRequest("client/registerCapability", {
    registrations: [{ id: "lix-files", method: "workspace/didChangeWatchedFiles", registerOptions: { watchers } }],
  });
}
