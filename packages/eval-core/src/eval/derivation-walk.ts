/**
 * Walks a package set as package managers do: a derivation is an attribute to name; a set or list is looked into at the
 * top, and below only if it has `recurseForDerivations`. Whatever fails is reported in its place, and the walk goes on.
 */
import { AttrSet } from "../value/attr-set.ts";
import { elementsOf, isList } from "../value/list.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { autoCall } from "./attribute-path.ts";
import { EvalError } from "./error.ts";
import { expectText, isFlagSet } from "./expect.ts";
import type { Machine } from "./machine.ts";
import { attributeMissing } from "./missing.ts";
import { isDerivation } from "./order.ts";
import type { SharedPackages } from "./shared-packages.ts";
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
  /** What threads that walk the same set tell each other. */
  readonly shared?: SharedPackages;
  /** Called with every derivation that was reported; what it throws is reported as a failure of the attribute. */
  readonly onDerivation?: (derivation: AttrSet) => void;
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
  walk.guard("", () => {
    const value = autoCall(machine, root, options.given);
    if (value instanceof AttrSet && isDerivation(value)) walk.reportDerivation("", value);
    else {
      if (value instanceof AttrSet) options.shared?.share(value);
      walk.children("", value, options.choose);
    }
  });
}

class Walk {
  private readonly machine: Machine;
  private readonly options: WalkOptions;
  private readonly report: (result: WalkResult) => void;

  constructor(machine: Machine, options: WalkOptions, report: (result: WalkResult) => void) {
    this.machine = machine;
    this.options = options;
    this.report = report;
  }

  /** Runs a step; if it fails, reports that at the path. */
  guard(path: string, step: () => void): void {
    this.machine.attempt(step, (error) => this.report({ path, error: toEvalError(error) }));
  }

  children(path: string, value: Value, choose: WalkOptions["choose"]): void {
    if (isList(value)) {
      elementsOf(value).forEach((element, at) => this.visit(join(path, String(at)), element));
      return;
    }
    if (!(value instanceof AttrSet)) return;
    const { names } = value.shape;
    const visit = (at: number): void => {
      const name = names[at];
      if (name !== undefined && attributeName.test(name)) this.visit(join(path, name), value.values[at] as Lazy);
    };
    if (choose === null) for (let at = 0; at < names.length; at++) visit(at);
    else for (const at of choose(names)) visit(at);
  }

  private visit(path: string, lazy: Lazy): void {
    const { shared } = this.options;
    shared?.visit(lazy);
    this.guard(path, () => {
      const value = autoCall(this.machine, lazy, this.options.given);
      if (value instanceof AttrSet && isDerivation(value)) this.reportDerivation(path, value);
      else if (isList(value) || (value instanceof AttrSet && isFlagSet(value, "recurseForDerivations")))
        this.children(path, value, null);
    });
    shared?.tell();
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
