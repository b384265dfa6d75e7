/**
 * The extension: starts the server that lies beside it and adds the few things that the protocol has no words for. All
 * else is the server's.
 */
import { commands, type ExtensionContext, languages, type TextDocument, Uri, window, workspace } from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import { Previews, previewScheme } from "./preview.ts";

/** What the extension has while it is active. */
interface Running {
  readonly client: LanguageClient;
  readonly previews: Previews;
}

/** Starts the extension; VS Code calls it when the first Nix file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const previews = new Previews();
  const client = new LanguageClient("lix", "Lix Tools", serverOptions(context), {
    documentSelector: [{ language: "nix" }],
    synchronize: { configurationSection: "lix" },
  });
  const running: Running = { client, previews };
  context.subscriptions.push(
    client,
    workspace.registerTextDocumentContentProvider(previewScheme, previews),
    commands.registerCommand("lix.previewMigrationToNix2", () => previewMigration(running, "nix2")),
    commands.registerCommand("lix.previewMigrationToLix", () => previewMigration(running, "lix")),
    commands.registerCommand("lix.explainRule", () => explainRule(running)),
    commands.registerCommand("lix.showSyntaxTree", () => showSyntaxTree(running)),
    commands.registerCommand("lix.restartServer", () => client.restart()),
  );
  await client.start();
}

function serverOptions(context: ExtensionContext): ServerOptions {
  const command = workspace.getConfiguration("lix").get<string | null>("server.path");
  if (typeof command === "string" && command !== "") return { command, args: ["--stdio"] };
  const module = Uri.joinPath(context.extensionUri, "dist", "server", "lix-lsp.js").fsPath;
  return { module, transport: TransportKind.stdio };
}

function activeNixFile(): TextDocument | null {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === "nix") return document;
  void window.showInformationMessage("There is no Nix file here.");
  return null;
}

/** What the server answers to `lix.server.previewMigration`. */
interface MigrationPreview {
  readonly before: string;
  readonly after: string;
  readonly changes: boolean;
  readonly notes: readonly string[];
}

async function previewMigration({ client, previews }: Running, edition: "nix2" | "lix"): Promise<void> {
  const document = activeNixFile();
  if (document === null) return;
  const preview = await client.sendRequest<MigrationPreview>("workspace/executeCommand", {
    command: "lix.server.previewMigration",
    arguments: [document.uri.toString(), edition],
  });
  if (!preview.changes) {
    void window.showInformationMessage(`Nothing to migrate: ${preview.notes.join("; ")}`);
    return;
  }
  const name = document.uri.path.split("/").at(-1) ?? "file.nix";
  const after = previews.show(`${edition}/${name}`, preview.after);
  await commands.executeCommand("vscode.diff", document.uri, after, `${name} in ${edition}`);
}

async function explainRule({ client, previews }: Running): Promise<void> {
  const rule = await window.showInputBox({
    prompt: "A rule of the linter: its name, its short code, or another linter's name for it",
    value: ruleAtCursor(),
  });
  if (rule === undefined || rule === "") return;
  const page = await client.sendRequest<string>("workspace/executeCommand", {
    command: "lix.server.explainRule",
    arguments: [rule],
  });
  await commands.executeCommand("markdown.showPreview", previews.show(`${rule.replaceAll("/", "-")}.md`, page));
}

/** The rule whose finding is under the cursor is probably the one that is meant. */
function ruleAtCursor(): string {
  const editor = window.activeTextEditor;
  if (editor === undefined) return "";
  const { active } = editor.selection;
  const found = languages
    .getDiagnostics(editor.document.uri)
    .find(({ source, range }) => source === "lix" && range.contains(active));
  return typeof found?.code === "string" ? found.code : "";
}

async function showSyntaxTree({ client, previews }: Running): Promise<void> {
  const document = activeNixFile();
  if (document === null) return;
  const { tree } = await client.sendRequest<{ readonly tree: string }>("lix/syntaxTree", {
    textDocument: { uri: document.uri.toString() },
  });
  const name = document.uri.path.split("/").at(-1) ?? "file.nix";
  await window.showTextDocument(previews.show(`${name}.scm`, tree), { preview: true });
}
