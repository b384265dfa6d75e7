/**
 * Code actions and commands. Fixes come with their edits; what takes longer is made when the editor asks for it, by
 * `codeAction/resolve` or, where it cannot, by a command.
 */
import { allRules, createRuleNames, ruleId } from "@lix-tools/lint";
import { rulePages } from "@lix-tools/lint/node";
import { applyEdits, type Edition, editions, type Span } from "@lix-tools/parser";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { commands } from "../capabilities.ts";
import { type Change, fromChange, fromFix, isWantedKind, kindOfAction, toSpan } from "../convert.ts";
import type { Document } from "../document.ts";
import { type Action, findActions } from "../handlers/code-action.ts";
import type { MigrateAnswer } from "../jobs.ts";
import { contentModified, invalidParams, requestFailed } from "../lifecycle.ts";
import type { Session } from "../server.ts";
import { memberOf } from "../settings.ts";

/** Milliseconds after which a migration or a run of fixes is given up. */
const actionPatience = 60_000;

/** What an action that has no edits yet is to become; it goes to the client and comes back. */
interface PendingAction {
  readonly uri: string;
  readonly version: number;
  readonly sort: "fix-all" | "migrate";
  readonly to: Edition;
  /** The bytes that a migration is limited to; null for all. */
  readonly range: Span | null;
}

/** Registers the requests. */
export function registerActions(session: Session): void {
  const { documentOf, lifecycle } = session;
  lifecycle.onRequest("textDocument/codeAction", async (params, signal) => {
    const document = await documentOf(params);
    const range = toSpan(document, memberOf(params, "range"));
    return actionsFor(session, document, { range, only: wantedKinds(params), signal });
  });
  lifecycle.onRequest("codeAction/resolve", async (params, signal) => {
    const pending = readPending(memberOf(params, "data"));
    if (pending === null || memberOf(params, "edit") !== undefined) return params;
    const edit = await editFor(session, pending, signal);
    return { ...(params as CodeAction), edit: edit ?? { changes: {} } };
  });
  lifecycle.onRequest("workspace/executeCommand", (params, signal) => execute(session, params, signal));
}

function wantedKinds(params: unknown): string[] | undefined {
  const only = memberOf(params, "context", "only");
  return Array.isArray(only) ? only.map(String) : undefined;
}

