/** Calls with a path to nothing: `import ./gone.nix`, `callPackage ./gone { }`. */
import { targetOf } from "@lix-tools/eval-core";
import {
  childByField,
  type Diagnostic,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  spanOf,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { plainPath } from "../facts/paths.ts";
import type { World } from "../world.ts";

/** Returns a diagnostic for every call of a path that is not there. */
export function findMissingPaths(world: World, document: Document): Diagnostic[] {
  const tree = document.tree();
  const found: Diagnostic[] = [];
  for (let node = 0; node < tree.nodeCount; node++) {
    if (kindOf(tree, node) !== Kind.ApplyExpression) continue;
    const argument = childByField(tree, node, Field.Argument);
    const text = plainPath(tree, argument);
    const path = text === null ? null : world.locate(document, text);
    if (path === null || path.type !== "missing") continue;
    const severity = isImport(document, childByField(tree, node, Field.Function)) ? "warning" : "info";
    const span = spanOf(tree, argument);
    found.push({ code: "lsp/missing-path", severity, span, message: `there is nothing at \`${path.path}\`` });
  }
  return found;
}

function isImport(document: Document, callee: NodeIndex): boolean {
  const tree = document.tree();
  if (kindOf(tree, callee) !== Kind.VariableExpression) return false;
  const name = childByField(tree, callee, Field.Name);
  return latin1Of(tree, name) === "import" && targetOf(document.resolution(), name)?.kind === "global";
}
