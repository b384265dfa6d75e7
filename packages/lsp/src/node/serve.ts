/** The server on standard input and output. */
import { createConnection, LSPErrorCodes, ProposedFeatures, StreamMessageWriter } from "vscode-languageserver/node";
import type { Documents } from "../documents.ts";
import { startServer } from "../server.ts";
import { uriOfPath } from "../convert.ts";
import { diskProject } from "./disk-project.ts";
import { diskWorld } from "./disk-world.ts";
import { createJobPool } from "./job-pool.ts";
import { StreamReader } from "./message-reader.ts";

/** Serves the editor at the other end until it says `exit` or goes away. */
export function serveStdio(version: string): void {
  const log = (message: string): void => void process.stderr.write(`lix-lsp: ${message}\n`);
  // Whatever prints, it must not get between the messages.
  console.log = (...parts: readonly unknown[]) => log(parts.join(" "));
  // Handlers keep nothing between two requests but open documents, so an error that nobody caught leaves nothing broken.
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => log(`internal error: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (error) => log(`internal error: ${String(error)}`));
  const reader = new StreamReader(process.stdin, (what) => log(`passed over ${what}`));
  const writer = new StreamMessageWriter(process.stdout);
  const connection = createConnection(ProposedFeatures.all, reader, writer, {
    connectionStrategy: {
      cancelUndispatched(message) {
        const { id = null } = message as { readonly id?: string | number };
        return { jsonrpc: "2.0", id, error: { code: LSPErrorCodes.RequestCancelled, message: "cancelled" } };
      },
    },
  });
  // An editor that is gone needs no answer.
  reader.onClose(() => process.exit(1));
  process.stdout.on("error", () => process.exit(1));
  startServer({
    connection,
    project: diskProject(),
    jobs: createJobPool(),
    version,
    createWorld: (documents: Documents) =>
      diskWorld({
        documentAt: (path) => documents.at(path),
        makeDocument: (path, text) => documents.make(uriOfPath(path), 0, text),
      }),
    log,
  });
}
