/**
 * `--interactive`: asks about every file and every site before anything is written. Questions go to standard error,
 * answers come from standard input, a line each, so that it works on a terminal and in a pipe.
 */
import { createInterface } from "node:readline";
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { renderUnifiedDiff } from "@lix-tools/cli-kit/diff";
import { readSource } from "@lix-tools/cli-kit/discovery";
import type { Palette } from "@lix-tools/cli-kit/terminal";
import { createLineIndex, createParserBuffers, positionAt } from "@lix-tools/parser";
import { createPolisher } from "../polish/polish.ts";
import type { Migration } from "../engine/migrate-source.ts";
import { type FileMigrator, migrationOf } from "../run/migrate-file.ts";
import { targetOf } from "../run/rewriting.ts";
import type { ChosenRewrite, RunItem } from "../run/run-options.ts";
import type { Surroundings } from "./surroundings.ts";

/** Returns the items with what was chosen; files that are to stay as they are go unchanged. */
export async function askAbout(items: readonly RunItem[], { run, options, io }: Surroundings): Promise<RunItem[]> {
  const migrator: FileMigrator = {
    options: run,
    target: targetOf(run, run),
    buffers: createParserBuffers(),
    polisher: createPolisher(),
  };
  const person = createPerson(io, io.paletteFor(io.stderr, options.color));
  const chosen: RunItem[] = [];
  for (const item of items) {
    const mayAsk = item.to !== "unchanged" && item.to !== "legacy" && !person.isGone() && item.guard === null;
    chosen.push(mayAsk ? await askAboutFile(item, migrator, person) : person.isGone() ? left(item) : item);
  }
  person.leave();
  return chosen;
}

function left(item: RunItem): RunItem {
  return { ...item, to: "unchanged" };
}

/** Whoever answers. */
interface Person {
  /** Returns the letter that was answered, one of those offered; `q` when nobody answers any more. */
  ask(question: string, offers: readonly Offer[]): Promise<string>;
  say(text: string | Uint8Array): void;
  readonly palette: Palette;
  /** The rules about which everything is said, by id. */
  readonly settled: Map<string, "yes" | "no">;
  isGone(): boolean;
  leave(): void;
}

/** An answer that can be given. */
interface Offer {
  readonly letter: string;
  readonly meaning: string;
}

