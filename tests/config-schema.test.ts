/**
 * The published schema of `lix.toml` is made of the tables of every command, and accepts what they accept. `UPDATE=1`
 * writes it anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ConfigSection,
  createConfigStore,
  filesSection,
  langverSection,
  migrateSection,
  tableNames,
} from "@lix-tools/cli-kit/config";
import { fmtSection } from "@lix-tools/fmt/node";
import { allRules, groups, ruleId } from "@lix-tools/lint";
import { lintSection } from "@lix-tools/lint/node";
import { toJsonSchema } from "@valibot/to-json-schema";
import { Ajv } from "ajv";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";
import { root } from "./workspace.ts";

const path = join(root, "packages/cli-kit/schema/lix.schema.json");
const sections: readonly ConfigSection<unknown>[] = [
  filesSection,
  fmtSection,
  langverSection,
  lintSection,
  migrateSection,
];

type JsonObject = { [key: string]: unknown };

/** Returns the schema of a table. What code checks, such as names of rules, a schema cannot say. */
function schemaOf({ schema }: ConfigSection<unknown>): JsonObject {
  const { $schema: _, ...rest } = toJsonSchema(schema as Parameters<typeof toJsonSchema>[0], {
    errorMode: "ignore",
    typeMode: "input",
  });
  return rest;
}

/** Names every rule for editors that complete; other names, as those of peers, stay allowed. */
function withRuleNames(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  const { rules, options } = (schema as { properties?: JsonObject }).properties ?? {};
  for (const table of [rules, options] as (JsonObject | undefined)[]) {
    if (table?.["type"] !== "object") continue;
    const value = table["additionalProperties"] as JsonObject;
    const named = (name: string, description: string): [string, JsonObject] => [name, { ...value, description }];
    const all = table === rules ? [named("all", "Every rule.")] : [];
    const whole = table === rules ? groups.map((group) => named(group, `Every rule of the group \`${group}\`.`)) : [];
    const single = allRules.map((rule) => named(ruleId(rule), `Finds: ${rule.summary}.`));
    table["properties"] = Object.fromEntries([...all, ...whole, ...single]);
  }
}

function publishedSchema(): JsonObject {
  const properties = Object.fromEntries(sections.map((section) => [section.name, schemaOf(section)]));
  withRuleNames(properties["lint"]);
  const title = "lix.toml";
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title,
    type: "object",
    additionalProperties: false,
    properties,
  };
}

const text = `${JSON.stringify(publishedSchema(), null, 2)}\n`;
if (process.env["UPDATE"] === "1") writeFileSync(path, text);

/** Returns whether the commands take a file without an objection. */
async function isAccepted(toml: string): Promise<boolean> {
  const cwd = temporaryTree({ "lix.toml": toml, "a.nix": "1" });
  const store = createConfigStore({ cwd, sections });
  store.configFor(cwd);
  return (await store.reports()).length === 0;
}

describe("the schema of lix.toml", () => {
  it("has every table", () => {
    expect(sections.map(({ name }) => name)).toEqual([...tableNames].toSorted());
  });
  it("is the one that was generated", () => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });
  const validate = new Ajv({ strict: false }).compile(publishedSchema());
  it.each([
    "",
    '[langver]\ndefault = "lix"',
    '[[langver.overrides]]\npaths = ["a"]\nlangver = "nix2"',
    "[migrate]\nskip = ['a']\nto = 'lix'",
    "[fmt]\nwidth = 100",
    "[fmt]\nwidth = '100'",
    "[fmt]\nx = 1",
    "[oops]",
    "[files]\nexclude = 3",
    "[[langver.overrides]]\npaths = ['a']",
    "[langver]\ndefualt = 'lix'",
    "[lint]\npreset = 'strict'\ntarget = 'nix-2.18'",
    "[lint]\npreset = 'strct'",
    "[lint.rules]\nall = 'off'\nstyle = 'info'\n'dead/unused-let' = 'error'\nW03 = 'off'",
    "[lint.rules]\n'dead/unused-let' = 'fatal'",
    "[lint.options]\n'dead/unused-formal' = { exempt = ['lib'] }",
    "[[lint.overrides]]\npaths = ['a']\nrules = { all = 'off' }",
    "[[lint.overrides]]\nrules = { all = 'off' }",
  ])("accepts what the commands accept: %j", async (toml) => {
    expect(validate(parseToml(toml))).toBe(await isAccepted(toml));
  });
});
