/** Surveys by the linear machine say what surveys by the complete evaluator say. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Subject } from "../src/run/evaluate/subject.ts";
import type { TargetOutcome } from "../src/run/evaluate/shown-outcome.ts";

const files: Readonly<Record<string, string>> = {
  "default.nix": `
    let
      make = attributes: derivation ({ system = "x"; builder = "/b"; } // attributes);
      package = name: attributes: make ({ inherit name; } // attributes) // { meta = { description = "the \${name}"; }; };
    in rec {
      plain = package "plain" { };
      hashing = package "hashing" { source = ./text.nix; };
      after = package "after" { inputs = [ hashing plain ]; };
      joined = package "joined" { file = builtins.toFile "file" "\${./text.nix}"; };
      thrown = throw "it";
      failed = 1 + { };
      overridden = package "overridden" { inherit (rec { __overrides = { a = 1; }; a = 2; }) a; };
      described = plain // { meta = rec { __overrides = { a = 1; }; a = 2; b = a; }; };
      wronglyDescribed = plain // { meta = { a = throw "it"; position = ./.; self = wronglyDescribed.meta; }; };
      set = { recurseForDerivations = true; inner = package "inner" { text = builtins.readFile ./text.nix; }; other = 1; };
      called = { recurseForDerivations ? true, name ? "called" }: package name { };
      list = [ plain hashing ];
      imported = import ./package.nix package;
    }`,
  "package.nix": 'package: package "imported" { }',
  "text.nix": "1",
};

interface Survey {
  readonly outcomes: readonly TargetOutcome[];
  readonly explained: ReadonlyMap<string, ReadonlySet<string>>;
  readonly evaluated: readonly string[];
  readonly readAsText: readonly string[];
}

function survey(folder: string, isQuick: boolean): Survey {
  const path = (name: string): string => join(folder, name);
  const rewritten = ["package.nix", "text.nix"];
  const texts = new Map(rewritten.map((name) => [path(name), new TextEncoder().encode(`(${files[name]})`)]));
  const selection = { input: { kind: "file", path: path("default.nix") }, attribute: "", arguments: [] } as const;
  const settings = { selections: [selection], folder, searchPath: [], memory: 1000 };
  const subject = new Subject({ settings, texts, isQuick });
  const outcomes: TargetOutcome[] = [];
  subject.walk(0, (outcome) => outcomes.push(outcome));
  const explained = subject.sources.explain(subject.derivations());
  const ofOutcomes = outcomes.flatMap(({ outcome }) => {
    const causes = explained.get(outcome);
    return causes === undefined ? [] : [[outcome, causes] as const];
  });
  const { evaluated, sources } = subject;
  return { outcomes, explained: new Map(ofOutcomes), evaluated: [...evaluated], readAsText: sources.readAsText() };
}

test("a survey by the linear machine says what one by the complete evaluator says", () => {
  const folder = mkdtempSync(join(tmpdir(), "lix-subject-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const complete = survey(folder, false);
  const quick = survey(folder, true);
  expect(quick).toEqual(complete);
  const found = new Map(quick.outcomes.map(({ target, outcome }) => ["path" in target ? target.path : "", outcome]));
  expect(found.size).toBe(quick.outcomes.length);
  expect([...found.keys()].sort()).toEqual(
    "after called described failed hashing imported joined list.0 list.1 overridden plain set.inner thrown wronglyDescribed".split(
      " ",
    ),
  );
  const explainedNames = [...found].flatMap(([name, outcome]) => (quick.explained.has(outcome) ? [name] : []));
  expect(explainedNames.sort()).toEqual(["after", "hashing", "joined", "list.1"]);
  expect(quick.readAsText).toEqual([join(folder, "text.nix")]);
});
