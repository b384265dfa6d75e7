/**
 * `--ast` and `--ir`: shows what the formatter makes of a source. Like the official one, on standard error and with an
 * exit code that lets nobody take it for a formatted file.
 */
import { readSource } from "@lix-tools/cli-kit/discovery";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { makeLangver } from "@lix-tools/parser";
import { dumpDoc } from "../doc/dump.ts";
import { createFormatter, parseForFormatting } from "../format.ts";
import { styleOf } from "../options.ts";
import { buildDocument } from "../pipeline.ts";
import { attachTrivia } from "../view/attach.ts";
import { dumpView } from "../view/dump.ts";
import type { FormatRun } from "./run-format.ts";

/** Prints the dump of every source. */
export async function dumpSource(run: FormatRun): Promise<void> {
  const { sources, io } = run;
  io.endWith(ExitCode.Findings);
  if (sources.stdin !== undefined) await dumpBytes(run, sources.stdin);
  for (const file of sources.files) {
    const read = readSource(file);
    if ("report" in read) await run.report(read.report);
    else await dumpBytes(run, { ...file, bytes: read.bytes });
  }
}

async function dumpBytes(
  run: FormatRun,
  { path, absolute, bytes }: { readonly path: string; readonly absolute: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { options, io } = run;
  const edition = run.editionOf(absolute);
  const langver = edition === undefined ? undefined : makeLangver(edition);
  const formatter = createFormatter();
  const parsed = parseForFormatting(bytes, { langver }, formatter);
  if ("diagnostics" in parsed) {
    await run.report({ path, source: bytes, diagnostics: parsed.diagnostics });
    return;
  }
  const { workspace } = formatter;
  const style = styleOf(run.settingsOf(absolute));
  if (options.ast === true) {
    attachTrivia(workspace.view, workspace.pool, parsed.tree, style.lines);
    io.stderr.write(dumpView(workspace.view, parsed.tree.nodeCount));
  } else {
    buildDocument(parsed.tree, style, workspace);
    io.stderr.write(dumpDoc(workspace.fixed, workspace.pool));
  }
}
