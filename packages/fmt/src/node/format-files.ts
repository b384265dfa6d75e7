/**
 * The files of a run: formatted on all cores, reported in their order, and remembered where there is a cache.
 */
import { statSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { packageVersion } from "@lix-tools/cli-kit/command";
import { sizeOfSource, type SourceFile } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { wholeFileReport } from "@lix-tools/cli-kit/report";
import { type Outcome, runInWorkers } from "@lix-tools/cli-kit/worker-pool";
import { type CachedStatus, type FormatCache, openFormatCache } from "./cache.ts";
import { tuneEngine } from "./engine.ts";
import type { FormatItem, FormatOutcome, FormatShared } from "./format-task.ts";
import { reportUnformatted, showDiff } from "./report-unformatted.ts";
import type { FormatRun } from "./run-format.ts";

/** A file with what the cache says of it. */
interface Candidate {
  readonly file: SourceFile;
  readonly found: CachedStatus;
  /** How to format it; null where the cache says enough. */
  readonly item: FormatItem | null;
}

/** Formats, checks or compares the files of a run. */
export async function formatFiles(run: FormatRun): Promise<void> {
  const { cachePath, contextOf } = run;
  const cache =
    cachePath === undefined ? null : openFormatCache(cachePath, { build: buildOf(import.meta.url), contextOf });
  const demand = demandOf(run);
  const candidates = (await formattableFiles(run)).map((file) => candidateOf(run, { file, cache, demand }));
  const items = candidates.flatMap(({ item }) => item ?? []);
  const outcomes = formatItems(run, items, demand);
  try {
    for (const candidate of candidates) {
      if (candidate.item === null) {
        await showStatus(run, candidate);
        continue;
      }
      const { value, done } = await outcomes.next();
      if (done === true) break;
      await takeOutcome(run, candidate, { outcome: value, cache });
    }
  } finally {
    await outcomes.return();
  }
  cache?.save();
}

/** Yields what becomes of items. The formatter itself is loaded when there is one. */
async function* formatItems(
  { options, io, engine }: FormatRun,
  items: readonly FormatItem[],
  demand: Demand,
): AsyncGenerator<Outcome<FormatItem, FormatOutcome>, void, undefined> {
  if (items.length === 0) return;
  const shared: FormatShared = { ...demand, scale: items.length < manyFiles ? "few" : "many" };
  const tuned = shared.scale === "many" ? (engine ?? tuneEngine()) : engine;
  tuned?.settleFor(items.reduce((sum, { size }) => sum + size, 0));
  const { createFormatTask } = await import("./format-task.ts");
  yield* runInWorkers({
    items,
    sizeOf: ({ size }: FormatItem): number => size,
    shared,
    run: createFormatTask(),
    module: new URL("./worker.js", import.meta.url),
    jobs: options.jobs,
    fullFrom: shared.verify === "never" ? worthACore : 0,
    signal: shared.action === "write" ? io.interruption() : undefined,
  });
}

/** Files from which on a rehearsal pays. */
const manyFiles = 500;

/** Bytes from which a worker on the last core, too, finishes sooner than it delays the engine's compiler. */
const worthACore = 32 << 20;

/** What is asked of every file. */
type Demand = Omit<FormatShared, "scale">;

function demandOf({ options, cachePath }: FormatRun): Demand {
  const action = options.diff === true ? "diff" : options.check === true ? "check" : "write";
  return {
    action,
    verify: options.verify === false || (action !== "write" && !isVerifyGiven()) ? "never" : "always",
    digests: cachePath !== undefined ? "wanted" : "unwanted",
  };
}

/** Tells whether `--verify` was written out; by default only what is written is verified. */
function isVerifyGiven(): boolean {
  return process.argv.some((argument) => argument === "-v" || argument === "--verify");
}

/** Returns what tells this build of the formatter from any other. */
function buildOf(moduleUrl: string): string {
  const stats = statSync(fileURLToPath(moduleUrl), { throwIfNoEntry: false });
  return `${packageVersion(moduleUrl)} ${stats?.mtimeMs ?? 0} ${stats?.size ?? 0}`;
}

/** Files of these kinds are formatted when they are named; walks take `.nix` files unless configured otherwise. */
const formattable: ReadonlySet<string> = new Set([".nix", ".md", ".markdown"]);

async function formattableFiles({ sources, report }: FormatRun): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const file of sources.files) {
    if (file.absolute.endsWith(".nix") || formattable.has(extname(file.absolute).toLowerCase())) {
      files.push(file);
      continue;
    }
    const message = "skipped: the file is neither Nix nor Markdown";
    await report(wholeFileReport(file.path, { code: "format/skipped", severity: "warning", message }));
  }
  return files;
}

const unknown: CachedStatus = { status: null, state: null };

function candidateOf(
  { settingsOf, editionOf }: FormatRun,
  { file, cache, demand }: { file: SourceFile; cache: FormatCache | null; demand: Demand },
): Candidate {
  const found = cache?.lookup(file) ?? unknown;
  const isEnough =
    found.status === "formatted" ||
    (found.status === "unformatted" && demand.action === "check" && demand.verify === "never");
  if (isEnough) return { file, found, item: null };
  const size = found.state?.size ?? sizeOfSource(file);
  const item = { file, size, settings: settingsOf(file.absolute), edition: editionOf(file.absolute) };
  return { file, found, item };
}

/** Says what the cache knows of a file. */
async function showStatus(run: FormatRun, { file, found }: Candidate): Promise<void> {
  if (found.status !== "unformatted") return;
  run.io.endWith(ExitCode.Findings);
  await reportUnformatted(run, file.path);
}

/** Says and notes what became of a file. */
async function takeOutcome(
  run: FormatRun,
  { file, found }: Candidate,
  { outcome, cache }: { outcome: Outcome<FormatItem, FormatOutcome>; cache: FormatCache | null },
): Promise<void> {
  const { io, options, report } = run;
  if ("crash" in outcome) {
    const message = `the formatter failed: ${outcome.crash}`;
    await report(wholeFileReport(file.path, { code: "format/crash", message }));
    io.endWith(ExitCode.Mismatch);
    return;
  }
  const { status, diagnostics, before, after, noted } = outcome.result;
  if (noted !== undefined) cache?.note(file, found, noted);
  if (diagnostics.length > 0) await report({ path: file.path, source: before, diagnostics });
  if (status === "failed") io.endWith(ExitCode.Failure);
  if (status !== "changed" || (options.check !== true && options.diff !== true)) return;
  io.endWith(ExitCode.Findings);
  if (before !== undefined && after !== undefined) showDiff(run, { path: file.path, before, after });
  await reportUnformatted(run, file.path);
}
