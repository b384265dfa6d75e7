/**
 * `derivationStrict`: from a set of attributes to a derivation, to the byte. Attributes are taken in byte order; all
 * but a few become environment variables as they coerce to strings, or one JSON document with structured attributes.
 */
import { coerce, coerceToString, derivationCoercion, interpolation } from "../eval/coerce.ts";
import { EvalError, withFrame } from "../eval/error.ts";
import { expectBool, expectList, expectPlainText, expectText, isFlagSet } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import { compareBytes } from "../store/bytes.ts";
import type { DerivationOutput, KnownDerivation, UnfinishedDerivation } from "../store/derivation.ts";
import { outputPathName, outputPlaceholder } from "../store/derivation.ts";
import type { HashAlgorithm } from "../store/hash.ts";
import { storeNameProblem } from "../store/store-path.ts";
import type { AttrSet, Entry } from "../value/attr-set.ts";
import {
  ContextCollector,
  StringContext,
  closureElement,
  outputElement,
  parseContextElement,
} from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { ContextString, textOf } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { expectAlgorithm } from "./hashes.ts";
import type { Floating, OutputMode } from "./output-hashes.ts";
import { combineFloating, floatingOutput, knownOutput, outputModeOf } from "./output-hashes.ts";
import { renderJson, renderJsonString } from "./json.ts";
import { readInputs } from "./derivation-inputs.ts";
import { lazy, plainText, set } from "./kinds.ts";
import { requiredAttribute } from "./sets.ts";

/** What the attributes say, gathered before any path is computed. */
interface Draft {
  readonly name: string;
  readonly collector: ContextCollector;
  /** The environment, in byte order: names, and values beside them. */
  readonly names: string[];
  readonly values: (string | null)[];
  /** How much of the environment is there yet. */
  size: number;
  /** Members of the JSON document, or null without structured attributes. */
  readonly members: string[] | null;
  readonly arguments: string[];
  builder: string;
  system: string;
  outputs: readonly string[];
  outputHash: string | null;
  outputHashAlgorithm: HashAlgorithm | null;
  outputHashMode: OutputMode | null;
  /** How outputs are known that are not by what they are made from. */
  floating: Floating | null;
}

/** The outputs of most derivations. */
const outOnly: readonly string[] = ["out"];

function derivationStrict(machine: Machine, attributes: AttrSet): Value {
  const name = expectPlainText(force(requiredAttribute(attributes, "name")));
  try {
    const draft = readAttributes(machine, name, attributes);
    const outputNames = draft.outputs.length === 1 ? draft.outputs : [...draft.outputs].sort(compareBytes);
    return resultSet(machine, finish(machine, draft, outputNames));
  } catch (error) {
    throw withFrame(
      error,
      () => `while evaluating derivation '${name}'`,
      attributes.positions?.positionOf("name") ?? null,
    );
  }
}

function readAttributes(machine: Machine, name: string, attributes: AttrSet): Draft {
  const problem = storeNameProblem(name);
  if (problem !== null) {
    throw new EvalError("eval/derivation", `invalid derivation name: ${problem}. Please pass a different 'name'.`);
  }
  const draft: Draft = {
    name,
    collector: new ContextCollector(),
    names: new Array<string>(attributes.size),
    values: new Array<string | null>(attributes.size),
    size: 0,
    members: isFlagSet(attributes, "__structuredAttrs") ? [] : null,
    arguments: [],
    builder: "",
    system: "",
    outputs: outOnly,
    outputHash: null,
    outputHashAlgorithm: null,
    outputHashMode: null,
    floating: null,
  };
  const ignoresNulls = isFlagSet(attributes, "__ignoreNulls");
  const { names } = attributes.shape;
  for (let at = 0; at < names.length; at++) {
    const key = names[at] as string;
    const value = attributes.values[at] as Lazy;
    if (ignoresNulls && (key === "__ignoreNulls" || force(value) === null)) continue;
    try {
      readAttribute(machine, draft, key, value);
    } catch (error) {
      throw withAttribute(error, draft, attributes, key);
    }
  }
  draft.names.length = draft.size;
  draft.values.length = draft.size;
  return draft;
}

/** Stands apart because what a function captures in a loop is allocated in every turn. */
function withAttribute(error: unknown, { name }: Draft, { positions }: AttrSet, key: string): unknown {
  const position = positions?.positionOf(key) ?? null;
  return withFrame(error, () => `while evaluating attribute '${key}' of derivation '${name}'`, position);
}

/** Attributes that are more than an environment variable, or not one. */
const special: ReadonlySet<string> = new Set([
  "__contentAddressed",
  "__ignoreNulls",
  "__impure",
  "__structuredAttrs",
  "args",
  "builder",
  "outputHash",
  "outputHashAlgo",
  "outputHashMode",
  "outputs",
  "system",
]);