/** What a client asks for. */
interface Asked {
  readonly range: Span;
  readonly only: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

async function actionsFor(session: Session, document: Document, asked: Asked): Promise<CodeAction[]> {
  const findings = await session.feed.findings(document);
  if (session.documents.get(document.uri)?.version !== document.version) throw contentModified();
  const actions = findActions(document, asked.range, findings);
  const made: CodeAction[] = [];
  for (const action of actions) {
    if (isWantedKind(kindOfAction(action), asked.only)) made.push(await actionOf(session, document, action, asked));
  }
  return made;
}

async function actionOf(
  session: Session,
  document: Document,
  action: Action,
  { range, only, signal }: Asked,
): Promise<CodeAction> {
  if (action.sort === "fix" || action.sort === "silence") return fromFix(document, action, session.abilities());
  const isPart = action.sort === "migrate" && action.extent === "selection";
  const pending: PendingAction = {
    uri: document.uri,
    version: document.version,
    sort: action.sort,
    to: action.sort === "migrate" ? action.to : document.language.langver.edition,
    range: isPart ? range : null,
  };
  const shown: CodeAction = { title: action.title, kind: kindOfAction(action), data: pending };
  // On save an editor asks for this very kind and takes what comes, without a second question.
  if (action.sort === "fix-all" && only !== undefined) {
    const edit = await editFor(session, pending, signal);
    if (edit !== null) shown.edit = edit;
  }
  return shown;
}

/** Data comes back from a client, which may have made it up. */
function readPending(data: unknown): PendingAction | null {
  const uri = memberOf(data, "uri");
  const version = memberOf(data, "version");
  const sort = memberOf(data, "sort");
  const to = editions.find((edition) => edition === memberOf(data, "to"));
  const start = memberOf(data, "range", "start");
  const end = memberOf(data, "range", "end");
  if (typeof uri !== "string" || typeof version !== "number" || to === undefined) return null;
  if (sort !== "fix-all" && sort !== "migrate") return null;
  const range = typeof start === "number" && typeof end === "number" ? { start, end } : null;
  return { uri, version, sort, to, range };
}

/** Returns the edit of an action, or null where there is nothing to change; then the user is told why. */
async function editFor(session: Session, pending: PendingAction, signal: AbortSignal): Promise<WorkspaceEdit | null> {
  const { abilities, documents } = session;
  const document = documents.get(pending.uri);
  if (document === null || document.version !== pending.version) throw contentModified();
  const change =
    pending.sort === "fix-all"
      ? await fixAll(session, document, signal)
      : await migrate(session, document, pending, signal);
  if (documents.get(pending.uri)?.version !== pending.version) throw contentModified();
  return change.edits.length === 0 ? null : fromChange(document, change, abilities());
}

async function fixAll({ feed, jobs }: Session, document: Document, signal: AbortSignal): Promise<Change> {
  const answer = await jobs.run("fix", feed.jobOf(document), { milliseconds: actionPatience, signal });
  if ("failure" in answer) throw requestFailed(`not fixed: ${answer.message}`);
  return { edits: answer.value, label: "safe fixes", description: "", review: "needless" };
}

async function migrate(
  session: Session,
  document: Document,
  pending: PendingAction,
  signal: AbortSignal,
): Promise<Change> {
  const { edits, summary, notes } = await migrationOf(session, document, pending, signal);
  if (edits.length === 0) session.connection.window.showInformationMessage(`not migrated: ${notes.join("; ")}`);
  const description = [...summary, ...notes].join("; ");
  return { edits, label: `migration to ${pending.to}`, description, review: "wanted" };
}

async function migrationOf(
  { feed, jobs, project }: Session,
  document: Document,
  { to, range }: Pick<PendingAction, "to" | "range">,
  signal: AbortSignal,
): Promise<MigrateAnswer> {
  const { source, configured } = feed.jobOf(document);
  const job = { source, configured, to, range, codemods: project.codemodsOf(document.path) };
  const answer = await jobs.run("migrate", job, { milliseconds: actionPatience, signal });
  if ("failure" in answer) throw requestFailed(`not migrated: ${answer.message}`);
  return answer.value;
}

async function execute(session: Session, params: unknown, signal: AbortSignal): Promise<unknown> {
  const command = memberOf(params, "command");
  const given = memberOf(params, "arguments");
  const [first, second]: readonly unknown[] = Array.isArray(given) ? given : [];
  switch (command) {
    case commands.explainRule:
      return explainRule(String(first));
    case commands.previewMigration:
      return previewMigration(session, first, second, signal);
    case commands.applyAction: {
      const pending = readPending(first);
      if (pending === null) throw invalidParams("expected the data of an action");
      const edit = await editFor(session, pending, signal);
      return edit === null ? null : session.connection.workspace.applyEdit({ label: "lix", edit });
    }
    default:
      throw invalidParams(`there is no command \`${String(command)}\``);
  }
}

function explainRule(name: string): string {
  const rules = createRuleNames(allRules).resolve(name);
  if (rules.length === 0) throw invalidParams(`there is no rule \`${name}\``);
  return rules.map((rule) => rulePages[ruleId(rule)] ?? "").join("\n");
}

/** Returns both texts, for an editor to show side by side. */
async function previewMigration(session: Session, uri: unknown, to: unknown, signal: AbortSignal): Promise<unknown> {
  const edition = editions.find((candidate) => candidate === to);
  if (edition === undefined) throw invalidParams(`expected an edition: ${editions.join(", ")}`);
  const document = await session.documentOf({ textDocument: { uri } });
  const { edits, summary, notes } = await migrationOf(session, document, { to: edition, range: null }, signal);
  const after = new TextDecoder("utf-8", { ignoreBOM: true }).decode(applyEdits(document.source, edits));
  return { before: document.text.getText(), after, changes: edits.length > 0, summary, notes };
}
