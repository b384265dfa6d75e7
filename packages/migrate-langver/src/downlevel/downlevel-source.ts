/**
 * The down-levelling of one file in memory, with its proof: the new text is read as legacy, in CppNix's and in Lix's way,
 * and both terms must be that of the Nix 2 text, or be it by the laws. What is not proved does not come out.
 */
import { findDifference, lowerTree, type Term } from "@lix-tools/eval-core";
import {
  applyEdits,
  type Diagnostic,
  findUseClause,
  invalidUtf8At,
  type Langver,
  makeLangver,
  parse,
  type ParserBuffers,
  resolveLangver,
  type Tree,
} from "@lix-tools/parser";
import { isFatal } from "../engine/is-fatal.ts";
import { type Mismatch, proveCoreEqual, type Verification, type VerificationLevel } from "../proof/prove.ts";
import { downlevel, type DownlevelOptions } from "./downlevel.ts";
import { downlevelLaws } from "./registry.ts";
import type { DownlevelNote, Impossible } from "./result.ts";

export interface DownlevelSourceOptions extends DownlevelOptions {
  /** The langver of a file without a head clause; legacy if absent. */
  readonly configured?: Langver | undefined;
  /** `core` if absent. */
  readonly verify?: VerificationLevel;
  readonly buffers?: ParserBuffers | undefined;
}

/**
 * How it ended. `clean`: the file is legacy already. `converted`: it is now. `impossible`: no legacy text means the same.
 * `failed`: it could not be read. `mismatch`: the new text did not pass the proof.
 */
export type DownlevelStatus = "clean" | "converted" | "impossible" | "failed" | "mismatch";

/** A file after the attempt. */
export interface DownlevelledSource {
  readonly status: DownlevelStatus;
  readonly before: Uint8Array;
  /** The new bytes; the very same array as `before` where nothing changes. */
  readonly after: Uint8Array;
  readonly impossible: readonly Impossible[];
  readonly notes: readonly DownlevelNote[];
  readonly diagnostics: readonly Diagnostic[];
  readonly verification: Verification;
  readonly mismatch: Mismatch | null;
}

const legacy = makeLangver("legacy");

/** Returns what becomes of a file's bytes. Never throws for bad input. */
export function downlevelSource(source: Uint8Array, options: DownlevelSourceOptions = {}): DownlevelledSource {
  const same: DownlevelledSource = {
    status: "clean",
    before: source,
    after: source,
    impossible: [],
    notes: [],
    diagnostics: [],
    verification: "none",
    mismatch: null,
  };
  const tree = readTree(source, options);
  if (tree === null) return same;
  if ("diagnostics" in tree) return { ...same, status: "failed", diagnostics: tree.diagnostics };
  const found = downlevel(tree, options);
  if (found.impossible !== undefined) return { ...same, status: "impossible", impossible: found.impossible };
  const after = found.edits.length === 0 ? source : applyEdits(source, found.edits);
  const proof = prove(tree, after, options);
  if ("tooDeep" in proof) return { ...same, status: "impossible", impossible: [proof.tooDeep] };
  if ("reason" in proof) return { ...same, status: "mismatch", mismatch: proof };
  const status = after === source ? "clean" : "converted";
  return { ...same, status, after, notes: found.notes, verification: proof.verification };
}

type Reading = Tree | { readonly diagnostics: readonly Diagnostic[] } | null;

/** Returns the tree, null for a file that is legacy, or what is wrong with it. */
function readTree(source: Uint8Array, { configured, buffers }: DownlevelSourceOptions): Reading {
  const resolved = resolveLangver({ clause: findUseClause(source), configured: configured ?? null });
  if (resolved.degraded) return { diagnostics: resolved.diagnostics.filter(isFatal) };
  const { langver } = resolved;
  if (langver.dialect === "nix") return null;
  const invalid = invalidUtf8At(source);
  if (invalid !== -1) {
    const span = { start: invalid, end: invalid + 1 };
    return {
      diagnostics: [{ code: "migrate/not-utf8", severity: "error", span, message: "found a byte that is not UTF-8" }],
    };
  }
  const { tree, diagnostics, isComplete } = parse(source, { langver, ...(buffers === undefined ? {} : { buffers }) });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return isComplete && errors.length === 0 ? tree : { diagnostics: errors };
}

function prove(
  before: Tree,
  source: Uint8Array,
  { buffers, verify }: DownlevelSourceOptions,
): Mismatch | { readonly verification: Verification } | { readonly tooDeep: Impossible } {
  const options = { langver: legacy, ...(buffers === undefined ? {} : { buffers }) };
  const { tree: after, diagnostics, isComplete } = parse(source, options);
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (!isComplete || error !== undefined) {
    const span = error?.span ?? { start: 0, end: 0 };
    // The new text has more brackets than the old one, whose limit is the same.
    if (error?.code === "syntax/nesting-too-deep") return { tooDeep: tooDeep(before) };
    return { before: span, after: span, reason: `the new text does not parse: ${error?.message ?? "incomplete"}` };
  }
  if (verify === "parse") return { verification: "parse" };
  const verdict = proveCoreEqual({ before, after, laws: downlevelLaws });
  if ("mismatch" in verdict) return verdict.mismatch;
  return readingsDiffer(after) ?? verdict;
}

function tooDeep(tree: Tree): Impossible {
  const span = { start: 0, end: Math.min(1, tree.source.length) };
  return { span, code: "downlevel/nested-too-deep", reason: "the new text would be nested too deep" };
}

/** Returns where CppNix and Lix would read the new text differently, or null. */
function readingsDiffer(after: Tree): Mismatch | null {
  const termOf = (reading: "cppnix" | "lix"): Term => lowerTree(after, { reading }).term;
  const difference = findDifference(termOf("cppnix"), termOf("lix"));
  if (difference === null) return null;
  return { before: difference.left, after: difference.right, reason: `Lix reads it differently, ${difference.reason}` };
}
