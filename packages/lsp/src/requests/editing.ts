/** Requests whose answer changes the text: formatting, renaming, completion. */
import type { Span } from "@lix-tools/parser";
import { fromChange, fromCompletion, fromEdits, fromSpan, toOffset, toSpan } from "../convert.ts";
import type { Document } from "../document.ts";
import { findCompletion } from "../handlers/completion.ts";
import { findRenameTarget, renameAt } from "../handlers/rename.ts";
import { contentModified, invalidParams, requestFailed } from "../lifecycle.ts";
import type { Session } from "../server.ts";
import { memberOf } from "../settings.ts";

/** Milliseconds after which formatting is given up. */
const formatPatience = 20_000;

/** Registers the requests. */
export function registerEditing(session: Session): void {
  const { abilities, documentOf, documents, lifecycle, world } = session;
  lifecycle.onRequest("textDocument/formatting", async (params, signal) =>
    formatted(session, await documentOf(params), null, signal),
  );
  lifecycle.onRequest("textDocument/rangeFormatting", async (params, signal) => {
    const document = await documentOf(params);
    return formatted(session, document, toSpan(document, memberOf(params, "range")), signal);
  });
  lifecycle.onRequest("textDocument/completion", async (params) => {
    const document = await documentOf(params);
    const offset = toOffset(document, memberOf(params, "position"));
    const completion = findCompletion(world, document, offset, ({ uri, version }, source) =>
      documents.make(uri, version, new TextDecoder("utf-8", { ignoreBOM: true }).decode(source)),
    );
    return fromCompletion(document, completion);
  });
  lifecycle.onRequest("textDocument/prepareRename", async (params) => {
    const document = await documentOf(params);
    const target = findRenameTarget(document, toOffset(document, memberOf(params, "position")));
    if ("refusal" in target) throw requestFailed(`cannot rename: ${target.refusal}`);
    return { range: fromSpan(document, target.span), placeholder: target.name };
  });
  lifecycle.onRequest("textDocument/rename", async (params) => {
    const document = await documentOf(params);
    const newName = memberOf(params, "newName");
    if (typeof newName !== "string") throw invalidParams("expected `newName`");
    const result = renameAt(document, toOffset(document, memberOf(params, "position")), newName);
    if ("refusal" in result) throw requestFailed(`cannot rename: ${result.refusal}`);
    const { edits, warning } = result;
    if (warning !== null && !abilities().changeAnnotations) {
      throw requestFailed(`cannot rename: ${warning}, and this editor cannot ask whether that is meant`);
    }
    const label = `rename to \`${newName}\``;
    const review = warning === null ? "needless" : "wanted";
    return fromChange(document, { edits, label, description: warning ?? "", review }, abilities());
  });
}

/** Returns the edits of formatting. A file that does not parse stays as it is; its diagnostics say why. */
async function formatted(
  session: Session,
  document: Document,
  range: Span | null,
  signal: AbortSignal,
): Promise<unknown> {
  const { connection, documents, feed, jobs, project } = session;
  const { source, configured } = feed.jobOf(document);
  const job = { source, configured, settings: project.formatSettingsOf(document.path), range };
  const answer = await jobs.run("format", job, { milliseconds: formatPatience, signal });
  const now = documents.get(document.uri);
  if (now !== null && now.version !== document.version) throw contentModified();
  if ("failure" in answer) throw requestFailed(`not formatted: ${answer.message}`);
  const { edits, problem } = answer.value;
  if (problem?.code.startsWith("format/") === true) {
    connection.window.showErrorMessage(`not formatted: ${problem.message}`);
  }
  return fromEdits(document, edits);
}
