/**
 * Lists the derivations of a package set in this thread: by the linear machine where it can, and by the complete
 * evaluator what that leaves.
 */
import type { RenewedRoot, WalkOptions, WalkResult } from "../eval/derivation-walk.ts";
import { walkAt, walkDerivations } from "../eval/derivation-walk.ts";
import { GiveUp, isConclusive } from "../linear/give-up.ts";
import type { LinearMachine } from "../linear/linear-machine.ts";
import { linearMachineOrNull } from "./linear-evaluation.ts";
import type { Task } from "./request.ts";
import type { Run } from "./run.ts";
import type { SelectedValue } from "./selection.ts";
import { selectValue } from "./selection.ts";
import { takeShare } from "./shared-work.ts";

type ListTask = Extract<Task, { kind: "drv-paths" }>;

/** Says what is at each attribute of the selected set that is this thread's. */
export function listPackageSet(run: Run, task: ListTask): void {
  const { machine, settings, say } = run;
  const { shared } = task;
  const choose = shared === null ? null : (names: readonly string[]): Iterable<number> => takeShare(names, shared);
  const report = (result: WalkResult): void => {
    if ("drvPath" in result) say({ kind: "derivation", path: result.path, drvPath: result.drvPath });
    else say({ kind: "attribute-error", path: result.path, message: result.error.message });
  };
  const linear = linearMachineOrNull(machine, settings);
  if (linear === null) {
    const { value, given } = selectValue(machine, task.selection, settings.folder);
    walkDerivations(machine, value, { given, choose }, report);
  } else new QuickListing(run, task, report).list(linear, choose);
}

class QuickListing {
  private readonly run: Run;
  private readonly task: ListTask;
  private readonly report: (result: WalkResult) => void;
  private complete: SelectedValue | null = null;
  private isFull = false;

  constructor(run: Run, task: ListTask, report: (result: WalkResult) => void) {
    this.run = run;
    this.task = task;
    this.report = report;
  }

  list(linear: LinearMachine, choose: WalkOptions["choose"]): void {
    const { machine } = this.run;
    const selected = machine.attempt(
      () => this.select(linear),
      () => null,
    );
    if (selected === null) {
      const { value, given } = this.completeSelection();
      walkDerivations(machine, value, { given, choose }, this.report);
      return;
    }
    const options: WalkOptions = {
      given: selected.given,
      choose,
      leave: (path, error) => this.leave(path, error),
      renew: () => this.renew(),
    };
    walkDerivations(machine, selected.value, options, this.report);
  }

  private select(linear: LinearMachine): SelectedValue {
    const { machine, settings } = this.run;
    return selectValue(machine, this.task.selection, settings.folder, linear);
  }

  private completeSelection(): SelectedValue {
    const { machine, settings, lines } = this.run;
    this.complete ??= lines.again(() => selectValue(machine, this.task.selection, settings.folder));
    return this.complete;
  }

  /** Has the complete evaluator look at what the linear machine came to no end with. */
  private leave(path: string, error: unknown): boolean {
    if (isConclusive(error)) return false;
    if (error instanceof GiveUp && error.reason === "memory") this.isFull = true;
    const { value, given } = this.completeSelection();
    this.run.lines.again(() => walkAt(this.run.machine, value, path, { given, choose: null }, this.report));
    return true;
  }

  /** Goes on with an empty machine where one is full. */
  private renew(): RenewedRoot | null {
    if (!this.isFull) return null;
    this.isFull = false;
    const linear = linearMachineOrNull(this.run.machine, this.run.settings);
    if (linear === null) return null;
    const { value, given } = this.select(linear);
    return { root: value, given };
  }
}
