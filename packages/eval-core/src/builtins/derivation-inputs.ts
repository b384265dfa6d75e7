/** What a derivation is made from, as the context of its attributes tells. */
import type { Machine } from "../eval/machine.ts";
import type { UnfinishedDerivation } from "../store/derivation.ts";
import type { InputText } from "../store/derivation-inputs.ts";
import { mergeInputs, mergePaths } from "../store/derivation-inputs.ts";
import type { StringContext } from "../value/context.ts";

type DerivationInputs = Pick<UnfinishedDerivation, "inputDerivations" | "inputSources">;

/** Returns the derivations and sources that a context refers to, in byte order. */
export function readInputs(machine: Machine, context: StringContext | null): DerivationInputs {
  const derivations: InputText[] = [];
  const sources: string[] = [];
  for (const element of context?.elements ?? []) {
    const parsed = machine.store.contexts.parse(element);
    switch (parsed.kind) {
      case "path":
        sources.push(parsed.path);
        break;
      case "output":
        derivations.push(parsed.input);
        break;
      case "closure":
        addClosure(machine, { derivations, sources }, parsed.path);
    }
  }
  return { inputDerivations: mergeInputs(derivations), inputSources: mergePaths(sources) };
}

/** Inputs in no order, while they are gathered. */
interface GatheredInputs {
  readonly derivations: InputText[];
  readonly sources: string[];
}

/** Adds a derivation and everything it is made from, all outputs included. */
function addClosure(machine: Machine, { derivations, sources }: GatheredInputs, root: string): void {
  const seen = new Set<string>();
  const pending = [root];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    sources.push(path);
    const known = machine.store.derivations.get(path);
    if (known === undefined) continue;
    derivations.push({ name: path, outputs: known.outputNames });
    for (const input of known.inputDerivations) pending.push(input);
    for (const source of known.inputSources) pending.push(source);
  }
}
