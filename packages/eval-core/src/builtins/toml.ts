/** Reads TOML into values, by a library that keeps integers exact and knows dates from text. */
import { TomlDate, parse } from "smol-toml";
import type { TomlTable, TomlValue } from "smol-toml";
import { integer } from "../eval/arithmetic.ts";
import { EvalError } from "../eval/error.ts";
import type { Machine } from "../eval/machine.ts";
import { latin1OfUnicode, unicodeOf } from "../store/bytes.ts";
import type { Entry } from "../value/attr-set.ts";
import type { Value } from "../value/value.ts";
import { FloatValue } from "../value/value.ts";

/** Returns the value of a TOML text. */
export function parseToml(machine: Machine, text: string): Value {
  let table: TomlTable;
  try {
    table = parse(unicodeOf(text), { integersAsBigInt: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new EvalError("eval/argument", `while parsing TOML: ${reason}`);
  }
  return convert(machine, table);
}

function convert(machine: Machine, value: TomlValue): Value {
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) === value) return integer(value);
    throw new EvalError("eval/overflow", `while parsing TOML: integer ${value} is out of range`);
  }
  if (typeof value === "number") return new FloatValue(value);
  if (typeof value === "string") return convertText(machine, value);
  if (value instanceof TomlDate) {
    if (machine.options.experimental.has("parse-toml-timestamps")) return timestamp(machine, value);
    throw new EvalError("eval/unsupported", "while parsing TOML: Dates and times are not supported");
  }
  if (Array.isArray(value)) return value.map((element) => convert(machine, element));
  const entries = Object.entries(value).map(([name, member]): Entry => [
    convertText(machine, name),
    convert(machine, member),
  ]);
  return machine.sets.fromEntries(entries);
}

/** A date or time as a set that says so. */
function timestamp(machine: Machine, date: TomlDate): Value {
  return machine.sets.fromSorted(["_type", "value"], ["timestamp", date.toISOString()], null);
}

function convertText(machine: Machine, text: string): string {
  if (text.includes("\0") && machine.compat.nulBytes === "error") {
    const shown = latin1OfUnicode(text.replaceAll("\0", "␀"));
    throw new EvalError(
      "eval/argument",
      `while parsing TOML: error: input string '${shown}' cannot be represented as Nix string because it contains null bytes`,
    );
  }
  return latin1OfUnicode(text);
}
