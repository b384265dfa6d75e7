/**
 * What goes to Nix 2 and back and there again is the same text, byte for byte, both ways. `UPDATE=1` writes down what
 * becomes of the cases; `(also nested-calls)` behind a name asks for rewrites that are a matter of taste.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseCases, toBytes } from "./cases.ts";
import { type RunStyle, styles, type Trips, tripsOf } from "./polished.ts";

const casesFile = fileURLToPath(new URL("../src/polish/there-and-back.cases.txt", import.meta.url));
const codemodFolder = fileURLToPath(new URL("../src/codemods/", import.meta.url));
const corpus = fileURLToPath(new URL("../../../corpus/legacy/", import.meta.url));

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function expectFixed({ there, back, thereAgain, backAgain }: Trips): void {
  expect(textOf(thereAgain)).toBe(textOf(there));
  expect(textOf(backAgain)).toBe(textOf(back));
}

interface TripCase {
  readonly name: string;
  readonly source: string;
  readonly nix2: string;
  readonly legacy: string;
}

function readTrips(): TripCase[] {
  return readFileSync(casesFile, "utf8")
    .split(/^=== /mu)
    .slice(1)
    .map((block) => {
      const [, name = "", source = "", nix2 = "", legacy = ""] =
        /^(.*)\n([^]*)^--- nix2\n([^]*)^--- legacy\n([^]*)$/mu.exec(block) ?? [];
      return { name, source, nix2, legacy };
    });
}

/** Returns what the name of a case asks for. */
function styleOf({ name }: TripCase): RunStyle {
  const [, names] = /\(also ([\w, -]+)\)$/u.exec(name) ?? [];
  return names === undefined ? {} : { also: names.split(", ") };
}

const trips = readTrips();

describe("there and back", () => {
  if (process.env["UPDATE"] === "1") {
    const texts = trips.map((example) => {
      const { name, source } = example;
      const { there, back } = tripsOf(Buffer.from(source), styleOf(example));
      return `=== ${name}\n${source}--- nix2\n${textOf(there)}--- legacy\n${textOf(back)}`;
    });
    writeFileSync(casesFile, texts.join(""));
  }
  test.each(trips)("$name", (example) => {
    const { source, nix2, legacy } = example;
    const trip = tripsOf(Buffer.from(source), styleOf(example));
    if (process.env["UPDATE"] !== "1") expect([textOf(trip.there), textOf(trip.back)]).toEqual([nix2, legacy]);
    expectFixed(trip);
  });
});

const programs = readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".nix"));

const files = readdirSync(codemodFolder).filter((name) => name.endsWith(".cases.txt"));

describe.each(styles)("%s", (_name, style) => {
  test.each(programs.toSorted())("the corpus is a fixed point: %s", (program) => {
    expectFixed(tripsOf(readFileSync(corpus + program), style));
  });

  // Not all of them are legacy, and what is not may become something else than it was.
  test.each(files.toSorted())("the cases come back as the same text: %s", (file) => {
    const { cases } = parseCases(readFileSync(codemodFolder + file, "utf8"));
    for (const { name, source } of cases) {
      const { back, backAgain } = tripsOf(toBytes(source), style);
      expect([name, textOf(backAgain)]).toEqual([name, textOf(back)]);
    }
  });
});
