/**
 * Walks a package set as package managers do: a derivation is an attribute to name; a set or list is looked into at the
 * top, and below only if it has `recurseForDerivations`. Whatever fails is reported in its place, and the walk goes on.
 */
import { AttrSet } from "../value/attr-set.ts";
import { elementsOf, isList, listOrNull } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { autoCall } from "./attribute-path.ts";
import { EvalError } from "./error.ts";
import { expectText, isFlagSet } from "./expect.ts";
import type { Machine } from "./machine.ts";
import { attributeMissing } from "./missing.ts";
import { isDerivation } from "./order.ts";
import { toEvalError } from "./stack.ts";

/** What the walk found at an attribute path. */
export type WalkResult =
  | { readonly path: string; readonly drvPath: string }
  | { readonly path: string; readonly error: EvalError };

export interface WalkOptions {
  /** Arguments for functions on the way. */
  readonly given: AttrSet;
  /** Which attributes of the root to look at, by their places among the names, or null for all in order. */
  readonly choose: ((names: readonly string[]) => Iterable<number>) | null;
  /** Called with every derivation that was reported; what it throws is reported as a failure of the attribute. */
  readonly onDerivation?: (derivation: AttrSet) => void;
  /** Takes an attribute whose evaluation ended with what says nothing of it, and tells whether it did. */
  readonly leave?: (path: string, error: unknown) => boolean;
  /** Returns a root and arguments to go on with in place of those before, or null, before each attribute of the root. */
  readonly renew?: () => RenewedRoot | null;
}

/** The same package set, to be evaluated afresh. */
export interface RenewedRoot {
  readonly root: Lazy;
  readonly given: AttrSet;
}

const attributeName = /^[A-Za-z_][A-Za-z0-9_+-]*$/;

/** Reports the derivations of a package set, those of a set in the order of their names. */
export function walkDerivations(
  machine: Machine,
  root: Lazy,
  options: WalkOptions,
  report: (result: WalkResult) => void,
): void {
  const walk = new Walk(machine, options, report);
  walk.guard("", () => walk.root(root));
}

/** Reports what is at one attribute path of a package set, as walking the whole set does. */
export function walkAt(
  machine: Machine,
  root: Lazy,
  path: string,
  options: WalkOptions,
  report: (result: WalkResult) => void,
): void {
  const walk = new Walk(machine, options, report);
  walk.guard(path, () => {
    let lazy = root;
    for (const name of path === "" ? [] : path.split("."))
      lazy = memberOf(autoCall(machine, lazy, options.given), name);
    if (path === "") walk.root(lazy);
    else walk.look(path, lazy);
  });
}

/** Returns a member that the walk has found before. */
function memberOf(value: Value, name: string): Lazy {
  const member = value instanceof AttrSet ? value.get(name) : listOrNull(value)?.[Number(name)];
  if (member === undefined) throw new Error(`no member '${name}'`);
  return member;
}

class Walk {
  private readonly machine: Machine;
  private readonly options: WalkOptions;
  private given: AttrSet;
  private readonly report: (result: WalkResult) => void;

  constructor(machine: Machine, options: WalkOptions, report: (result: WalkResult) => void) {
    this.machine = machine;
    this.options = options;
    this.given = options.given;
    this.report = report;
  }

  root(lazy: Lazy): void {
    const value = autoCall(this.machine, lazy, this.given);
    if (value instanceof AttrSet && isDerivation(value)) this.reportDerivation("", value);
    else if (value instanceof AttrSet) this.attributes(value);
    else this.children("", value);
  }

  /** Runs a step; if it fails, reports that at the path. */
  guard(path: string, step: () => void): void {
    this.machine.attempt(step, (error) => {
      if (this.options.leave?.(path, error) !== true) this.report({ path, error: toEvalError(error) });
    });
  }

  /** Looks at the attributes of the root that are chosen. */
  private attributes(root: AttrSet): void {
    const { choose, renew } = this.options;
    const { names } = root.shape;
    let set = root;
    for (const at of choose === null ? names.keys() : choose(names)) {
      const renewed = renew?.() ?? null;
      if (renewed !== null) {
        this.given = renewed.given;
        // It is what it was before.
        set = autoCall(this.machine, renewed.root, renewed.given) as AttrSet;
      }
      this.attribute("", set, at);
    }
  }

  private attribute(path: string, { shape, values }: AttrSet, at: number): void {
    const name = shape.names[at];
    if (name !== undefined && attributeName.test(name)) this.visit(join(path, name), values[at] as Lazy);
  }

  private children(path: string, value: Value): void {
    if (isList(value)) {
      elementsOf(value).forEach((element, at) => this.visit(join(path, String(at)), element));
    } else if (value instanceof AttrSet) {
      for (let at = 0; at < value.size; at++) this.attribute(path, value, at);
    }
  }

  private visit(path: string, lazy: Lazy): void {
    this.guard(path, () => this.look(path, lazy));
  }

  look(path: string, lazy: Lazy): void {
    const value = autoCall(this.machine, lazy, this.given);
    if (value instanceof AttrSet && isDerivation(value)) this.reportDerivation(path, value);
    else if (isList(value) || (value instanceof AttrSet && isFlagSet(value, "recurseForDerivations")))
      this.children(path, value);
  }

  reportDerivation(path: string, derivation: AttrSet): void {
    const drvPath = derivation.get("drvPath");
    if (drvPath === undefined) throw attributeMissing(derivation, "drvPath", null);
    this.report({ path, drvPath: expectText(force(drvPath)) });
    this.options.onDerivation?.(derivation);
  }
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
