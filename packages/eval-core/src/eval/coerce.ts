/**
 * Turning values into strings: by interpolation and `+` (strings, paths, sets that say how), and by `toString`, which
 * also takes numbers, Booleans, null and lists. Interpolating a path copies it to the store, which here means computing
 * its store path and noting it in the context.
 */
import { AttrSet } from "../value/attr-set.ts";
import { ContextCollector } from "../value/context.ts";
import { elementsOf, isList } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { ContextString, FloatValue, PathValue } from "../value/value.ts";
import { call } from "./call.ts";
import { describe } from "./describe.ts";
import { EvalError } from "./error.ts";
import type { Machine } from "./machine.ts";
import { renderFixedFloat } from "./render-literal.ts";

/** What is converted, and what becomes of paths. */
export interface Coercion {
  readonly accept: "strings" | "everything";
  readonly paths: "copy" | "keep";
}

/** What `"${…}"` takes: strings, and paths that are copied to the store. */
export const interpolation: Coercion = { accept: "strings", paths: "copy" };
/** What takes strings, and paths as they are. */
export const keepingPaths: Coercion = { accept: "strings", paths: "keep" };
/** What `toString` takes. */
export const toStringCoercion: Coercion = { accept: "everything", paths: "keep" };
/** What the attributes of a derivation take. */
export const derivationCoercion: Coercion = { accept: "everything", paths: "copy" };

/** Returns the string for a value, adding what it refers to to the collector. */
export function coerce(machine: Machine, lazy: Lazy, collector: ContextCollector, coercion: Coercion): string {
  const value = force(lazy);
  if (typeof value === "string") return value;
  if (value instanceof ContextString) {
    collector.add(value.context);
    return value.text;
  }
  if (value instanceof PathValue) {
    return coercion.paths === "copy" ? copyPath(machine, value.path, collector) : value.path;
  }
  if (value instanceof AttrSet) return coerceSet(machine, value, collector, coercion);
  if (coercion.accept === "everything") return coerceOther(machine, value, collector, coercion);
  return failCoercion(value);
}

function copyPath(machine: Machine, path: string, collector: ContextCollector): string {
  const storePath = machine.store.addSource(path);
  collector.addElement(storePath);
  return storePath;
}

function coerceSet(machine: Machine, set: AttrSet, collector: ContextCollector, coercion: Coercion): string {
  const toText = set.get("__toString");
  if (toText !== undefined) return coerce(machine, call(force(toText), set), collector, coercion);
  const outPath = set.get("outPath");
  if (outPath !== undefined) return coerce(machine, outPath, collector, coercion);
  return failCoercion(set);
}

function coerceOther(machine: Machine, value: Value, collector: ContextCollector, coercion: Coercion): string {
  if (value === null || value === false) return "";
  if (value === true) return "1";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof FloatValue) return renderFixedFloat(value.value);
  return isList(value) ? coerceList(machine, elementsOf(value), collector, coercion) : failCoercion(value);
}

/** Joins the elements with spaces; after an element that is an empty list there is none. */
function coerceList(machine: Machine, list: List, collector: ContextCollector, coercion: Coercion): string {
  const last = list.length - 1;
  if (last === 0) return coerce(machine, list[0] as Lazy, collector, coercion);
  const parts: string[] = [];
  for (let at = 0; at <= last; at++) {
    const element = force(list[at] as Lazy);
    const text = coerce(machine, element, collector, coercion);
    if (at === last || !(isList(element) && element.length === 0)) parts.push(text);
  }
  return parts.join(" ");
}

/** Throws for a value that cannot become a string. */
export function failCoercion(value: Value): never {
  const what = value === null ? "null to a string: null" : describe(value).replace(": ", " to a string: ");
  throw new EvalError("eval/type", `cannot coerce ${what}`);
}

/** Returns the string for a value, with its context. */
export function coerceToString(machine: Machine, lazy: Lazy, coercion: Coercion): string | ContextString {
  const value = force(lazy);
  if (typeof value === "string") return value;
  const collector = new ContextCollector();
  return stringWith(coerce(machine, value, collector, coercion), collector);
}

/** Returns a string value with the context gathered. */
export function stringWith(text: string, collector: ContextCollector): string | ContextString {
  const context = collector.result;
  return context === null ? text : new ContextString(text, context);
}

/** Returns the absolute path a value stands for: a path, or a string that begins with a slash. */
export function coerceToPath(machine: Machine, lazy: Lazy, collector: ContextCollector): string {
  const value = force(lazy);
  if (value instanceof PathValue) return value.path;
  const text = coerce(machine, value, collector, keepingPaths);
  if (text.startsWith("/")) return canonicalPath(text);
  throw new EvalError("eval/type", `string '${text}' doesn't represent an absolute path`);
}

/** Returns an absolute path without `.`, `..`, doubled and final slashes. */
export function canonicalPath(path: string): string {
  if (!/\/\.|\/\/|\/$/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
