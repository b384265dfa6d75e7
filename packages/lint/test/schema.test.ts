/** The JSON Schema of `[lint]` for editors, made of the section itself. */
import { toJsonSchema } from "@valibot/to-json-schema";
import { expect, test } from "vitest";
import { lintSection } from "../src/cli/lint-section.ts";

test("the published schema says what the section takes", async () => {
  // Names of rules are checked by code, which a schema cannot say.
  const schema = toJsonSchema(lintSection.schema as Parameters<typeof toJsonSchema>[0], {
    errorMode: "ignore",
    typeMode: "input",
  });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../schema/lint.schema.json");
});
