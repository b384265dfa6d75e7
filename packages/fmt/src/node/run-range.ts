/**
 * `--range`: formats what some lines of one file touch.
 */
import { CommandError } from "@lix-tools/cli-kit/command";
import { readSource, type SourceFile } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { applyEdits, createLineIndex, lineCount, lineSpan, makeLangver, type Span } from "@lix-tools/parser";
import { formatRange } from "../range.ts";
import { reportUnformatted } from "./report-unformatted.ts";
import type { FormatRun } from "./run-format.ts";
import { writeFormatted } from "./write-file.ts";

interface RangeSource {
  readonly path: string;
  readonly absolute: string;
  readonly bytes: Uint8Array;
  /** Undefined for standard input. */
  readonly file: SourceFile | undefined;
}

/** Formats a range of the only source there is. */
export async function runRange(
  run: FormatRun,
  range: { readonly first: number; readonly last: number },
): Promise<void> {
  const source = await onlySource(run);
  if (source === null) return;
  const { path, absolute, bytes, file } = source;
  const edition = run.editionOf(absolute);
  const langver = edition === undefined ? undefined : makeLangver(edition);
  const span = spanOfLines(bytes, range.first, range.last);
  const { edits, diagnostics } = formatRange(bytes, span, { ...run.settingsOf(absolute), langver });
  if (diagnostics.length > 0) {
    await run.report({ path, source: bytes, diagnostics });
    run.io.endWith(ExitCode.Failure);
    return;
  }
  const after = applyEdits(bytes, edits);
  if (run.options.check === true) {
    if (Buffer.compare(bytes, after) === 0) return;
    run.io.endWith(ExitCode.Findings);
    await reportUnformatted(run, path);
  } else if (file === undefined) run.io.stdout.write(after);
  else {
    const problem = await writeFormatted({ file, before: bytes, after });
    if (problem === null) return;
    run.io.endWith(ExitCode.Failure);
    await run.report({ path, source: bytes, diagnostics: [problem] });
  }
}

async function onlySource({ sources, report, io }: FormatRun): Promise<RangeSource | null> {
  const { files, stdin } = sources;
  if (files.length + (stdin === undefined ? 0 : 1) !== 1) throw new CommandError("--range needs exactly one file");
  if (stdin !== undefined) return { ...stdin, file: undefined };
  const [file] = files;
  if (file === undefined) return null;
  const read = readSource(file);
  if ("bytes" in read) return { path: file.path, absolute: file.absolute, bytes: read.bytes, file };
  await report(read.report);
  io.endWith(ExitCode.Failure);
  return null;
}

function spanOfLines(bytes: Uint8Array, first: number, last: number): Span {
  const index = createLineIndex(bytes);
  const count = lineCount(index);
  const start = lineSpan(index, Math.min(first, count)).start;
  return { start, end: lineSpan(index, Math.min(last, count)).end };
}
