/**
 * `--plan`: what would be done to which file, and in which order it can be done step by step.
 */
import { readSource } from "@lix-tools/cli-kit/discovery";
import { createParserBuffers, detectLangver, makeLangver } from "@lix-tools/parser";
import { type PlannedFile, renderPlan } from "../report/plan-report.ts";
import type { FileResult } from "../run/file-result.ts";
import { importedFile, pathsIn } from "../run/plan/imports.ts";
import { orderFiles } from "../run/plan/order.ts";
import type { RunItem } from "../run/run-options.ts";
import type { Surroundings } from "./surroundings.ts";

/** A file that would change. */
interface Candidate {
  readonly item: RunItem;
  readonly result: FileResult;
}

/** Writes the plan of a run whose results are known. */
export function planFiles(candidates: readonly Candidate[], { options, run, io, account }: Surroundings): void {
  const changing = candidates.filter(({ result }) => result.changed);
  const known = readImports(changing);
  const byFile = new Map(changing.map((candidate) => [candidate.item.file.absolute, candidate]));
  const order = options.order ?? "importees-first";
  const groups = orderFiles([...byFile.keys()], (file) => known.imports.get(file) ?? [], order).map((group) =>
    group.flatMap((file) => {
      const candidate = byFile.get(file);
      return candidate === undefined ? [] : [plannedFile(candidate, known)];
    }),
  );
  account.summary.order = groups.map((group) => group.map(({ result }) => result.path));
  const untouched = candidates.length - changing.length;
  io.stdout.write(renderPlan({ to: run.to, order, groups, untouched }, io.paletteFor(io.stdout, options.color)));
}

/** What the files name, as files that change, and how many name each. */
interface Imports {
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly importers: ReadonlyMap<string, number>;
  readonly editions: ReadonlyMap<string, string>;
}

function readImports(candidates: readonly Candidate[]): Imports {
  const files = new Set(candidates.map(({ item }) => item.file.absolute));
  const buffers = createParserBuffers();
  const imports = new Map<string, readonly string[]>();
  const importers = new Map<string, number>();
  const editions = new Map<string, string>();
  for (const { item } of candidates) {
    const { absolute } = item.file;
    const read = readSource(item.file);
    if ("report" in read) continue;
    const configured = item.configured === undefined ? {} : { configured: makeLangver(item.configured) };
    editions.set(absolute, detectLangver(read.bytes, configured).langver.edition);
    const named = pathsIn(read.bytes, absolute, buffers).flatMap((path) => importedFile(path, files) ?? []);
    const others = [...new Set(named)].filter((path) => path !== absolute);
    imports.set(absolute, others);
    for (const other of others) importers.set(other, (importers.get(other) ?? 0) + 1);
  }
  return { imports, importers, editions };
}

function plannedFile({ item, result }: Candidate, { importers, editions }: Imports): PlannedFile {
  const { absolute } = item.file;
  return { result, from: editions.get(absolute) ?? "legacy", to: item.to, importers: importers.get(absolute) ?? 0 };
}
