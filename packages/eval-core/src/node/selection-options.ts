/**
 * From the options that say what to evaluate to what the evaluator takes: selections and a search path, with texts of
 * bytes and absolute paths.
 */
import { resolve } from "node:path";
import type { CommandIo } from "@lix-tools/cli-kit/command";
import type { SearchPathEntry } from "../eval/machine.ts";
import { latin1OfUnicode } from "../store/bytes.ts";
import { pairSeparator } from "./option-pairs.ts";
import type { Argument, Input, Selection } from "./request.ts";

/** The options of a command line that select; names and texts of arguments are joined by `joinPairs`. */
export interface SelectionOptions {
  readonly attr: readonly string[];
  readonly arg: readonly string[];
  readonly argstr: readonly string[];
}

/** Returns every attribute asked for of every input, which are the inputs themselves if none is. */
export function selectionsOf(inputs: readonly Input[], { attr, arg, argstr }: SelectionOptions): Selection[] {
  const args = [...arg.map(argumentOf("expression")), ...argstr.map(argumentOf("string"))];
  const attributes = attr.length === 0 ? [""] : attr;
  return inputs.flatMap((input) =>
    attributes.map((attribute) => ({ input, attribute: latin1OfUnicode(attribute), arguments: args })),
  );
}

function argumentOf(kind: Argument["kind"]): (pair: string) => Argument {
  return (pair) => {
    const [name = "", text = ""] = pair.split(pairSeparator);
    return { name: latin1OfUnicode(name), kind, text: latin1OfUnicode(text) };
  };
}

/** Returns the search path: entries that a command line gave come first, then those of `NIX_PATH`. */
export function searchPathOf(
  given: readonly string[],
  { cwd, env }: Pick<CommandIo, "cwd" | "env">,
): SearchPathEntry[] {
  const fromEnvironment = (env["NIX_PATH"] ?? "").split(":").filter((entry) => entry !== "");
  return [...given, ...fromEnvironment].map((entry) => {
    const equals = entry.indexOf("=");
    const prefix = equals < 0 ? "" : entry.slice(0, equals);
    return { prefix: latin1OfUnicode(prefix), path: latin1OfUnicode(resolve(cwd, entry.slice(equals + 1))) };
  });
}
