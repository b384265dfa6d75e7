/**
 * Every message of Lix's own language suite that names a deprecated feature, against the detectors: the same features at
 * the same places. The suite is not part of this project; its folder comes by `LIX_SUITE_LIX` (tests/functional2/lang).
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLineIndex, detect, detectors, makeLangver, parse, positionAt } from "@lix-tools/parser";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";

interface Message {
  readonly feature: string;
  readonly severity: string;
  readonly line: number;
}

interface SuiteFile {
  readonly name: string;
  readonly source: Uint8Array;
  readonly allowed: readonly string[];
  readonly messages: readonly Message[];
}

const semanticFeatures = ["nix-path-shadow", "floor-ceil-corrupt-integers"];

/** Reads `warning: … Use --extra-deprecated-features NAME … at FILE:LINE:COLUMN` and the same with `error:`. */
function readMessages(file: string, inputName: RegExp): Message[] {
  const pattern = /^(warning|error): [^]*?--extra-deprecated-features? ([a-z-]+)[^]*?at (\S+):(\d+):\d+:$/gm;
  return [...textOf(file).matchAll(pattern)]
    .filter((match) => inputName.test(match[3] ?? "") && !semanticFeatures.includes(match[2] ?? ""))
    .map(([, severity = "", feature = "", , line = ""]) => ({ feature, severity, line: Number(line) }));
}

/** Returns every test of a folder with `in*.nix`: what it allows, and what Lix says about its input. */
function suiteFiles(root: string): SuiteFile[] {
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .flatMap((name) => filesOfTest(root, name));
}

function filesOfTest(root: string, name: string): SuiteFile[] {
  const folder = join(root, name);
  const toml = existsSync(join(folder, "test.toml")) ? readFileSync(join(folder, "test.toml"), "utf8") : "";
  const files: SuiteFile[] = [];
  const outputs = readdirSync(folder).flatMap((file) => /^(.*)\.(?:out|err)\.exp$/.exec(file)?.[1] ?? []);
  for (const output of new Set(outputs)) {
    const suffix = inputsOf(folder).find((input) => input !== "" && output.endsWith(input)) ?? "";
    const input = join(folder, `in${suffix}.nix`);
    if (!existsSync(input)) continue;
    const messages = readMessages(join(folder, `${output}.err.exp`), /\/in.*\.nix$/);
    const isFailure = output.includes("fail") && messages.length === 0;
    // A failure for another reason says nothing about what Lix would have warned about.
    if (isFailure || /syntax error/.test(textOf(join(folder, `${output}.err.exp`)))) continue;
    files.push({
      name: `${name}/${output}`,
      source: readFileSync(input),
      allowed: allowedBy(toml, output, suffix),
      messages,
    });
  }
  return files;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function inputsOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /^in.*\.nix$/.test(file))
    .map((file) => file.slice(2, -4));
}

interface DeclaredTest {
  readonly runner: string;
  readonly name?: string;
  readonly in?: string | string[];
  readonly flags?: readonly string[];
}

/** Returns the features that the flags of the test with this output allow. */
function allowedBy(toml: string, output: string, suffix: string): string[] {
  if (toml === "") return [];
  const stem = output.slice(0, output.length - suffix.length);
  const { test } = parseToml(toml) as unknown as { test: DeclaredTest[] };
  const named = test.filter(({ name, runner }) => (name ?? runner) === stem || name === output);
  const declared = named.find((candidate) => [candidate.in ?? []].flat().includes(`in${suffix}.nix`)) ?? named[0];
  const flags = declared?.flags ?? [];
  const at = flags.findIndex((flag) => flag.includes("deprecated-features"));
  return at < 0 ? [] : (flags[at + 1] ?? "").split(" ");
}

/** The suite's tests of white space are named after their expressions. */
function whitespaceFiles(root: string): SuiteFile[] {
  const folder = join(root, "parser-token-whitespace");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".exp"))
    .map((file) => {
      const [, expression = "", mode = ""] = /^(.*?)(-depr)?\.(?:out|err)\.exp$/.exec(file) ?? [];
      const source = new TextEncoder().encode(`with {}; ${expression.replace("--", "//")}`);
      const allowed = ["url-literals", ...(mode === "" ? [] : ["tokens-no-whitespace"])];
      const messages = readMessages(join(folder, `${expression}${mode}.err.exp`), /string/);
      return { name: file, source, allowed, messages };
    });
}

function ours({ source, allowed }: SuiteFile): Message[] {
  const { tree, isComplete } = parse(source, { langver: makeLangver("legacy"), implementation: "lix" });
  if (!isComplete) return [];
  const index = createLineIndex(source);
  return detect(tree, detectors)
    .filter(({ detector, site }) => site.verdict !== "gap" && !allowed.includes(detector.lixFeature ?? ""))
    .map(({ detector, site }) => ({
      feature: detector.lixFeature ?? "",
      severity: site.verdict,
      line: positionAt(index, site.span.start).line,
    }));
}

/** Lix stops at its first error, so behind one ours may go on. */
function agrees(found: readonly Message[], expected: readonly Message[]): boolean {
  const key = ({ feature, severity, line }: Message): string => `${severity} ${feature} ${line}`;
  const rest = found.map(key);
  const missing = expected.filter((message) => {
    const at = rest.indexOf(key(message));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const stopped = expected.some(({ severity }) => severity === "error");
  return missing.length === 0 && (stopped || rest.length === 0);
}

const suite = process.env.LIX_SUITE_LIX ?? "";

describe("deprecations as the Lix language suite expects them", () => {
  if (!existsSync(suite)) {
    it("is not here: set LIX_SUITE_LIX to run it", ({ skip }) => skip());
    return;
  }
  const files = [...suiteFiles(suite), ...whitespaceFiles(suite)];
  it("has messages", () => expect(files.flatMap(({ messages }) => messages).length).toBeGreaterThan(60));
  it.each(files)("$name", (file) => {
    const found = ours(file);
    expect(agrees(found, file.messages), `${JSON.stringify(found)} for ${JSON.stringify(file.messages)}`).toBe(true);
  });
});
