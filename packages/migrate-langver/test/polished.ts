/** The migration of a text as a run does it, formatted where it changed. */
import { createParserBuffers, type Edition, makeLangver } from "@lix-tools/parser";
import { codemods } from "../src/index.ts";
import { createPolisher } from "../src/polish/polish.ts";
import type { FileResult } from "../src/run/file-result.ts";
import { migrateBytes } from "../src/run/migrate-file.ts";
import type { Formatting, RunOptions } from "../src/run/run-options.ts";
import { importedItem } from "./run-item.ts";

const polisher = createPolisher();
const buffers = createParserBuffers();

/** How a text is migrated. */
export interface RunStyle {
  readonly formatting?: Formatting;
  /** Rewrites that are a matter of taste and are made all the same. */
  readonly also?: readonly string[];
}

/** Nobody asks for anything, or for all that is a matter of taste. */
export const styles: readonly (readonly [name: string, style: RunStyle])[] = [
  ["by itself", {}],
  ["with all taste", { also: codemods.filter(({ isOptional }) => isOptional === true).map(({ name }) => name) }],
];

/** Returns what a run says of a text. */
export function resultOf(source: Uint8Array, to: Edition, { formatting = "changed", also }: RunStyle = {}): FileResult {
  const options: RunOptions = {
    to,
    features: [],
    formatting,
    mode: "print",
    verify: "core",
    unswitched: "unchanged",
    lookAhead: false,
    color: "never",
    samples: "none",
  };
  return migrateBytes(source, importedItem("a.nix", "/", to, also), {
    options,
    target: makeLangver(to),
    buffers,
    polisher,
  });
}

/** Returns the new text, which no later call changes. */
export function polished(source: Uint8Array, to: Edition, style?: RunStyle): Uint8Array {
  return resultOf(source, to, style).output?.slice() ?? source;
}

/** The texts of two trips to Nix 2 and back. */
export interface Trips {
  readonly there: Uint8Array;
  readonly back: Uint8Array;
  readonly thereAgain: Uint8Array;
  readonly backAgain: Uint8Array;
}

/** Returns what becomes of a legacy text that goes to Nix 2 and back, twice. */
export function tripsOf(source: Uint8Array, style?: RunStyle): Trips {
  const there = polished(source, "nix2", style);
  const back = polished(there, "legacy");
  const thereAgain = polished(back, "nix2", style);
  return { there, back, thereAgain, backAgain: polished(thereAgain, "legacy") };
}
