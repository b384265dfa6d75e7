/** How values are named in messages: `an integer: 1`, `a set: { a = 1; }`, abbreviated. Evaluates nothing. */
import { AttrSet } from "../value/attr-set.ts";
import { elementsOf, isList } from "../value/list.ts";
import { Thunk } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { BuiltinValue, Closure, ContextString, FloatValue, PathValue } from "../value/value.ts";
import { marked, renderAttributeName, renderFloat, renderString } from "./render-literal.ts";

/** Returns the kind of a value with its article, as messages name it. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return "a Boolean";
    case "number":
    case "bigint":
      return "an integer";
    case "string":
      return "a string";
    default:
      return kindOfObject(value);
  }
}

function kindOfObject(value: Exclude<Value, null | boolean | number | bigint | string>): string {
  if (value instanceof AttrSet) return "a set";
  if (isList(value)) return "a list";
  if (value instanceof ContextString) return "a string";
  if (value instanceof PathValue) return "a path";
  if (value instanceof FloatValue) return "a float";
  return "a function";
}

/** Returns the kind and the value, as in `an integer: 1`; for null just that. */
export function describe(value: Value): string {
  return `${kindOf(value)}: ${abbreviate(value)}`;
}

/** How much of a value a message shows, over all levels. */
const itemLimit = 10;
const stringLimit = 1024;

/** Returns a value on one line, large parts left out, nothing evaluated. */
export function abbreviate(value: Value): string {
  return renderShort(value, { attributes: 0, items: 0, depth: 0 });
}

interface Shown {
  attributes: number;
  items: number;
  depth: number;
}

function renderShort(lazy: Lazy, shown: Shown): string {
  if (lazy instanceof Thunk) return lazy.isEvaluated ? renderShort(lazy.force(), shown) : marked("thunk");
  if (lazy === null) return "null";
  switch (typeof lazy) {
    case "boolean":
    case "number":
    case "bigint":
      return String(lazy);
    case "string":
      return renderText(lazy);
    default:
      return renderObject(lazy, shown);
  }
}

function renderText(text: string): string {
  if (text.length <= stringLimit) return renderString(text);
  return `${renderString(text.slice(0, stringLimit))} ${marked(`${text.length - stringLimit} bytes elided`)}`;
}

function renderObject(value: Exclude<Value, null | boolean | number | bigint | string>, shown: Shown): string {
  if (value instanceof ContextString) return renderText(value.text);
  if (value instanceof PathValue) return value.path;
  if (value instanceof FloatValue) return renderFloat(value.value);
  if (value instanceof Closure) return describeLambda(value);
  if (value instanceof BuiltinValue) {
    return value.arguments.length === 0
      ? marked(`primop ${value.code.name}`)
      : marked(`partially applied primop ${value.code.name}`);
  }
  if (shown.depth > itemLimit) return value instanceof AttrSet ? "{ ... }" : "[ ... ]";
  shown.depth++;
  const text = value instanceof AttrSet ? renderSet(value, shown) : renderList(elementsOf(value), shown);
  shown.depth--;
  return text;
}

function renderSet(set: AttrSet, shown: Shown): string {
  let text = "{ ";
  for (let at = 0; at < set.size; at++) {
    if (shown.attributes >= itemLimit) return `${text}${elided(set.size - at, "attribute")} }`;
    text += `${renderAttributeName(set.shape.names[at] ?? "")} = ${renderShort(set.values[at] ?? null, shown)}; `;
    shown.attributes++;
  }
  return `${text}}`;
}

function renderList(list: readonly Lazy[], shown: Shown): string {
  let text = "[ ";
  for (let at = 0; at < list.length; at++) {
    if (shown.items >= itemLimit) return `${text}${elided(list.length - at, "item")} ]`;
    text += `${renderShort(list[at] ?? null, shown)} `;
    shown.items++;
  }
  return `${text}]`;
}

function elided(count: number, what: string): string {
  return marked(`${count} ${what}${count === 1 ? "" : "s"} elided`);
}

/** Returns a lambda as messages name it: its name and where it is written. */
export function describeLambda(closure: Closure): string {
  const { code } = closure;
  const { line, column } = code.file.lineAndColumn(code.offset);
  const name = code.name === "" ? "" : `${code.name} `;
  return marked(`lambda ${name}@ ${code.file.name}:${line}:${column}`);
}
