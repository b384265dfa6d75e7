/** The reports of `lix-migrate`: they agree with one another, add up, and are the same for the same run. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { type Run, useBin } from "./bin.ts";
import { temporaryTree } from "./temporary-tree.ts";

const bin = useBin("migrate-langver", "lix-migrate");

const files = {
  "clean.nix": "use experimental.nix2; 1",
  "migrated.nix": "p: [ x:y (with p; [ a b ]) ]\n",
  "partial.nix": 'p: [ x:y "</script>${p}" (rec { __overrides = { }; }) ]\n',
  "refused.nix": "rec { __overrides = { }; }\n",
  "syntax.nix": "{",
  "a<b>.nix": "{ a = http://a.b/c; }",
};

function report(cwd: string, ...args: readonly string[]): Run {
  const reports = ["json", "html", "sarif"].flatMap((kind) => ["--report", `report.${kind}`]);
  return bin.run(["--to", "nix2", "--isolated", ".", ...reports, ...args], { cwd });
}

const read = (cwd: string, name: string): string => readFileSync(join(cwd, name), "utf8");

/** The parts of the JSON report that are looked at here. */
interface JsonReport {
  readonly summary: {
    readonly files: number;
    readonly changed: number;
    readonly statuses: Record<string, number>;
    readonly verified: Record<string, number>;
  };
  readonly rules: readonly { sites: number; rewritten: number; refused: number; reasons: Record<string, number> }[];
  readonly files: readonly { rules: Record<string, number>; refused: readonly object[]; milliseconds?: number }[];
}

/** The parts of a SARIF log that are looked at here. */
interface SarifLog {
  readonly runs: readonly [{ readonly results: readonly { ruleId: string; message: { text: string } }[] }];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe("reports", () => {
  it("add up, each and with one another", () => {
    const cwd = temporaryTree(files);
    expect(report(cwd).code).toBe(2);
    const json = JSON.parse(read(cwd, "report.json")) as JsonReport; // written by the program under test
    const { summary, rules } = json;
    expect(summary.files).toBe(6);
    expect(sum(Object.values(summary.statuses))).toBe(summary.files);
    expect(sum(Object.values(summary.verified))).toBe(summary.changed);
    for (const { sites, rewritten, refused, reasons } of rules) {
      expect(sites).toBe(rewritten + refused);
      expect(sum(Object.values(reasons))).toBe(refused);
    }
    expect(sum(json.files.map((file) => sum(Object.values(file.rules))))).toBe(
      sum(rules.map((rule) => rule.rewritten)),
    );
    const refused = sum(rules.map((rule) => rule.refused));
    expect(sum(json.files.map((file) => file.refused.length))).toBe(refused);
    const sarif = JSON.parse(read(cwd, "report.sarif")) as SarifLog; // written by the program under test
    const left = sarif.runs[0].results.filter(({ message }) => message.text.startsWith("left: "));
    expect(left.length).toBe(refused);
    const html = read(cwd, "report.html");
    const rewritten = sum(rules.map((rule) => rule.rewritten));
    expect(html).toContain(
      `<th scope="row">all</th><td>${rewritten + refused}</td><td>${rewritten}</td><td>${refused}</td>`,
    );
  });
  it("are the same for the same run, on one core or more", () => {
    const cwd = temporaryTree(files);
    report(cwd);
    const once = ["report.json", "report.html", "report.sarif"].map((name) => read(cwd, name));
    report(cwd, "--jobs", "2");
    expect(["report.json", "report.html", "report.sarif"].map((name) => read(cwd, name))).toEqual(once);
    expect(once[0]).not.toContain("milliseconds");
    report(cwd, "--timings");
    expect(read(cwd, "report.json")).toContain('"milliseconds"');
  });
  it("in HTML is one page that needs nothing else and runs nothing", () => {
    const cwd = temporaryTree(files);
    report(cwd);
    const html = read(cwd, "report.html");
    expect(html).not.toMatch(/<script|<link|<img|\bsrc=|\bhref=|url\(|@import/u);
    expect(html).toContain("<code>a&lt;b&gt;.nix</code>");
    expect(html).toContain("<ins>+use experimental.nix2;</ins>");
    expect(html).toContain("What this rests on: in the standard global scope");
    const opened = [...html.matchAll(/<([a-z][a-z0-9]*)\b[^>]*>/gu)].map(([, tag]) => tag);
    const closed = [...html.matchAll(/<\/([a-z][a-z0-9]*)>/gu)].map(([, tag]) => tag);
    const isVoid = (tag: string | undefined): boolean => tag === "meta";
    expect(opened.filter((tag) => !isVoid(tag)).toSorted()).toEqual(closed.toSorted());
  });
  it("in SARIF go to standard output, too, and nothing else does", () => {
    const cwd = temporaryTree(files);
    const { stdout, stderr } = report(cwd, "--output-format", "sarif");
    expect(stdout).toBe(read(cwd, "report.sarif"));
    expect(stderr).toContain("6 files: ");
  });

  const schema = process.env["LIX_SARIF_SCHEMA"] ?? "";
  it.skipIf(!existsSync(schema))("in SARIF are valid by its schema", () => {
    const cwd = temporaryTree(files);
    report(cwd);
    const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
    const { $schema: _, id: _id, ...given } = JSON.parse(readFileSync(schema, "utf8"));
    const validate = ajv.compile(given);
    expect(validate(JSON.parse(read(cwd, "report.sarif"))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
  });
  it("in SARIF have a schema to be held to", ({ skip }) => {
    skip(!existsSync(schema), "not validated without LIX_SARIF_SCHEMA, the schema's file");
  });
});
