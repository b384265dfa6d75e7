/** What a command line selects: a file or text, the way to an attribute, arguments for functions on that way. */
import { findAlongPath, parseAttributePathOrNull } from "../eval/attribute-path.ts";
import { EvalError } from "../eval/error.ts";
import { evaluateText, importFile } from "../eval/load.ts";
import type { Machine } from "../eval/machine.ts";
import { marked } from "../eval/render-literal.ts";
import type { AttrSet } from "../value/attr-set.ts";
import { Thunk } from "../value/thunk.ts";
import type { Lazy } from "../value/value.ts";
import type { Selection } from "./request.ts";

/** Evaluates files and texts. */
export interface Sources {
  readonly file: (path: string) => Lazy;
  readonly text: (text: string, name: string, folder: string) => Lazy;
}

/** Returns what evaluates files and texts by the complete evaluator. */
export function completeSources(machine: Machine): Sources {
  return {
    file: (path) => importFile(machine, path),
    text: (text, name, folder) => new Thunk(() => evaluateText(machine, text, name, folder), null),
  };
}

function argumentSet(machine: Machine, sources: Sources, selection: Selection, folder: string): AttrSet {
  return machine.sets.fromEntries(
    selection.arguments.map(({ name, kind, text }): readonly [string, Lazy] => [
      name,
      kind === "string" ? text : sources.text(text, marked("string"), folder),
    ]),
  );
}

/** A value and the arguments for functions in it. */
export interface SelectedValue {
  readonly value: Lazy;
  readonly given: AttrSet;
}

/** Returns what is selected. Relative paths in arguments start from `folder`. */
export function selectValue(
  machine: Machine,
  selection: Selection,
  folder: string,
  sources: Sources = completeSources(machine),
): SelectedValue {
  const path = parseAttributePathOrNull(selection.attribute);
  if (path === null) {
    const message = `missing closing quote in selection path '${selection.attribute}'`;
    throw new EvalError("eval/argument", message);
  }
  const given = argumentSet(machine, sources, selection, folder);
  const { input } = selection;
  const root = input.kind === "file" ? sources.file(input.path) : sources.text(input.text, input.name, folder);
  return { value: findAlongPath(machine, root, path, given), given };
}
