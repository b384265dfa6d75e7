/**
 * The plan of a migration for people: what would be done to which file, in which order, and what that order means to
 * those who read the tree while it is half done.
 */
import type { Palette } from "@lix-tools/cli-kit/terminal";
import { codemods } from "../registry.ts";
import type { FileResult } from "../run/file-result.ts";
import type { Order } from "../run/plan/order.ts";
import { countOf } from "./count-of.ts";

/** A file of a plan. */
export interface PlannedFile {
  readonly result: FileResult;
  readonly from: string;
  readonly to: string;
  /** Files of the run that import it. */
  readonly importers: number;
}

/** Groups of files in their order; the files of a group import each other. */
export interface MigrationPlan {
  readonly to: string;
  readonly order: Order;
  readonly groups: readonly (readonly PlannedFile[])[];
  /** Files of which there is nothing to be done. */
  readonly untouched: number;
}

/** Returns the plan as text. */
export function renderPlan(plan: MigrationPlan, palette: Palette): string {
  const files = plan.groups.flat();
  if (files.length === 0) return "nothing is to be done\n";
  const width = String(plan.groups.length).length;
  const lines = plan.groups.flatMap((group, index) => groupLines(group, `${index + 1}`.padStart(width), palette));
  const head = palette.bold(`${countOf(files.length, "file")} in this order, ${orderWords[plan.order]}`);
  return [head, ...lines, "", ...stageLines(plan), "", ...meaningOf(plan), ""].join("\n");
}

const orderWords: Readonly<Record<Order, string>> = {
  "importees-first": "what is imported before what imports it",
  "importers-first": "what imports before what it imports",
};

function groupLines(group: readonly PlannedFile[], number: string, palette: Palette): string[] {
  return group.map((file, index) => {
    const { result, from, to } = file;
    const rules = result.rules.map(({ id, rewritten }) => (rewritten === 1 ? id : `${id}×${rewritten}`)).join(" ");
    const left = result.refused.length === 0 ? "" : `, ${result.refused.length} left`;
    const label = index === 0 ? number : " ".repeat(number.length);
    const together = group.length > 1 ? palette.gray(index === 0 ? " ┐" : " │") : "";
    return `${palette.gray(label)}${together} ${result.path}  ${from} → ${to}  ${rules}${left}`;
  });
}

function isNix2(to: string): boolean {
  return to === "nix2" || to === "nix2-future";
}

/** Freezing is for everybody, so it can be done, and shipped, first. */
function stageLines({ groups, to }: MigrationPlan): string[] {
  if (!isNix2(to)) return [`one stage: \`lix-migrate --to ${to} --write\``];
  const phases = new Map(codemods.map(({ id, phase }) => [id, phase]));
  const sites = (phase: string): number =>
    groups
      .flat()
      .flatMap(({ result }) => result.rules)
      .reduce((sum, { id, rewritten }) => sum + (phases.get(id) === phase ? rewritten : 0), 0);
  return [
    "stages:",
    `  1. freeze, ${countOf(sites("freeze"), "rewrite")}: text that both dialects read alike, good for every Nix and Lix of today`,
    `  2. switch, ${countOf(sites("switch"), "rewrite")}: the clause and what comes with it; from here on only Nix 2 reads the file`,
    `  3. idiom, ${countOf(sites("idiom"), "rewrite")}: what the new dialect is for; any time later`,
    "`lix-migrate --to lix --write` does most of the first by itself, `--skip` and `--rules` leave out what is to wait",
  ];
}

function meaningOf({ groups, order, to }: MigrationPlan): string[] {
  if (!isNix2(to)) return ["the order does not matter: every step is read by every Nix and Lix"];
  const files = groups.flat();
  const entries = files.filter(({ importers }) => importers === 0);
  const shared = files.filter(({ importers }) => importers > 1);
  const names = (list: readonly PlannedFile[]): string =>
    list
      .slice(0, 3)
      .map(({ result }) => result.path)
      .join(", ") + (list.length > 3 ? ", …" : "");
  const common = [
    "an evaluator that knows Nix 2 reads the tree after every step: either dialect may import the other",
    `nobody here imports ${countOf(entries.length, "file")}: ${names(entries) || "none"}`,
  ];
  if (order === "importers-first") {
    return [
      ...common,
      `for other evaluators those are lost with the first step, while what is shared (${names(shared) || "nothing"}) can`,
      "be used directly until its turn comes; good where others import parts of this tree",
    ];
  }
  return [
    ...common,
    "for other evaluators a file is lost as soon as anything that it imports has switched; good where all readers know",
    "Nix 2, since what is shared comes first and each step can be tried through all that uses it",
  ];
}
