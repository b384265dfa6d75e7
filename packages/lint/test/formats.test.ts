/** The formats for other tools: valid, complete, and with fingerprints that survive moved lines. */
import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { captureOutput, createPalette } from "@lix-tools/cli-kit/terminal";
import { makeLangver } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../src/settings.ts";
import { lintSource } from "../src/engine/lint.ts";
import { allRules } from "../src/registry.ts";
import { createLintReporter, type LintFormatName } from "../src/report/formats.ts";

const profile = {
  preset: "recommended",
  target: "legacy",
  levels: [],
  options: {},
  only: null,
  suppressions: "honour",
} as const;
const program = `{
  url = http://example.org;
  # lix-lint-ignore dead/empty-let: kept
  a = let in 1;
  b = let "ü" = 2; c = 3; in 4;
  d = x: !!x;
}
`;

async function render(format: LintFormatName, text = program): Promise<string> {
  const source = new TextEncoder().encode(text);
  const { findings } = lintSource({ source, langver: makeLangver("legacy"), path: "a b.nix" }, settingsOf(profile));
  const output = captureOutput();
  const palette = createPalette({ choice: "never", env: {}, isTerminal: false });
  const docsUrl = "https://example.org/rules";
  const reporter = createLintReporter({ format, output, palette, version: "0.1.0", rules: allRules, docsUrl });
  await reporter.report({ path: "a b.nix", source, findings });
  await reporter.finish();
  return output.text();
}

describe("SARIF", () => {
  test("has rules, places, fixes, fingerprints and suppressions", async () => {
    const log = JSON.parse(await render("sarif"));
    const [run] = log.runs;
    expect(log.version).toBe("2.1.0");
    const url = run.results.find((result: { ruleId: string }) => result.ruleId === "langver/url-literal");
    expect(run.tool.driver.rules[url.ruleIndex].id).toBe("langver/url-literal");
    expect(run.tool.driver.rules[url.ruleIndex].helpUri).toBe("https://example.org/rules/LX200.md");
    expect(url.level).toBe("error");
    const { artifactLocation, region } = url.locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe("a%20b.nix");
    expect(region).toEqual({ startLine: 2, startColumn: 9, endLine: 2, endColumn: 27 });
    expect(url.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe('"http://example.org"');
    const silent = run.results.find((result: { ruleId: string }) => result.ruleId === "dead/empty-let");
    expect(silent.suppressions).toEqual([{ kind: "inSource", justification: "kept" }]);
  });

  test("fingerprints stay when lines move and differ within a file", async () => {
    const prints = async (text: string): Promise<string[]> =>
      JSON.parse(await render("sarif", text)).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["lixLint/v1"],
      );
    const before = await prints(program);
    expect(await prints(`# one\n# two\n${program}`)).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  const schema = process.env["LIX_SARIF_SCHEMA"] ?? "";
  test.skipIf(!existsSync(schema))("is valid by the schema of SARIF 2.1.0", async () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
    const { $schema: _, id: _id, ...given } = JSON.parse(readFileSync(schema, "utf8"));
    const validate = ajv.compile(given);
    expect(validate(JSON.parse(await render("sarif"))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
  });

  test("the schema is there", (context) => {
    context.skip(!existsSync(schema), "not validated without LIX_SARIF_SCHEMA, the schema's file");
  });
});

test("GitLab gets fingerprints and lines, not what is suppressed", async () => {
  const issues: { check_name: string; fingerprint: string; location: unknown; severity: string }[] = JSON.parse(
    await render("gitlab"),
  );
  expect(issues.map(({ check_name }) => check_name)).not.toContain("dead/empty-let");
  const url = issues.find(({ check_name }) => check_name === "langver/url-literal");
  expect(url).toMatchObject({ severity: "major", location: { path: "a b.nix", lines: { begin: 2, end: 2 } } });
  expect(url?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
});

test("Checkstyle gets an element for each finding", async () => {
  const text = await render("checkstyle");
  expect(
    text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n  <file name="a b.nix">\n'),
  ).toBe(true);
  expect(text).toContain(
    '<error line="2" column="9" severity="error" message="found a URL without quotes" source="langver/url-literal"/>',
  );
  expect(text.endsWith("  </file>\n</checkstyle>\n")).toBe(true);
});

test("Checkstyle and JUnit are complete without findings", async () => {
  expect(await render("checkstyle", "{ }\n")).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n',
  );
  expect(await render("junit", "{ }\n")).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lix-lint" tests="0" failures="0">\n</testsuites>\n',
  );
});

test("JUnit counts and escapes", async () => {
  const text = await render("junit", "let a = 1; in let in x: !!x\n");
  expect(text).toMatch(/<testsuites name="lix-lint" tests="3" failures="3">/);
  expect(text).toContain('classname="a b.nix"');
  expect(text).not.toMatch(/message="[^"]*[<>]/);
});

test("reviewdog gets suggestions", async () => {
  const { diagnostics, source } = JSON.parse(await render("rdjson"));
  expect(source.name).toBe("lix-lint");
  const url = diagnostics.find((found: { code: { value: string } }) => found.code.value === "langver/url-literal");
  expect(url.severity).toBe("ERROR");
  expect(url.suggestions[0].text).toBe('"http://example.org"');
});
