/**
 * Fetchers. Nothing is ever fetched: a fetch whose result is known by its hash gives the store path it would have; all
 * others fail by name. Builtins that need a builder or native code fail the same way.
 */
import { coerceToString, keepingPaths } from "../eval/coerce.ts";
import { EvalError } from "../eval/error.ts";
import { expectPlainText } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import { baseName } from "../eval/store.ts";
import { parseHash } from "../store/hash.ts";
import type { HashMode } from "../store/store-path.ts";
import { fixedStorePath, storeNameProblem } from "../store/store-path.ts";
import { AttrSet } from "../value/attr-set.ts";
import { StringContext } from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Value } from "../value/value.ts";
import { ContextString, textOf } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1 } from "./define.ts";
import { any } from "./kinds.ts";
import { requiredAttribute } from "./sets.ts";

interface Fetch {
  readonly url: string;
  readonly name: string | null;
  readonly sha256: string | null;
}

function readRequest(machine: Machine, builtin: string, value: Value): Fetch {
  if (!(value instanceof AttrSet))
    return { url: textOf(coerceToString(machine, value, keepingPaths)), name: null, sha256: null };
  const unknown = value.shape.names.find((name) => name !== "url" && name !== "name" && name !== "sha256");
  if (unknown !== undefined) throw new EvalError("eval/argument", `unsupported argument '${unknown}' to '${builtin}'`);
  const optional = (name: string): string | null => {
    const found = value.get(name);
    return found === undefined ? null : expectPlainText(force(found));
  };
  return {
    url: expectPlainText(force(requiredAttribute(value, "url"))),
    name: optional("name"),
    sha256: optional("sha256"),
  };
}

function fetch(machine: Machine, builtin: string, value: Value, { name: defaultName, mode }: FetchRules): Value {
  const request = readRequest(machine, builtin, value);
  const name = request.name ?? defaultName ?? baseName(request.url);
  const problem = storeNameProblem(name);
  if (problem !== null) throw new EvalError("eval/argument", nameProblem(request, value, builtin, problem));
  if (request.sha256 === null || request.sha256 === "") {
    const message =
      machine.options.pure && request.sha256 === null
        ? `in pure evaluation mode, '${builtin}' requires a 'sha256' argument`
        : `'${builtin}' cannot fetch '${request.url}': this evaluator does not use the network`;
    throw new EvalError("eval/unsupported", message);
  }
  const parsed = parseHash(request.sha256, "sha256");
  if ("problem" in parsed) throw new EvalError("eval/argument", parsed.problem);
  const path = fixedStorePath(machine.store.context, name, parsed.hash, mode);
  return new ContextString(path, new StringContext([path]));
}

function nameProblem(request: Fetch, value: Value, builtin: string, problem: string): string {
  const short = builtin.replace("builtins.", "");
  const advice =
    request.name !== null
      ? `Please change the value for the 'name' attribute passed to '${short}', so that it can create a valid store path.`
      : value instanceof AttrSet
        ? `Please add a valid 'name' attribute to the argument for '${short}', so that it can create a valid store path.`
        : `Please pass an attribute set with 'url' and 'name' attributes to '${short}',  so that it can create a valid store path.`;
  return `invalid store path name when fetching URL '${request.url}': ${problem}. ${advice}`;
}

interface FetchRules {
  readonly name: string | null;
  readonly mode: HashMode;
}

function fetcher(name: string, doc: string, rules: FetchRules): BuiltinRow {
  return builtin1({ name, arguments: ["request"], doc }, any, (machine, value) => fetch(machine, name, value, rules));
}

function unsupported(name: string, reason: string, since?: string): BuiltinRow {
  const fail = (): never => {
    throw new EvalError("eval/unsupported", `'builtins.${name}' is not supported: ${reason}`);
  };
  // What is wrong with the request itself is said first.
  const run = (_machine: Machine, request: Value): never => {
    if (request instanceof AttrSet) for (const value of request.values) force(value);
    return fail();
  };
  return builtin1(
    { name, arguments: ["request"], doc: `Fails: ${reason}.`, ...(since === undefined ? {} : { since }) },
    any,
    run,
  );
}

const noNetwork = "this evaluator does not use the network";

/** Fetchers, in the order of the manual, and what else needs more than an evaluator. */
export const fetcherBuiltins: readonly BuiltinRow[] = [
  unsupported("fetchClosure", noNetwork, "2.8"),
  unsupported("fetchGit", noNetwork),
  unsupported("fetchMercurial", noNetwork),
  fetcher(
    "fetchTarball",
    "Returns the store path of an unpacked archive whose `sha256` is given. Nothing is fetched; without a hash it fails.",
    { name: "source", mode: "recursive" },
  ),
  unsupported("fetchTree", noNetwork, "2.4"),
  fetcher(
    "fetchurl",
    "Returns the store path of a file whose `sha256` is given. Nothing is fetched; without a hash it fails.",
    { name: null, mode: "flat" },
  ),
  unsupported("getFlake", noNetwork, "2.4"),
];