function readAttribute(machine: Machine, draft: Draft, key: string, value: Lazy): void {
  if (special.has(key)) readSpecial(machine, draft, key, value);
  else if (draft.members === null) addVariable(machine, draft, key, value);
  else draft.members.push(renderMember(machine, draft, key, value));
}

function readSpecial(machine: Machine, draft: Draft, key: string, value: Lazy): void {
  switch (key) {
    case "__ignoreNulls":
      return;
    case "__contentAddressed":
    case "__impure":
      if (!expectBool(force(value))) return;
      draft.floating = combineFloating(machine, draft.floating, key === "__impure" ? "impure" : "content");
      return;
    case "args":
      for (const argument of expectList(force(value))) {
        draft.arguments.push(coerce(machine, argument, draft.collector, derivationCoercion));
      }
      return;
  }
  if (draft.members === null) {
    const text = addVariable(machine, draft, key, value);
    if (key === "outputs") setOutputs(machine, draft, words(text));
    else noteAttribute(machine, draft, key, text);
  } else if (key !== "__structuredAttrs") {
    draft.members.push(renderMember(machine, draft, key, value));
    readStructured(machine, draft, key, force(value));
  }
}

function addVariable(machine: Machine, draft: Draft, key: string, value: Lazy): string {
  const text = coerce(machine, value, draft.collector, derivationCoercion);
  draft.names[draft.size] = key;
  draft.values[draft.size++] = text;
  return text;
}

function renderMember(machine: Machine, draft: Draft, key: string, value: Lazy): string {
  return `${renderJsonString(key)}:${renderJson(machine, value, draft.collector)}`;
}

function readStructured(machine: Machine, draft: Draft, key: string, value: Value): void {
  if (key === "outputs") {
    setOutputs(
      machine,
      draft,
      expectList(value).map((output) => expectPlainText(force(output))),
    );
    return;
  }
  if (value instanceof ContextString && key === "builder") draft.collector.add(value.context);
  noteAttribute(machine, draft, key, key === "builder" ? expectText(value) : expectPlainText(value));
}

function words(text: string): readonly string[] {
  return text === "out" ? outOnly : text.split(/[ \t\n\r]+/).filter((part) => part !== "");
}

function noteAttribute(machine: Machine, draft: Draft, key: string, text: string): void {
  switch (key) {
    case "builder":
      draft.builder = text;
      return;
    case "system":
      draft.system = text;
      return;
    case "outputHash":
      draft.outputHash = text;
      return;
    case "outputHashAlgo":
      draft.outputHashAlgorithm = text === "" ? null : expectAlgorithm(text);
      return;
    case "outputHashMode":
      draft.outputHashMode = outputModeOf(machine, text);
  }
}

function setOutputs(machine: Machine, draft: Draft, outputs: readonly string[]): void {
  if (outputs === outOnly) return;
  const reserved = machine.compat.reservedOutput;
  const seen = new Set<string>();
  for (const output of outputs) {
    if (seen.has(output)) throw new EvalError("eval/derivation", `duplicate derivation output '${output}'`);
    if (output === reserved) throw new EvalError("eval/derivation", `invalid derivation output name '${output}'`);
    seen.add(output);
  }
  if (seen.size === 0) throw new EvalError("eval/derivation", "derivation cannot have an empty set of outputs");
  draft.outputs = outputs;
}

/** Puts a value in its place in the environment, whatever was there. */
function setVariable({ names, values }: Draft, name: string, value: string | null): void {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle] as string) < name) low = middle + 1;
    else high = middle;
  }
  if (names[low] === name) values[low] = value;
  else {
    names.splice(low, 0, name);
    values.splice(low, 0, value);
  }
}

