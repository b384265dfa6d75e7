/** What a command line selects: a file or text, the way to an attribute, arguments for functions on that way. */
import { findAlongPath, parseAttributePathOrNull } from "../eval/attribute-path.ts";
import { EvalError } from "../eval/error.ts";
import { evaluateText, importFile } from "../eval/load.ts";
import type { Machine } from "../eval/machine.ts";
import { marked } from "../eval/render-literal.ts";
import type { AttrSet } from "../value/attr-set.ts";
import { Thunk } from "../value/thunk.ts";
import type { Lazy } from "../value/value.ts";
import type { Input, Selection } from "./request.ts";

function evaluateInput(machine: Machine, input: Input, folder: string): Lazy {
  return input.kind === "file"
    ? importFile(machine, input.path)
    : evaluateText(machine, input.text, input.name, folder);
}

function argumentSet(machine: Machine, selection: Selection, folder: string): AttrSet {
  return machine.sets.fromEntries(
    selection.arguments.map(({ name, kind, text }): readonly [string, Lazy] => [
      name,
      kind === "string" ? text : new Thunk(() => evaluateText(machine, text, marked("string"), folder), null),
    ]),
  );
}

/** A value and the arguments for functions in it. */
export interface SelectedValue {
  readonly value: Lazy;
  readonly given: AttrSet;
}

/** Returns what is selected. Relative paths in arguments start from `folder`. */
export function selectValue(machine: Machine, selection: Selection, folder: string): SelectedValue {
  const path = parseAttributePathOrNull(selection.attribute);
  if (path === null) {
    const message = `missing closing quote in selection path '${selection.attribute}'`;
    throw new EvalError("eval/argument", message);
  }
  const given = argumentSet(machine, selection, folder);
  return { value: findAlongPath(machine, evaluateInput(machine, selection.input, folder), path, given), given };
}
