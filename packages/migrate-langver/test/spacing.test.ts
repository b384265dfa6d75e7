/** White space around places of a source. */
import { expect, it } from "vitest";
import { indentAt } from "../src/edit/spacing.ts";

it("the indent of a line is that of its own, at the start of the source too", () => {
  const source = new TextEncoder().encode("{\n  a = 1;\n\tb\n    }");
  const indents = [0, 1, 2, 9, 11, 12, 18].map((offset) => indentAt(source, offset));
  expect(indents).toEqual(["", "", "  ", "  ", "\t", "\t", "    "]);
});
