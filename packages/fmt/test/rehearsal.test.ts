/** The texts of the rehearsal are Nix, or it would rehearse nothing. */
import { expect, it } from "vitest";
import { format } from "../src/index.ts";
import { texts } from "../src/node/rehearsal.ts";

it.each(texts.map((text) => [text.slice(0, 20), text]))("%s is formatted", (_, text) => {
  const { isChanged, diagnostics } = format(new TextEncoder().encode(text), { verify: "always" });
  expect({ isChanged, diagnostics }).toEqual({ isChanged: true, diagnostics: [] });
});
