/** The down-levelling of a file as the migration that it is to a run: the same statuses, reports and exit codes. */
import type { Diagnostic } from "@lix-tools/parser";
import type { Migration, MigrationStatus } from "../engine/migrate-source.ts";
import { type DownlevelSourceOptions, downlevelSource, type DownlevelStatus } from "./downlevel-source.ts";
import type { Impossible } from "./result.ts";

const statuses: Readonly<Record<DownlevelStatus, MigrationStatus>> = {
  clean: "clean",
  converted: "migrated",
  impossible: "refused",
  failed: "failed",
  mismatch: "mismatch",
};

/** Returns what becomes of a file's bytes on the way to edition `legacy`. */
export function downlevelMigration(source: Uint8Array, options: DownlevelSourceOptions): Migration {
  const { status, before, after, impossible, notes, diagnostics, verification, mismatch } = downlevelSource(
    source,
    options,
  );
  return {
    status: statuses[status],
    before,
    after,
    applied: [],
    refused: [],
    verification,
    diagnostics: [...diagnostics, ...impossible.map(toDiagnostic)],
    mismatch: mismatch === null ? null : { ...mismatch, culprit: { codemods: [], site: null } },
    readsPositions: notes.some(({ kind }) => kind === "positions"),
    rounds: status === "converted" ? 1 : 0,
  };
}

function toDiagnostic({ span, code, reason }: Impossible): Diagnostic {
  return { code, severity: "error", span, message: `cannot be legacy: ${reason}` };
}