/** Computes the outputs and returns the derivation. */
function finish(machine: Machine, draft: Draft, outputNames: readonly string[]): KnownDerivation {
  const { name } = draft;
  if (draft.members !== null) setVariable(draft, "__json", `{${draft.members.join(",")}}`);
  if (draft.builder === "") throw new EvalError("eval/derivation", "required attribute 'builder' missing");
  if (draft.system === "") throw new EvalError("eval/derivation", "required attribute 'system' missing");
  if (name.endsWith(".drv") && draft.outputHashMode !== "text") {
    throw new EvalError("eval/derivation", "derivation names are not allowed to end in '.drv'");
  }
  const { context, derivations } = machine.store;
  // The environment has the outputs, whatever attributes of these names say.
  const isFloating = draft.floating !== null && draft.outputHash === null;
  for (const output of outputNames) {
    setVariable(draft, output, isFloating ? outputPlaceholder(context, output) : null);
  }
  const unfinished: UnfinishedDerivation = {
    name,
    outputNames,
    ...readInputs(machine, draft.collector.result),
    system: draft.system,
    builder: draft.builder,
    arguments: draft.arguments,
    names: draft.names,
    values: draft.values,
  };
  if (draft.outputHash !== null) {
    return derivations.finishFixed(context, unfinished, fixedOutput(machine, draft, draft.outputHash));
  }
  if (draft.floating !== null) {
    const { outputHashAlgorithm: algorithm, outputHashMode: mode, floating } = draft;
    return derivations.finishDeferred(context, unfinished, floatingOutput({ algorithm, mode, floating }));
  }
  for (const output of draft.outputs) machine.store.checkName(outputPathName(name, output));
  return derivations.finish(context, unfinished);
}

function fixedOutput(machine: Machine, draft: Draft, digits: string): DerivationOutput {
  if (draft.outputs.length !== 1 || draft.outputs[0] !== "out") {
    throw new EvalError("eval/derivation", "multiple outputs are not supported in fixed-output derivations");
  }
  const { name, outputHashAlgorithm: algorithm, outputHashMode } = draft;
  return knownOutput(machine, { name, digits, algorithm, mode: outputHashMode ?? "flat" });
}

/** Returns the set for a derivation, always the same one: many are made several times. */
function resultSet(machine: Machine, derivation: KnownDerivation): Value {
  const { derivationSets } = machine.store;
  const known = derivationSets.get(derivation);
  if (known !== undefined) return known;
  const result = makeResultSet(machine, derivation);
  derivationSets.set(derivation, result);
  return result;
}

function makeResultSet(machine: Machine, { path, outputNames, outputPaths }: KnownDerivation): AttrSet {
  const entries: Entry[] = [["drvPath", referring(path, closureElement(path))]];
  for (let at = 0; at < outputNames.length; at++) {
    const name = outputNames[at] as string;
    entries.push([name, referring(outputPaths[at] as string, outputElement(path, name))]);
  }
  return machine.sets.fromEntries(entries);
}

/** Returns an output of a derivation that is given by its path, as its attribute of that name would be. */
function outputOf(machine: Machine, argument: Lazy, wanted: Lazy): Value {
  const given = coerceToString(machine, argument, interpolation);
  const output = expectPlainText(force(wanted));
  const text = textOf(given);
  const elements = typeof given === "string" ? [] : given.context.elements;
  const [only] = elements;
  if (only === undefined || elements.length > 1) {
    throw new EvalError(
      "eval/context",
      `string '${text}' has ${elements.length} entries in its context. It should only have exactly one entry`,
    );
  }
  const element = parseContextElement(only);
  if (element.kind === "closure") {
    const message = `string '${text}' has a context which refers to a complete source and binary closure. This is not supported at this time`;
    throw new EvalError("eval/context", message);
  }
  if (element.kind === "output") {
    const message =
      "'builtins.outputOf' is not supported for derivations that are themselves built: this evaluator does not build";
    throw new EvalError("eval/unsupported", message);
  }
  const derivation = machine.store.derivations.get(element.path);
  if (derivation === undefined) throw new EvalError("eval/derivation", `path '${element.path}' is not a derivation`);
  const at = derivation.outputNames.indexOf(output);
  const path = derivation.outputPaths[at];
  if (path === undefined) {
    throw new EvalError("eval/derivation", `derivation '${element.path}' does not have output '${output}'`);
  }
  return referring(path, outputElement(element.path, output));
}

function referring(text: string, element: string): ContextString {
  return new ContextString(text, new StringContext([element]));
}

/** Derivations, in the order of the manual. */
export const derivationBuiltins: readonly BuiltinRow[] = [
  builtin2(
    {
      name: "outputOf",
      arguments: ["derivation", "output"],
      doc: "Returns an output of a derivation given by its path, as its attribute of that name would be. Fails for derivations that other derivations make, and without the feature `dynamic-derivations`.",
      since: "2.16",
    },
    [lazy, lazy],
    outputOf,
  ),
  builtin1(
    {
      name: "derivationStrict",
      arguments: ["attributes"],
      doc: "Returns a set of the derivation's `drvPath` and the path of each output. All attributes are evaluated. `derivation` does the same when asked for.",
    },
    set,
    derivationStrict,
  ),
  builtin1(
    {
      name: "placeholder",
      arguments: ["output"],
      doc: "Returns the text that stands for the path of an output in the derivation that makes it.",
    },
    plainText,
    (machine, output) => outputPlaceholder(machine.store.context, output),
  ),
];
