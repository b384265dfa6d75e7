/**
 * What derivations are made from, as their text lists it: in byte order and each once. Lists are short and derivations
 * many, so that they are put in order in place, without the engine's sort and the memory that needs.
 */
import { compareBytes } from "./bytes.ts";

/** An input: the store path of a derivation or its hash, and the outputs used in byte order. */
export interface InputText {
  readonly name: string;
  readonly outputs: readonly string[];
}

/** Lists up to this length are sorted by insertion. */
const insertionLimit = 40;

/** Sorts inputs in place by their names, makes those of one name one, and returns them. */
export function mergeInputs(inputs: InputText[]): InputText[] {
  sortByName(inputs);
  let kept = 0;
  for (const input of inputs) {
    const last = kept === 0 ? undefined : inputs[kept - 1];
    if (last?.name === input.name) inputs[kept - 1] = mergeOutputs(last, input);
    else inputs[kept++] = input;
  }
  inputs.length = kept;
  return inputs;
}

function sortByName(inputs: InputText[]): void {
  if (inputs.length > insertionLimit) {
    inputs.sort((left, right) => compareBytes(left.name, right.name));
    return;
  }
  for (let next = 1; next < inputs.length; next++) {
    const input = inputs[next] as InputText;
    let at = next;
    for (; at > 0 && (inputs[at - 1] as InputText).name > input.name; at--) inputs[at] = inputs[at - 1] as InputText;
    inputs[at] = input;
  }
}

function mergeOutputs({ name, outputs }: InputText, other: InputText): InputText {
  const added = other.outputs.filter((output) => !outputs.includes(output));
  return { name, outputs: added.length === 0 ? outputs : outputs.concat(added).sort(compareBytes) };
}

/** Sorts store paths in place, leaves out repeated ones, and returns them. */
export function mergePaths(paths: string[]): string[] {
  if (paths.length < 2) return paths;
  paths.sort(compareBytes);
  let kept = 0;
  for (const path of paths) {
    if (kept === 0 || paths[kept - 1] !== path) paths[kept++] = path;
  }
  paths.length = kept;
  return paths;
}

/** Returns the store paths of inputs and sources, both in byte order, as one list in byte order. */
export function referencesOf(inputs: readonly InputText[], sources: readonly string[]): string[] {
  const references: string[] = [];
  let at = 0;
  for (const { name } of inputs) {
    for (; at < sources.length && (sources[at] as string) <= name; at++) {
      if (sources[at] !== name) references.push(sources[at] as string);
    }
    references.push(name);
  }
  for (; at < sources.length; at++) references.push(sources[at] as string);
  return references;
}
