/** Every construct is down-levelled as its `*.cases.txt` says. `UPDATE=1` writes down what becomes of it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { checkDeprecations, checkTree, createLineIndex, makeLangver, parse, positionAt } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { downlevelSource } from "../src/downlevel/downlevel-source.ts";
import { type Case, parseCases, renderCases, toBytes, toText } from "./cases.ts";

const folder = fileURLToPath(new URL("../src/downlevel/", import.meta.url));
const legacy = makeLangver("legacy");
const isUpdating = process.env["UPDATE"] === "1";

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".cases.txt"));

/** What really becomes of it, in the form of the case. A name that ends in `(entry)` is about a file a command line names. */
function outcomeOf({ name, source }: Case): Case {
  const bytes = toBytes(source);
  const role = name.endsWith("(entry)") ? "entry" : "imported";
  const { status, after, impossible, mismatch, diagnostics } = downlevelSource(bytes, { role });
  expect([name, mismatch, diagnostics]).toEqual([name, null, []]);
  expect(status === "impossible").toBe(impossible.length > 0);
  const index = createLineIndex(bytes);
  const places = impossible.map(({ span, code, reason }) => {
    const { line, column } = positionAt(index, span.start);
    return `${line}:${column} ${code} ${reason}`;
  });
  return {
    name,
    source,
    ...(after === bytes ? {} : { rewritten: toText(after) }),
    ...(places.length === 0 ? {} : { refused: places.join("\n") }),
  };
}

describe.each(files.toSorted())("%s", (file) => {
  const { head, cases } = parseCases(readFileSync(`${folder}${file}`, "utf8"));

  test("has cases", () => {
    expect(cases.length).toBeGreaterThan(0);
    if (isUpdating) writeFileSync(`${folder}${file}`, renderCases(head, cases.map(outcomeOf)));
  });

  test.each(cases)("$name", (example) => {
    const outcome = outcomeOf(example);
    if (!isUpdating) expect(outcome).toEqual(example);
    if (outcome.rewritten !== undefined) expectSound(toBytes(outcome.rewritten));
  });
});

/** What holds for every new text: it is legacy without errors, Lix objects to nothing, and there is nothing left to do. */
function expectSound(after: Uint8Array): void {
  const { tree, diagnostics } = parse(after, { langver: legacy });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  checkTree(tree);
  expect(checkDeprecations(tree).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const again = downlevelSource(after);
  expect([again.status, again.after === after]).toEqual(["clean", true]);
}

test("every construct has cases", () => {
  const constructs = readdirSync(`${folder}constructs`).filter((path) => path.endsWith(".ts"));
  const without = constructs.filter((path) => !existsSync(`${folder}constructs/${basename(path, ".ts")}.cases.txt`));
  expect(without).toEqual([]);
});

test.each([
  ["brackets", `use nix2; a: ${"[ *a ".repeat(300)}${"]".repeat(300)}`],
  ["constructs", `use nix2; a: a${".0".repeat(5000)}`],
  ["functions", `use nix2; ${"[a]: ".repeat(5000)}a`],
])("%s that are nested too deep are impossible", (_, text) => {
  const { status, impossible } = downlevelSource(toBytes(text));
  expect([status, impossible.map(({ code }) => code)]).toEqual(["impossible", ["downlevel/nested-too-deep"]]);
});
