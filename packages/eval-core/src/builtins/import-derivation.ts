/** Importing the path of a derivation, which gives the set that the derivation itself would give. */
import { call2 } from "../eval/call.ts";
import { evaluateText } from "../eval/load.ts";
import type { Machine } from "../eval/machine.ts";
import type { KnownDerivation } from "../store/derivation.ts";
import { storePathName } from "../store/store-path.ts";
import { StringContext, closureElement, outputElement } from "../value/context.ts";
import type { Value } from "../value/value.ts";
import { ContextString } from "../value/value.ts";
import { importedDerivationSource } from "./prelude.ts";

/** Returns the value of importing a path if it is that of a derivation made in this evaluation, else null. */
export function importDerivationOrNull(machine: Machine, path: string): Value | null {
  const known = machine.store.derivations.get(path);
  return known === undefined ? null : importDerivation(machine, path, known);
}

function importDerivation(machine: Machine, path: string, { outputNames, outputPaths }: KnownDerivation): Value {
  const { sets, options } = machine;
  const name = storePathName(options.storeFolder, path).replace(/\.drv$/, "");
  const drvPath = new ContextString(path, new StringContext([closureElement(path)]));
  const attributes = sets.fromSorted(["drvPath", "name", "outputs"], [drvPath, name, outputNames.slice()], null);
  const paths = sets.fromEntries(
    outputNames.map((output, at) => {
      const context = new StringContext([outputElement(path, output)]);
      return [output, new ContextString(outputPaths[at] ?? "", context)] as const;
    }),
  );
  return call2(evaluateText(machine, importedDerivationSource, "<derivation>", "/"), attributes, paths);
}
