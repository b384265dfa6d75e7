/**
 * What is done with each file of a run, in this thread or in a worker: read, format, verify, and write if asked to.
 */
import { createSourceReader, type SourceFile, type SourceReader } from "@lix-tools/cli-kit/discovery";
import { digestOf } from "@lix-tools/cli-kit/file-cache";
import { type Diagnostic, type Edition, type Langver, makeLangver } from "@lix-tools/parser";
import { createFormatter, format, type Formatter, type FormatResult } from "../format.ts";
import { formatMarkdown } from "../markdown.ts";
import type { NotedResult } from "./cache.ts";
import { rehearse } from "./rehearsal.ts";
import type { FileSettings } from "./settings.ts";
import { writeFormatted } from "./write-file.ts";

/** A file and how to format it. */
export interface FormatItem {
  readonly file: SourceFile;
  /** Bytes of the file when it was found. */
  readonly size: number;
  readonly settings: FileSettings;
  /** The edition the command line or the configuration gives it. */
  readonly edition: Edition | undefined;
}

/** What all files of a run have in common. */
export interface FormatShared {
  readonly action: "write" | "check" | "diff";
  readonly verify: "always" | "never";
  /** Whether there are so many files that a rehearsal pays. */
  readonly scale: "few" | "many";
  /** Whether the result says what another run may rely on. */
  readonly digests: "wanted" | "unwanted";
}

/** What became of a file. */
export interface FormatOutcome {
  readonly status: "unchanged" | "changed" | "failed";
  readonly diagnostics: readonly Diagnostic[];
  /** The bytes the diagnostics count in, if there are any, or those before a change that is to be shown. */
  readonly before?: Uint8Array | undefined;
  /** The bytes after a change that is to be shown. */
  readonly after?: Uint8Array | undefined;
  /** What another run may rely on, if that is wanted. */
  readonly noted?: NotedResult | undefined;
}

/** Files to format together, and what they have in common. */
export interface FormatTask {
  readonly items: readonly FormatItem[];
  readonly shared: FormatShared;
}

/** Returns what becomes of each file of a task, one after the other. */
export type RunFormatTask = (task: FormatTask) => Promise<FormatOutcome[]>;

/** Returns a function that formats files in buffers of its own. */
export function createFormatTask(): RunFormatTask {
  const buffers: TaskBuffers = { formatter: createFormatter(), reader: createSourceReader(), langvers: new Map() };
  let isRehearsed = false;
  return async ({ items, shared }) => {
    if (!isRehearsed && shared.scale === "many") rehearse(buffers.formatter, shared.verify);
    isRehearsed = true;
    const outcomes: FormatOutcome[] = [];
    for (const item of items) outcomes.push(await formatItem(item, shared, buffers));
    return outcomes;
  };
}

interface TaskBuffers {
  readonly formatter: Formatter;
  readonly reader: SourceReader;
  readonly langvers: Map<Edition, Langver>;
}

async function formatItem(item: FormatItem, shared: FormatShared, buffers: TaskBuffers): Promise<FormatOutcome> {
  const read = buffers.reader.read(item.file, item.size);
  if ("report" in read) return { status: "failed", diagnostics: read.report.diagnostics };
  // These last until the next file is read.
  const source = read.bytes;
  const { text, isChanged, diagnostics } = formatBytes(item, source, shared, buffers);
  if (text === null) return { status: "failed", diagnostics, before: source.slice() };
  const note = (status: NotedResult["status"], bytes: Uint8Array, written?: number): NotedResult | undefined =>
    shared.digests === "wanted" && diagnostics.length === 0 ? { status, digest: digestOf(bytes), written } : undefined;
  if (!isChanged) return { status: "unchanged", diagnostics, noted: note("formatted", source) };
  if (shared.action === "diff") return { status: "changed", diagnostics, before: source.slice(), after: text };
  if (shared.action === "check") return { status: "changed", diagnostics, noted: note("unformatted", source) };
  const before = source.slice();
  const problem = await writeFormatted({ file: item.file, before, after: text });
  return problem === null
    ? { status: "changed", diagnostics, noted: note("formatted", text, text.length) }
    : { status: "failed", diagnostics: [problem], before };
}

function formatBytes(
  { file, settings, edition }: FormatItem,
  source: Uint8Array,
  { action, verify }: Pick<FormatShared, "action" | "verify">,
  { formatter, langvers }: TaskBuffers,
): FormatResult {
  const options = { ...settings, verify, langver: langverOf(edition, langvers) };
  const isMarkdown = /\.(md|markdown)$/iu.test(file.absolute);
  if (isMarkdown) return formatMarkdown(source, options, formatter);
  return format(source, { ...options, lifetime: action === "check" ? "fleeting" : "kept" }, formatter);
}

function langverOf(edition: Edition | undefined, langvers: Map<Edition, Langver>): Langver | undefined {
  if (edition === undefined) return undefined;
  const langver = langvers.get(edition) ?? makeLangver(edition);
  langvers.set(edition, langver);
  return langver;
}
