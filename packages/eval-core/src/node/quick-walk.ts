/** Walks package sets by the linear machine where it can, and by the complete evaluator what that leaves. */
import type { RenewedRoot, WalkOptions, WalkResult } from "../eval/derivation-walk.ts";
import { walkAt, walkDerivations } from "../eval/derivation-walk.ts";
import type { Machine } from "../eval/machine.ts";
import { GiveUp, isConclusive } from "../linear/give-up.ts";
import type { LinearMachine } from "../linear/linear-machine.ts";
import { force } from "../value/thunk.ts";
import type { SelectedValue, Sources } from "./selection.ts";

export interface QuickWalkOptions extends Pick<WalkOptions, "choose" | "onDerivation"> {
  readonly machine: Machine;
  /** Returns a new linear machine, or null where only the complete evaluator will do. */
  readonly openLinear: () => LinearMachine | null;
  /** Returns the set to walk; without sources by the complete evaluator. */
  readonly select: (sources?: Sources) => SelectedValue;
  /** Runs what the linear machine may have evaluated before. */
  readonly again: <T>(body: () => T) => T;
}

/** Reports the derivations of a package set; an attribute that the linear machine leaves may be reported twice. */
export function walkQuickly(options: QuickWalkOptions, report: (result: WalkResult) => void): void {
  new QuickWalk(options, report).walk();
}

class QuickWalk {
  private readonly options: QuickWalkOptions;
  private readonly report: (result: WalkResult) => void;
  private complete: SelectedValue | null = null;
  private isFull = false;

  constructor(options: QuickWalkOptions, report: (result: WalkResult) => void) {
    this.options = options;
    this.report = report;
  }

  walk(): void {
    const linear = this.options.openLinear();
    if (linear === null || !this.walkLinear(linear)) this.walkComplete();
  }

  private walkComplete(): void {
    const { value, given } = this.completeSelection();
    walkDerivations(this.options.machine, value, { ...this.walkOptions(), given }, this.report);
  }

  /** Tells whether the set could be evaluated. If not, the complete evaluator says why. */
  private walkLinear(linear: LinearMachine): boolean {
    const { machine, select } = this.options;
    const selected = machine.attempt(
      () => {
        const set = select(linear);
        force(set.value);
        return set;
      },
      () => null,
    );
    if (selected === null) return false;
    const options: WalkOptions = {
      ...this.walkOptions(),
      given: selected.given,
      leave: (path, error) => this.leave(path, error),
      renew: () => this.renew(),
    };
    walkDerivations(machine, selected.value, options, this.report);
    return true;
  }

  private walkOptions(): Pick<WalkOptions, "choose" | "onDerivation"> {
    const { choose, onDerivation } = this.options;
    return onDerivation === undefined ? { choose } : { choose, onDerivation };
  }

  private completeSelection(): SelectedValue {
    const { select, again } = this.options;
    this.complete ??= again(() => select());
    return this.complete;
  }

  /** Has the complete evaluator look at what the linear machine came to no end with. */
  private leave(path: string, error: unknown): boolean {
    if (isConclusive(error)) return false;
    if (error instanceof GiveUp && error.reason === "memory") this.isFull = true;
    const { machine, again } = this.options;
    const { value, given } = this.completeSelection();
    again(() => walkAt(machine, value, path, { ...this.walkOptions(), given, choose: null }, this.report));
    return true;
  }

  /** Goes on with an empty machine where one is full. */
  private renew(): RenewedRoot | null {
    if (!this.isFull) return null;
    this.isFull = false;
    const linear = this.options.openLinear();
    if (linear === null) return null;
    const { value, given } = this.options.select(linear);
    return { root: value, given };
  }
}
