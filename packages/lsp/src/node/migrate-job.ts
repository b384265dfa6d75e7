/**
 * Migration on a worker thread. Of a file it is what `lix-migrate` would write. Of a range it is the part of that in the
 * range, proven once more by itself: rewrites that need each other are refused rather than torn apart.
 */
import {
  type Codemod,
  createPolisher,
  downlevelMigration,
  type Migration,
  migrateSource,
  polishMigration,
  proveCoreEqual,
  type VerificationLevel,
} from "@lix-tools/migrate-langver";
import {
  applyEdits,
  type Edition,
  findUseClause,
  type Langver,
  makeLangver,
  parse,
  resolveLangver,
  type Span,
  type TextEdit,
} from "@lix-tools/parser";
import type { MigrateAnswer, MigrateJob } from "../jobs.ts";
import { lineEdits } from "../text/changes.ts";

/** Returns the edits of a migration, and what there is to say about it. */
export function runMigrate(job: MigrateJob): MigrateAnswer {
  return job.to === "legacy" ? goBack(job) : goOn(job);
}

function goOn(job: MigrateJob): MigrateAnswer {
  const { source, to, range } = job;
  const rough = migrate(job, source, to, "core");
  const migration = range === null ? formatted(job, rough) : rough;
  const edits = lineEdits(source, migration.after);
  const answer = { edits, summary: summaryOf(migration), notes: notesOf(migration) };
  return range === null ? answer : partOf(job, migration, answer, range);
}

function goBack(job: MigrateJob): MigrateAnswer {
  const { source } = job;
  const { after, status, diagnostics, mismatch } = formatted(job, migrate(job, source, "legacy", "core"));
  const notes = [
    ...diagnostics.map(({ message }) => message),
    ...(mismatch === null ? [] : [mismatch.reason]),
    ...(status === "clean" ? ["the file is legacy Nix already"] : []),
  ];
  return {
    edits: lineEdits(source, after),
    summary: status === "migrated" ? ["written as legacy Nix"] : [],
    notes,
  };
}

function migrate(job: MigrateJob, source: Uint8Array, to: Edition, verify: VerificationLevel): Migration {
  const configured = configuredOf(job) ?? undefined;
  if (to === "legacy") return downlevelMigration(source, { configured, verify });
  const isSelected = ({ id }: Codemod): boolean => job.codemods.includes(id);
  return migrateSource(source, { to: makeLangver(to), configured, isSelected, verify });
}

function formatted(job: MigrateJob, migration: Migration): Migration {
  return polishMigration(migration, {
    formatting: "changed",
    to: job.to,
    configured: configuredOf(job) ?? makeLangver("legacy"),
    polisher: createPolisher(),
    migrate: (source, to, proof) => migrate(job, source, to, proof === "asked" ? "core" : "parse"),
    isDecided: false,
  });
}

function configuredOf({ configured }: MigrateJob): Langver | null {
  return configured === null ? null : makeLangver(configured);
}

function summaryOf({ applied }: Pick<Migration, "applied">): string[] {
  const counts = new Map<string, number>();
  for (const { codemod, title, sites } of applied) {
    const line = `${codemod.name}: ${title}`;
    counts.set(line, (counts.get(line) ?? 0) + sites.length);
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

function notesOf({ status, refused, diagnostics, mismatch }: Migration): string[] {
  return [
    ...refused.map(({ codemod, reason }) => `${codemod.name}: left, ${reason}`),
    ...diagnostics.map(({ message }) => message),
    ...(mismatch === null ? [] : [`taken back: ${mismatch.reason}`]),
    ...(status === "clean" ? ["nothing to do"] : []),
  ];
}

function partOf(job: MigrateJob, migration: Migration, answer: MigrateAnswer, range: Span): MigrateAnswer {
  const edits = answer.edits.filter(
    ({ span }) => meets(span, range) || (span.start === span.end && holds(range, span.start)),
  );
  if (edits.length === 0) return { edits, summary: [], notes: ["nothing to do in the selection"] };
  const problem = refusePart(job, migration, edits);
  if (problem !== null) return { edits: [], summary: [], notes: [problem] };
  const applied = migration.applied.filter(({ sites }) =>
    sites.some((site) => edits.some(({ span }) => meets(site, span))),
  );
  return { ...answer, edits, summary: summaryOf({ applied }) };
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function meets(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function refusePart(job: MigrateJob, { applied }: Migration, edits: readonly TextEdit[]): string | null {
  const { source } = job;
  const read = (bytes: Uint8Array): Langver =>
    resolveLangver({ clause: findUseClause(bytes), configured: configuredOf(job) }).langver;
  const after = applyEdits(source, edits);
  const before = parse(source, { langver: read(source) });
  const changed = parse(after, { langver: read(after) });
  if (!changed.isComplete || changed.diagnostics.some(({ severity }) => severity === "error")) {
    return "the selection cannot be migrated without the rest of the file";
  }
  const laws = new Set(applied.flatMap(({ codemod }) => codemod.laws));
  const verdict = proveCoreEqual({ before: before.tree, after: changed.tree, laws: [...laws] });
  return "mismatch" in verdict ? `the selection alone would change the program: ${verdict.mismatch.reason}` : null;
}
