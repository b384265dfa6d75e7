/** JSON: `toJSON` and `fromJSON`, and the printer that structured attributes and the command line use. */
import { call } from "../eval/call.ts";
import { coerce, derivationCoercion } from "../eval/coerce.ts";
import { describe, kindOf } from "../eval/describe.ts";
import { EvalError } from "../eval/error.ts";
import type { Machine } from "../eval/machine.ts";
import { renderFloat } from "../eval/render-literal.ts";
import { AttrSet } from "../value/attr-set.ts";
import { ContextCollector } from "../value/context.ts";
import { listOrNull } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { ContextString, FloatValue, PathValue } from "../value/value.ts";

/** What becomes of paths: store paths of copies, or texts. */
type PathRendering = "copied" | "text";

/** Returns the JSON text of a value and everything in it; paths become store paths. */
export function renderJson(
  machine: Machine,
  lazy: Lazy,
  collector: ContextCollector,
  paths: PathRendering = "copied",
): string {
  const value = force(lazy);
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
    case "number":
    case "bigint":
      return String(value);
    case "string":
      return renderJsonString(value);
    default:
      return renderObject(machine, value, collector, paths);
  }
}

function renderObject(
  machine: Machine,
  value: Value & object,
  collector: ContextCollector,
  paths: PathRendering,
): string {
  if (value instanceof ContextString) {
    collector.add(value.context);
    return renderJsonString(value.text);
  }
  if (value instanceof AttrSet) return renderSet(machine, value, collector, paths);
  const list = listOrNull(value);
  if (list !== null) return `[${list.map((element) => renderJson(machine, element, collector, paths)).join(",")}]`;
  if (value instanceof FloatValue) return renderJsonFloat(machine, value.value);
  if (value instanceof PathValue) {
    return renderJsonString(paths === "text" ? value.path : coerce(machine, value, collector, derivationCoercion));
  }
  throw new EvalError("eval/type", `cannot convert ${kindOf(value)} to JSON`);
}

function renderSet(machine: Machine, set: AttrSet, collector: ContextCollector, paths: PathRendering): string {
  const toText = set.get("__toString");
  if (toText !== undefined) {
    const result = call(force(toText), set);
    const isString = typeof result === "string" || result instanceof ContextString;
    // As in Nix, which copies no path that comes of `__toString`.
    if (isString || result instanceof PathValue) return renderJson(machine, result, collector, "text");
    if (result instanceof AttrSet) {
      if (result.has("__toString") || result.has("outPath")) return renderSet(machine, result, collector, "text");
      throw new EvalError("eval/type", `\`__toString\` must return a string, but got ${describe(result)}`);
    }
    throw new EvalError("eval/type", `\`__toString\` should return a string, but got ${describe(result)}`);
  }
  const outPath = set.get("outPath");
  if (outPath !== undefined) return renderJson(machine, outPath, collector, paths);
  const members = set.shape.names.map(
    (name, at) => `${renderJsonString(name)}:${renderJson(machine, set.values[at] as Lazy, collector)}`,
  );
  return `{${members.join(",")}}`;
}

/** Returns a float as the implementation at hand prints it. */
export function renderJsonFloat(machine: Machine, value: number): string {
  if (machine.compat.jsonFloats === "six-digits") return renderFloat(value);
  if (!Number.isFinite(value)) return "null";
  if (Object.is(value, -0)) return "-0.0";
  const shortest = String(value);
  if (!shortest.includes("e") && Math.abs(value) < 1e15 && (value === 0 || Math.abs(value) >= 1e-4)) {
    return shortest.includes(".") ? shortest : `${shortest}.0`;
  }
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  return `${digits}e${exponent.startsWith("-") ? "-" : "+"}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
}

/** Returns a string literal of JSON. Its bytes must be UTF-8. */
export function renderJsonString(text: string): string {
  if (!/["\\\x00-\x1f\x80-\xff]/.test(text)) return `"${text}"`;
  checkUtf8(text);
  return `"${text.replace(/["\\\x00-\x1f]/g, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '"':
    case "\\":
      return `\\${character}`;
    case "\b":
      return "\\b";
    case "\f":
      return "\\f";
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  }
}

const utf8 =
  /^(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})/;

function checkUtf8(text: string): void {
  for (let at = 0; at < text.length;) {
    const match = utf8.exec(text.slice(at, at + 4));
    if (match === null) {
      const byte = text.charCodeAt(at).toString(16).toUpperCase().padStart(2, "0");
      const message = `JSON serialization error: [json.exception.type_error.316] invalid UTF-8 byte at index ${at}: 0x${byte}`;
      throw new EvalError("eval/type", message);
    }
    at += match[0].length;
  }
}
