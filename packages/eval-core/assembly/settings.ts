/** In what implementations of Nix differ that the machine mirrors. */

/** Whether `map` and the like check their function before an element is asked for. */
export let checksFunctions: bool = false;
/** Whether builtins evaluate what they turn out not to need. */
export let evaluatesUnneeded: bool = false;
/** Whether comparators that are no orderings show how short runs are inserted and merged. */
export let sortsByInsertion: bool = false;
/** Elements that `genList` may make. */
export let listLimit: i64 = 0;

export function setSettings(functions: bool, unneeded: bool, insertion: bool, list: f64): void {
  checksFunctions = functions;
  evaluatesUnneeded = unneeded;
  sortsByInsertion = insertion;
  listLimit = <i64>list;
}
