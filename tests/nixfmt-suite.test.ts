/**
 * The official formatter's own test suite, taken from `LIX_SUITE_NIXFMT` (its `test` folder): files that must not change,
 * files that must be refused, and pairs of input and output with and without `--strict`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format, type FormatOptions } from "@lix-tools/fmt";
import { describe, expect, it } from "vitest";

const suite = process.env["LIX_SUITE_NIXFMT"] ?? "";

/** The width the suite is run with. */
const width = 80;

function formatted(path: string, options: FormatOptions): string | null {
  const { text } = format(readFileSync(path), { width, ...options });
  return text === null ? null : new TextDecoder().decode(text);
}

function entries(folder: string): string[] {
  return readdirSync(join(suite, folder));
}

describe("the suite of nixfmt", () => {
  if (!existsSync(join(suite, "diff"))) {
    it("is not there: set LIX_SUITE_NIXFMT to run it", ({ skip }) => skip());
    return;
  }
  it.each(entries("correct"))("leaves correct/%s alone", (name) => {
    const path = join(suite, "correct", name);
    expect(formatted(path, { strict: true })).toBe(readFileSync(path, "utf8"));
  });
  it("leaves four columns of indentation alone", () => {
    const path = join(suite, "correct-indent-4.nix");
    expect(formatted(path, { strict: true, indent: 4 })).toBe(readFileSync(path, "utf8"));
  });
  it.each(entries("invalid"))("refuses invalid/%s", (name) => {
    expect(formatted(join(suite, "invalid", name), {})).toBeNull();
  });
  it.each(entries("diff"))("formats diff/%s", (name) => {
    const folder = join(suite, "diff", name);
    expect(formatted(join(folder, "in.nix"), {})).toBe(readFileSync(join(folder, "out.nix"), "utf8"));
    expect(formatted(join(folder, "in.nix"), { strict: true })).toBe(
      readFileSync(join(folder, "out-pure.nix"), "utf8"),
    );
  });
});
