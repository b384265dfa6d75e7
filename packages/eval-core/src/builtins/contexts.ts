/** Builtins on the contexts of strings. */
import { EvalError } from "../eval/error.ts";
import { expectList, expectPlainText, expectSet, isFlagSet } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import { storePathPrefixOrNull } from "../store/store-path.ts";
import type { AttrSet, Entry } from "../value/attr-set.ts";
import { emptySet } from "../value/attr-set.ts";
import type { ContextElement } from "../value/context.ts";
import { StringContext, closureElement, outputElement, parseContextElement } from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { ContextString, textOf } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { interpolable, set, string } from "./kinds.ts";

function elementsOf(value: string | ContextString): string[] {
  return typeof value === "string" ? [] : value.context.sorted();
}

function withElements(text: string, elements: Iterable<string>): Value {
  const set = new Set(elements);
  return set.size === 0 ? text : new ContextString(text, new StringContext([...set]));
}

interface ContextInfo {
  path: boolean;
  allOutputs: boolean;
  readonly outputs: string[];
}

function describeContext(machine: Machine, value: string | ContextString): Value {
  const infos = new Map<string, ContextInfo>();
  for (const element of elementsOf(value)) {
    const parsed = parseContextElement(element);
    let info = infos.get(parsed.path);
    if (info === undefined) {
      info = { path: false, allOutputs: false, outputs: [] };
      infos.set(parsed.path, info);
    }
    noteElement(info, parsed);
  }
  const entries = [...infos].map(([path, info]): Entry => [path, renderInfo(machine, info)]);
  return machine.sets.fromEntries(entries);
}

function noteElement(info: ContextInfo, element: ContextElement): void {
  switch (element.kind) {
    case "path":
      info.path = true;
      return;
    case "closure":
      info.allOutputs = true;
      return;
    case "output":
      info.outputs.push(element.output);
  }
}

function renderInfo(machine: Machine, info: ContextInfo): AttrSet {
  const entries: Entry[] = [];
  if (info.path) entries.push(["path", true]);
  if (info.allOutputs) entries.push(["allOutputs", true]);
  if (info.outputs.length > 0) entries.push(["outputs", info.outputs]);
  return machine.sets.fromEntries(entries);
}

function appendContext(machine: Machine, source: string | ContextString, contexts: AttrSet): Value {
  const elements = new Set(elementsOf(source));
  contexts.shape.names.forEach((path, at) => {
    if (storePathPrefixOrNull(machine.options.storeFolder, path) !== path) {
      throw new EvalError("eval/context", `context key '${path}' is not a store path`);
    }
    const info = expectSet(force(contexts.values[at] as Lazy));
    if (isFlagSet(info, "path")) elements.add(path);
    if (isFlagSet(info, "allOutputs")) {
      checkDerivation(path, "all-outputs");
      elements.add(closureElement(path));
    }
    const outputs = info.get("outputs");
    if (outputs === undefined) return;
    const names = expectList(force(outputs));
    if (names.length > 0) checkDerivation(path, "derivation output");
    for (const name of names) elements.add(outputElement(path, expectPlainText(force(name))));
  });
  return withElements(textOf(source), elements);
}

function checkDerivation(path: string, what: string): void {
  if (path.endsWith(".drv")) return;
  const message = `tried to add ${what} context of ${path}, which is not a derivation, to a string`;
  throw new EvalError("eval/context", message);
}

function addOutputDependencies(_machine: Machine, source: string | ContextString): Value {
  const elements = elementsOf(source);
  const [only] = elements;
  if (only === undefined || elements.length !== 1) {
    const message = `context of string '${textOf(source)}' must have exactly one element, but has ${elements.length}`;
    throw new EvalError("eval/context", message);
  }
  const element = parseContextElement(only);
  switch (element.kind) {
    case "closure":
      return source;
    case "output":
      throw new EvalError(
        "eval/context",
        `\`addDrvOutputDependencies\` can only act on derivations, not on a derivation output such as '${element.output}'`,
      );
    case "path":
      if (!element.path.endsWith(".drv"))
        throw new EvalError("eval/context", `path '${element.path}' is not a derivation`);
      return withElements(textOf(source), [closureElement(element.path)]);
  }
}

/** Contexts, in the order of the manual. */
export const contextBuiltins: readonly BuiltinRow[] = [
  builtin1(
    {
      name: "addDrvOutputDependencies",
      arguments: ["string"],
      doc: "Returns the string with its only context element, the path of a derivation, made to stand for everything the derivation is made from.",
      since: "2.20",
    },
    interpolable,
    addOutputDependencies,
  ),
  builtin2(
    {
      name: "appendContext",
      arguments: ["string", "context"],
      doc: "Returns the string with the context added that the set describes as `getContext` does.",
    },
    [string, set],
    appendContext,
  ),
  builtin1(
    {
      name: "getContext",
      arguments: ["string"],
      doc: "Returns what the string refers to: a set from store paths to sets of `path`, `allOutputs` and `outputs`.",
    },
    string,
    (machine, value) => (typeof value === "string" ? emptySet : describeContext(machine, value)),
  ),
  builtin1(
    { name: "hasContext", arguments: ["string"], doc: "Returns whether the string refers to store paths." },
    string,
    (_machine, value) => typeof value !== "string",
  ),
  builtin1(
    {
      name: "unsafeDiscardOutputDependency",
      arguments: ["string"],
      doc: "Returns the string with references to derivations and all they are made from reduced to the derivations.",
    },
    interpolable,
    (_machine, value) => {
      const elements = elementsOf(value).map((element) => (element.startsWith("=") ? element.slice(1) : element));
      return withElements(textOf(value), elements);
    },
  ),
  builtin1(
    {
      name: "unsafeDiscardStringContext",
      arguments: ["string"],
      doc: "Returns the string without its references.",
    },
    interpolable,
    (_machine, value) => textOf(value),
  ),
];
