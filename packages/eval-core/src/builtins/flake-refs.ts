/** Builtins on flake references, which are only taken apart and put together here; nothing is fetched. */
import { EvalError } from "../eval/error.ts";
import { kindOf } from "../eval/describe.ts";
import type { Machine } from "../eval/machine.ts";
import { parseFlakeRef, renderFlakeRef } from "../flake-ref/flake-ref.ts";
import type { RefAttributes } from "../flake-ref/schemes.ts";
import { FlakeRefError } from "../flake-ref/schemes.ts";
import { BadUrl } from "../flake-ref/url.ts";
import type { AttrSet, Entry } from "../value/attr-set.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { ContextString } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1 } from "./define.ts";
import { plainText, set } from "./kinds.ts";

function attempt<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof BadUrl || error instanceof FlakeRefError) throw new EvalError("eval/argument", error.message);
    throw error;
  }
}

function parse(machine: Machine, text: string): Value {
  const attributes = attempt(() => parseFlakeRef(text));
  return machine.sets.fromEntries([...attributes].map(([name, value]): Entry => [name, value]));
}

function attributesOf(given: AttrSet): RefAttributes {
  const attributes = new Map<string, string | number | boolean>();
  given.shape.names.forEach((name, at) => attributes.set(name, attributeOf(name, force(given.values[at] as Lazy))));
  return attributes;
}

function attributeOf(name: string, value: Value): string | number | boolean {
  if (typeof value === "number" || typeof value === "bigint") {
    if (value >= 0) return Number(value);
    throw new EvalError("eval/argument", `negative value given for flake ref attr ${name}: ${value}`);
  }
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof ContextString) return value.text;
  const message = `flake reference attribute sets may only contain integers, Booleans, and strings, but attribute '${name}' is ${kindOf(value)}`;
  throw new EvalError("eval/type", message);
}

/** Flake references, in the order of the manual. */
export const flakeRefBuiltins: readonly BuiltinRow[] = [
  builtin1(
    {
      name: "flakeRefToString",
      arguments: ["attributes"],
      doc: "Returns the text of a flake reference given by its attributes.",
      since: "2.18",
    },
    set,
    (_machine, attributes) => attempt(() => renderFlakeRef(attributesOf(attributes))),
  ),
  builtin1(
    {
      name: "parseFlakeRef",
      arguments: ["reference"],
      doc: "Returns the attributes of a flake reference given as a text.",
      since: "2.18",
    },
    plainText,
    parse,
  ),
];
