/** Reads TOML into values, by a library that keeps integers exact and knows dates from text. */
import { unicodeOf } from "@lix-tools/parser";
import { TomlDate, parse } from "smol-toml";
import type { TomlTable, TomlValue } from "smol-toml";
import { integer } from "../eval/arithmetic.ts";
import { EvalError } from "../eval/error.ts";
import type { Machine } from "../eval/machine.ts";
import { latin1OfUnicode } from "../store/bytes.ts";
import type { Entry } from "../value/attr-set.ts";
import type { Value } from "../value/value.ts";
import { takeTime, timesIn } from "./toml-times.ts";
import type { Times } from "./toml-times.ts";
import { FloatValue } from "../value/value.ts";

/** Returns the value of a TOML text. */
export function parseToml(machine: Machine, text: string): Value {
  const source = unicodeOf(text);
  let table: TomlTable;
  try {
    table = parse(source, { integersAsBigInt: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new EvalError("eval/argument", `while parsing TOML: ${reason}`);
  }
  const withTimes = machine.options.experimental.has("parse-toml-timestamps");
  return convert(machine, table, withTimes ? timesIn(source) : null);
}

/** Converts a value; `times` is null where times are refused. */
function convert(machine: Machine, value: TomlValue, times: Times | null): Value {
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) === value) return integer(value);
    throw new EvalError("eval/overflow", `while parsing TOML: integer ${value} is out of range`);
  }
  if (typeof value === "number") return new FloatValue(value);
  if (typeof value === "string") return convertText(machine, value);
  if (value instanceof TomlDate) {
    if (times !== null) return timestamp(machine, value, times);
    throw new EvalError("eval/unsupported", "while parsing TOML: Dates and times are not supported");
  }
  if (Array.isArray(value)) return value.map((element) => convert(machine, element, times));
  const entries = Object.entries(value).map(([name, member]): Entry => [
    convertText(machine, name),
    convert(machine, member, times),
  ]);
  return machine.sets.fromEntries(entries);
}

/** A date or time as a set that says so. */
function timestamp(machine: Machine, date: TomlDate, times: Times): Value {
  return machine.sets.fromSorted(["_type", "value"], ["timestamp", takeTime(times, date)], null);
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
