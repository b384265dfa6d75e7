/** Lists the derivations of a package set in this thread. */
import type { WalkResult } from "../eval/derivation-walk.ts";
import { linearMachineOrNull } from "./linear-evaluation.ts";
import { walkQuickly } from "./quick-walk.ts";
import type { Task } from "./request.ts";
import type { Run } from "./run.ts";
import { selectValue } from "./selection.ts";
import { takeShare } from "./shared-work.ts";

type ListTask = Extract<Task, { kind: "drv-paths" }>;

/** Says what is at each attribute of the selected set that is this thread's. */
export function listPackageSet({ machine, settings, lines, say }: Run, { selection, shared }: ListTask): void {
  const report = (result: WalkResult): void => {
    if ("drvPath" in result) say({ kind: "derivation", path: result.path, drvPath: result.drvPath });
    else say({ kind: "attribute-error", path: result.path, message: result.error.message });
  };
  walkQuickly(
    {
      machine,
      openLinear: () => linearMachineOrNull(machine, settings),
      select: (sources) => selectValue(machine, selection, settings.folder, sources),
      again: (body) => lines.again(body),
      choose: shared === null ? null : (names) => takeShare(names, shared),
    },
    report,
  );
}
