/**
 * Everything the page shows of a text, computed at once and off the main thread. Broken text is analysed as far as it
 * goes; nothing here throws for bad input.
 */
import { lowerTree, renderTerm } from "@lix-tools/eval-core";
import { format } from "@lix-tools/fmt";
import { fixSource, lintTree } from "@lix-tools/lint";
import {
  detectLangver,
  type Edition,
  parse,
  type ResolvedLangver,
  type TolerantParser,
  type Tree,
} from "@lix-tools/parser";
import type { Analysis, ColouredText, Problem, Target } from "../protocol.ts";
import { coloursOf, colourTerm, colourText } from "./coloured-text.ts";
import { layOutTerm } from "./core-layout.ts";
import { migrate, targetsFor } from "./migration.ts";
import { createSourceText, type SourceText } from "./places.ts";
import { createLintProfiles, type LintProfiles, profileFor, toProblems } from "./problems.ts";

/** The text after fixes. */
export interface FixedText {
  readonly text: string;
  /** How many fixes were made. */
  readonly count: number;
  /** How many findings are left. */
  readonly left: number;
}

/** The tools with what they keep from text to text. */
export interface Workbench {
  /** Returns everything about a text; the target is the usual one where the text cannot become the one given. */
  analyse(text: string, target: Target | null): Analysis;
  /** Returns the text with its fixes made, each proven where it claims to be safe. */
  fix(text: string, level: "safe" | "unsafe"): FixedText;
}

/** What a workbench may be given. */
export interface WorkbenchOptions {
  /** Makes trees of text with syntax errors; without it such text has no colours. */
  readonly tolerant?: TolerantParser;
  readonly now: () => number;
}

/** Returns a workbench. */
export function createWorkbench({ tolerant, now }: WorkbenchOptions): Workbench {
  const profiles = createLintProfiles(tolerant);
  return {
    analyse: (text, target) => {
      const begun = now();
      const analysis = analyse(createSourceText(text), target, { profiles, tolerant });
      return { ...analysis, time: now() - begun };
    },
    fix: (text, level) => fix(text, level, profiles),
  };
}

interface Tools {
  readonly profiles: LintProfiles;
  readonly tolerant: TolerantParser | undefined;
}

function analyse(source: SourceText, wanted: Target | null, { profiles, tolerant }: Tools): Omit<Analysis, "time"> {
  const resolved = detectLangver(source.bytes);
  const { langver } = resolved;
  const parsed = parse(source.bytes, { langver, ...(tolerant === undefined ? {} : { tolerant }) });
  const { findings } = lintTree(null, parsed.tree, profileFor(profiles, langver), parsed);
  const targets = targetsFor(langver);
  const target = wanted !== null && targets.includes(wanted) ? wanted : (targets[0] ?? "nix2");
  return {
    language: languageOf(resolved),
    targets,
    colours: coloursOf(parsed.tree, source.toIndex),
    problems: [...clauseProblems(resolved, source), ...toProblems(findings, source.toPlace)],
    isComplete: parsed.isComplete,
    ...formatted(source, tolerant),
    migration: migrate(source, target, tolerant),
    core: parsed.isComplete ? coreOf(parsed.tree) : null,
  };
}

const editionNames: Readonly<Record<Edition, string>> = {
  legacy: "Nix",
  lix: "Nix (Lix)",
  nix2: "Nix 2",
  "nix2-future": "Nix 2 future",
};

function languageOf({ langver: { edition }, origin }: ResolvedLangver): Analysis["language"] {
  return { edition, name: editionNames[edition], origin: origin === "clause" ? "clause" : "default" };
}

/** What is wrong with the head clause. The linter hears of it from its callers only. */
function clauseProblems({ diagnostics }: ResolvedLangver, { toPlace }: SourceText): Problem[] {
  return diagnostics
    .filter(({ code }) => !code.endsWith("unratified-feature-name"))
    .map(({ span, code, severity, message, notes = [] }) => ({
      ...toPlace(span),
      code,
      rule: null,
      severity,
      message,
      notes,
      fixes: [],
    }));
}

function formatted(source: SourceText, tolerant?: TolerantParser): Pick<Analysis, "formatted" | "isFormatted"> {
  const { text, isChanged } = format(source.bytes, { verify: "always" });
  if (text === null) return { formatted: null, isFormatted: false };
  const result: ColouredText = colourText(new TextDecoder("utf-8", { ignoreBOM: true }).decode(text), tolerant);
  return { formatted: result, isFormatted: !isChanged };
}

/** Longer terms are of no use to a reader, and slow to show. */
const longestTerm = 400_000;

function coreOf(tree: Tree): ColouredText {
  const notation = renderTerm(lowerTree(tree).term);
  return colourTerm(notation.length > longestTerm ? `${notation.slice(0, longestTerm)} …` : layOutTerm(notation));
}

function fix(text: string, level: "safe" | "unsafe", profiles: LintProfiles): FixedText {
  const source = new TextEncoder().encode(text);
  const { langver, diagnostics } = detectLangver(source);
  const result = fixSource({ source, langver, path: null, diagnostics }, profileFor(profiles, langver), { level });
  const count = [...result.applied.values()].reduce((sum, made) => sum + made, 0);
  const left = result.remaining.findings.filter(({ suppression }) => suppression === null).length;
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(result.output), count, left };
}