function createPerson(io: CommandIo, palette: Palette): Person {
  const lines = createInterface({ input: process.stdin, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  let isGone = false;
  const say = (text: string | Uint8Array): void => {
    io.stderr.write(text);
    io.stderr.flush();
  };
  return {
    palette,
    settled: new Map(),
    say,
    isGone: () => isGone,
    leave: () => lines.close(),
    async ask(question, offers) {
      const letters = offers.map(({ letter }) => letter).join("");
      for (;;) {
        say(`${palette.bold(`${question} [${letters}?]`)} `);
        const { value, done } = await answers.next();
        const answer = done === true ? "q" : value.trim().toLowerCase();
        if (answer === "q") isGone = true;
        if (answer === "q" || offers.some(({ letter }) => letter === answer)) return answer;
        say(`${[...offers, leaveOffer].map(({ letter, meaning }) => `  ${letter}  ${meaning}`).join("\n")}\n`);
      }
    },
  };
}

const leaveOffer: Offer = { letter: "q", meaning: "leave everything from here on as it is, and do what was chosen" };

async function askAboutFile(item: RunItem, migrator: FileMigrator, person: Person): Promise<RunItem> {
  const read = readSource(item.file);
  if ("report" in read) return item;
  const all = migrationOf(read.bytes, item, migrator);
  const sites = sitesOf(all);
  if (all.before === all.after && sites.every(({ alternative }) => alternative === null)) return item;
  const isSwitch = all.applied.some(({ codemod }) => codemod.phase === "switch");
  if (isSwitch && !(await wantsSwitch(item, all, migrator, person))) return left(item);
  const optional = sites.filter(({ phase, isOffered }) => !isSwitch || phase === "idiom" || !isOffered);
  const chosen = await askAboutSites(optional, { item, all, migrator, person });
  const meant = new Set(chosen.filter(({ isMeant }) => isMeant).map(({ id }) => id));
  return { ...item, chosen, accepted: [...new Set([...item.accepted, ...meant])] };
}

/** A place where something can be rewritten. */
interface Site {
  readonly id: ChosenRewrite["id"];
  readonly name: string;
  readonly phase: string | undefined;
  readonly offset: number;
  readonly title: string;
  /** Whether there is a rewrite that keeps the meaning. */
  readonly isOffered: boolean;
  readonly alternative: string | null;
}

function sitesOf({ applied, refused }: Migration): Site[] {
  const offered = applied.map(({ codemod: { id, name, phase }, sites: [first], title, alternative }): Site => {
    return { id, name, phase, offset: first?.start ?? 0, title, isOffered: true, alternative };
  });
  const refusals = refused.map(({ codemod: { id, name, phase }, span, reason, alternative }): Site => {
    return { id, name, phase, offset: span.start, title: `left: ${reason}`, isOffered: false, alternative };
  });
  const all = [...offered, ...refusals.filter(({ alternative }) => alternative !== null)];
  return all.toSorted((a, b) => a.offset - b.offset);
}

/** What the change of dialect needs is one question: it is done as a whole or not at all. */
async function wantsSwitch(item: RunItem, all: Migration, migrator: FileMigrator, person: Person): Promise<boolean> {
  const settled = person.settled.get("switch");
  if (settled !== undefined) return settled === "yes";
  const needed = all.applied.filter(({ codemod }) => codemod.phase !== "idiom");
  const bare = migrationOf(all.before, { ...item, chosen: [] }, migrator);
  for (;;) {
    const answer = await person.ask(
      `${item.file.path}: switch to ${item.to}, ${needed.length} ${needed.length === 1 ? "rewrite" : "rewrites"}?`,
      [
        { letter: "y", meaning: "yes" },
        { letter: "n", meaning: "no, leave this file as it is" },
        { letter: "a", meaning: "yes, and so for every file" },
        { letter: "v", meaning: "show them" },
      ],
    );
    if (answer === "v") person.say(renderUnifiedDiff({ path: item.file.path, ...bare }, person.palette));
    if (answer === "a") person.settled.set("switch", "yes");
    if (answer !== "v") return answer === "y" || answer === "a";
  }
}

interface SiteQuestions {
  readonly item: RunItem;
  readonly all: Migration;
  readonly migrator: FileMigrator;
  readonly person: Person;
}

async function askAboutSites(sites: readonly Site[], questions: SiteQuestions): Promise<ChosenRewrite[]> {
  const { person } = questions;
  const chosen: ChosenRewrite[] = [];
  let rest: "yes" | "no" | null = null;
  for (const site of sites) {
    if (person.isGone()) break;
    const settled = rest ?? person.settled.get(site.id);
    const answer = settled === undefined ? await askAboutSite(site, questions) : settled === "yes" ? "y" : "n";
    if (answer === "a") person.settled.set(site.id, "yes");
    if (answer === "s") person.settled.set(site.id, "no");
    if (answer === "f") rest = "yes";
    if (answer === "d") rest = "no";
    const isTaken = site.isOffered && ["y", "a", "f"].includes(answer);
    if (isTaken || answer === "m") chosen.push({ id: site.id, offset: site.offset, isMeant: answer === "m" });
  }
  return chosen;
}

async function askAboutSite(site: Site, questions: SiteQuestions): Promise<string> {
  const { item, all, person } = questions;
  const { line, column } = positionAt(createLineIndex(all.before), site.offset);
  person.say(changeAt({ id: site.id, offset: site.offset, isMeant: !site.isOffered }, questions));
  const isMeantOnly = !site.isOffered;
  const offers: Offer[] = [
    ...(isMeantOnly ? [] : [{ letter: "y", meaning: "yes" }]),
    { letter: "n", meaning: "no" },
    ...(site.alternative === null
      ? []
      : [{ letter: "m", meaning: `${site.alternative}, which changes the meaning to what was perhaps meant` }]),
    ...(isMeantOnly ? [] : [{ letter: "a", meaning: "yes, and so for every other site of this rule" }]),
    { letter: "s", meaning: "no, and so for every other site of this rule" },
    ...(isMeantOnly ? [] : [{ letter: "f", meaning: "yes, and so for the rest of this file" }]),
    { letter: "d", meaning: "no, and so for the rest of this file" },
  ];
  return person.ask(`${item.file.path}:${line}:${column}: ${site.name}, ${site.title}?`, offers);
}

/** Returns the difference that one choice makes. */
function changeAt(choice: ChosenRewrite, { item, all, migrator, person }: SiteQuestions): Uint8Array {
  const accepted = choice.isMeant ? [choice.id] : [];
  const without = migrationOf(all.before, { ...item, chosen: [], accepted: [] }, migrator).after;
  const withIt = migrationOf(all.before, { ...item, chosen: [choice], accepted }, migrator).after;
  return renderUnifiedDiff({ path: item.file.path, before: without, after: withIt }, person.palette);
}
