/** What the server says it can do. */
import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { actionKinds } from "./convert.ts";
import { semanticTokenModifiers, semanticTokenTypes } from "./results.ts";

/** Commands that clients may ask the server to run. */
export const commands = {
  /** Takes the code of a rule; answers with its page as Markdown. */
  explainRule: "lix.server.explainRule",
  /** Takes a URI and an edition; answers with the text before and after, and what there is to say. */
  previewMigration: "lix.server.previewMigration",
  /** Takes the data of an action; makes its edits in the editor. */
  applyAction: "lix.server.applyAction",
} as const;

/** Returns the capabilities for a client. */
export function capabilities(): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    codeActionProvider: { codeActionKinds: [...actionKinds], resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
      full: { delta: true },
      range: true,
    },
    completionProvider: { triggerCharacters: [".", "/", "{"], resolveProvider: false },
    inlayHintProvider: true,
    documentLinkProvider: { resolveProvider: false },
    executeCommandProvider: { commands: Object.values(commands) },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
