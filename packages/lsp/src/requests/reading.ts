/** Requests that only look: what a place means, where it comes from, what the file is made of. */
import { dumpSexp } from "@lix-tools/parser";
import { SemanticTokensBuilder } from "vscode-languageserver";
import {
  addTokens,
  fromFolds,
  fromHighlights,
  fromHover,
  fromInlayHints,
  fromLinks,
  fromOccurrences,
  fromOutline,
  fromPlaces,
  fromSelection,
  toOffset,
  toSpan,
} from "../convert.ts";
import type { Document } from "../document.ts";
import { findDefinition } from "../handlers/definition.ts";
import { findLinks } from "../handlers/document-link.ts";
import { findOutline } from "../handlers/document-symbol.ts";
import { findFolds } from "../handlers/folding-range.ts";
import { findHover } from "../handlers/hover.ts";
import { findInlayHints } from "../handlers/inlay-hint.ts";
import { findOccurrences } from "../handlers/references.ts";
import { findSelectionSpans } from "../handlers/selection-range.ts";
import { findSemanticTokens } from "../handlers/semantic-tokens.ts";
import { contentModified, invalidParams } from "../lifecycle.ts";
import type { Session } from "../server.ts";
import { memberOf } from "../settings.ts";

/** Registers the requests. */
export function registerReading(session: Session): void {
  const { abilities, documentOf, lifecycle, settings, world } = session;
  const on = (method: string, handler: (document: Document, params: unknown, signal: AbortSignal) => unknown): void => {
    lifecycle.onRequest(method, async (params, signal) => handler(await documentOf(params), params, signal));
  };
  const offsetIn = (document: Document, params: unknown): number => toOffset(document, positionOf(params));

  on("textDocument/hover", (document, params, signal) => hover(session, document, offsetIn(document, params), signal));
  on("textDocument/definition", (document, params) =>
    fromPlaces(findDefinition(world, document, offsetIn(document, params)), abilities()),
  );
  on("textDocument/references", (document, params) => {
    const isDeclared = memberOf(params, "context", "includeDeclaration") !== false;
    const found = findOccurrences(document, offsetIn(document, params));
    return fromOccurrences(document, isDeclared ? found : found.filter(({ role }) => role === "use"));
  });
  on("textDocument/documentHighlight", (document, params) =>
    fromHighlights(document, findOccurrences(document, offsetIn(document, params))),
  );
  on("textDocument/documentSymbol", (document) => fromOutline(document, findOutline(document)));
  on("textDocument/foldingRange", (document) => fromFolds(document, findFolds(document)));
  on("textDocument/selectionRange", (document, params) => {
    const positions = memberOf(params, "positions");
    if (!Array.isArray(positions)) throw invalidParams("expected `positions`");
    return positions.map((position: unknown) =>
      fromSelection(document, findSelectionSpans(document, toOffset(document, position)), position),
    );
  });
  on("textDocument/inlayHint", (document, params) => {
    if (!settings().inlayHints.with) return [];
    return fromInlayHints(document, findInlayHints(world, document, toSpan(document, memberOf(params, "range"))));
  });
  on("textDocument/documentLink", (document) => fromLinks(document, findLinks(world, document)));
  on("lix/syntaxTree", (document) => ({ version: document.version, tree: dumpSexp(document.tree()) }));
  registerTokens(session);
}

function positionOf(params: unknown): unknown {
  const position = memberOf(params, "position");
  if (position === undefined) throw invalidParams("expected `position`");
  return position;
}

/** Milliseconds that the value of what is under the pointer may take, and those after which its thread is ended. */
const hoverTime = { evaluation: 200, patience: 1500 };

async function hover(session: Session, document: Document, offset: number, signal: AbortSignal): Promise<unknown> {
  const found = findHover(session.world, document, offset);
  if (found === null) return null;
  const value = found.program === null ? null : await valueOf(session, document, found.program, signal);
  if (value === null && found.text === "") return null;
  const text = value === null ? found.text : `${found.text}\n\n\`\`\`nix\n= ${value}\n\`\`\``.trim();
  return fromHover(document, { ...found, text });
}

/** Returns the value of a program, evaluated where nothing outside of the project is read. */
async function valueOf(
  session: Session,
  document: Document,
  program: Uint8Array,
  signal: AbortSignal,
): Promise<string | null> {
  const { folders, jobs, project, settings, world } = session;
  if (!settings().hover.values) return null;
  const { path } = document;
  const folder = path === null ? "/" : world.folderOf(path);
  const root = folders().find((candidate) => folder === candidate || folder.startsWith(`${candidate}/`)) ?? folder;
  const configured = (path === null ? null : project.editionOf(path)) ?? settings().edition;
  const job = {
    program,
    configured,
    folder,
    root: path === null ? "/nowhere" : root,
    milliseconds: hoverTime.evaluation,
  };
  const answer = await jobs.run("evaluate", job, { milliseconds: hoverTime.patience, signal });
  if (session.documents.get(document.uri)?.version !== document.version) throw contentModified();
  return "value" in answer ? answer.value : null;
}

/** The tokens that a client has, so that the next time only the difference goes over. */
function registerTokens({ documentOf, documents, lifecycle }: Session): void {
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (document: Document): SemanticTokensBuilder => {
    for (const uri of builders.keys()) if (documents.get(uri) === null) builders.delete(uri);
    const builder = builders.get(document.uri) ?? new SemanticTokensBuilder();
    builders.set(document.uri, builder);
    return builder;
  };
  const whole = (document: Document) => findSemanticTokens(document, { start: 0, end: document.source.length });
  lifecycle.onRequest("textDocument/semanticTokens/full", async (params) => {
    const document = await documentOf(params);
    const builder = builderOf(document);
    builder.previousResult("");
    addTokens(document, whole(document), builder);
    return builder.build();
  });
  lifecycle.onRequest("textDocument/semanticTokens/full/delta", async (params) => {
    const document = await documentOf(params);
    const builder = builderOf(document);
    builder.previousResult(String(memberOf(params, "previousResultId")));
    addTokens(document, whole(document), builder);
    return builder.buildEdits();
  });
  lifecycle.onRequest("textDocument/semanticTokens/range", async (params) => {
    const document = await documentOf(params);
    const builder = new SemanticTokensBuilder();
    addTokens(document, findSemanticTokens(document, toSpan(document, memberOf(params, "range"))), builder);
    return builder.build();
  });
}
