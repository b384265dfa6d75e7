/** The text in another language, by the migrator, with what it did, what it left, and how it was proved. */
import {
  type Codemod,
  downlevelSource,
  migrateSource,
  type Migration,
  type MigrationStatus,
} from "@lix-tools/migrate-langver";
import { type Langver, makeLangver, type TolerantParser } from "@lix-tools/parser";
import type { MigrationOutcome, MigrationView, RewriteStep, Target } from "../protocol.ts";
import { changedRanges } from "./changed-ranges.ts";
import { colourText } from "./coloured-text.ts";
import type { SourceText } from "./places.ts";

/** Returns what a text of a language can be turned into, the usual first. */
export function targetsFor({ dialect }: Langver): readonly Target[] {
  return dialect === "nix" ? ["nix2", "lix"] : ["legacy"];
}

/** Returns the text in the target language. */
export function migrate(source: SourceText, target: Target, tolerant?: TolerantParser): MigrationView {
  return target === "legacy" ? toLegacy(source, tolerant) : toNewer(source, target, tolerant);
}

const outcomes: Readonly<Record<MigrationStatus, MigrationOutcome>> = {
  clean: "same",
  migrated: "migrated",
  partial: "partial",
  refused: "blocked",
  failed: "unreadable",
  mismatch: "unproven",
};

function toNewer(source: SourceText, target: "nix2" | "lix", tolerant?: TolerantParser): MigrationView {
  const migration = migrateSource(source.bytes, { to: makeLangver(target), verify: "core" });
  const outcome = outcomeOf(migration);
  const isReadable = outcome !== "unreadable" && outcome !== "unproven";
  return {
    target,
    outcome,
    ...resultOf(source, isReadable ? migration.after : null, tolerant),
    steps: stepsOf(migration, source),
    refusals: migration.refused.map(({ codemod, reason, span }) => ({
      ...source.toPlace(span),
      id: codemod.id,
      name: codemod.name,
      reason,
      optional: isOptional(codemod) ? "yes" : "no",
    })),
    proof: migration.verification,
    notes: notesOf(migration),
  };
}

/** Idioms are offered, not asked for: a text without them is migrated all the same. */
function isOptional({ phase }: Codemod): boolean {
  return phase === "idiom";
}

function outcomeOf({ status, refused }: Migration): MigrationOutcome {
  const isDone = refused.every(({ codemod }) => isOptional(codemod));
  if (status === "partial" && isDone) return "migrated";
  return status === "refused" && isDone ? "same" : outcomes[status];
}

function resultOf(
  source: SourceText,
  after: Uint8Array | null,
  tolerant?: TolerantParser,
): Pick<MigrationView, "result" | "changed"> {
  if (after === null) return { result: null, changed: [] };
  const text = after === source.bytes ? source.text : new TextDecoder("utf-8", { ignoreBOM: true }).decode(after);
  return { result: colourText(text, tolerant), changed: changedRanges(source.text, text) };
}

/** Returns the rewrites, those of one codemod with one title as one step. */
function stepsOf({ applied }: Migration, { toPlace }: SourceText): RewriteStep[] {
  const steps = new Map<string, RewriteStep>();
  for (const { codemod, title, sites } of applied) {
    const key = `${codemod.id} ${title}`;
    const places = [...(steps.get(key)?.places ?? []), ...sites.map(toPlace)];
    steps.set(key, { id: codemod.id, name: codemod.name, title, places });
  }
  return [...steps.values()];
}

function notesOf({ mismatch, readsPositions }: Migration): string[] {
  return [
    ...(mismatch === null ? [] : [`The rewrites were taken back, as their proof failed: ${mismatch.reason}.`]),
    ...(readsPositions ? ["The file reads its own positions, which every change may move."] : []),
  ];
}

function toLegacy(source: SourceText, tolerant?: TolerantParser): MigrationView {
  const result = downlevelSource(source.bytes);
  const isReadable = result.status === "clean" || result.status === "converted";
  const outcome: MigrationOutcome =
    result.status === "converted"
      ? "migrated"
      : result.status === "clean"
        ? "same"
        : result.status === "impossible"
          ? "blocked"
          : result.status === "failed"
            ? "unreadable"
            : "unproven";
  const { mismatch } = result;
  return {
    target: "legacy",
    outcome,
    ...resultOf(source, isReadable ? result.after : null, tolerant),
    steps: [],
    refusals: result.impossible.map(({ span, code, reason }) => ({
      ...source.toPlace(span),
      id: code,
      name: code,
      reason,
      optional: "no",
    })),
    proof: result.verification,
    notes: [
      ...(mismatch === null ? [] : [`The new text was not proved: ${mismatch.reason}.`]),
      ...result.notes.map(({ message }) => message),
    ],
  };
}
