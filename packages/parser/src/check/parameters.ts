/**
 * Parameters of a function: every name once (specification B.1, C.14).
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import {
  childByField,
  childrenByField,
  endOf,
  fieldOf,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
} from "../cst/tree.ts";
import { type CheckContext, report } from "./check-context.ts";
import type { NameHashes } from "./name-hashes.ts";

/** Checks a `function_expression`. */
export function checkParameters(context: CheckContext, node: NodeIndex, hashes: NameHashes): void {
  const { tree } = context;
  hashes.clear();
  const end = node + sizeOf(tree, node);
  for (let child = node + 1; child < end; child += sizeOf(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === Kind.Formals || kind === Kind.ListPattern) addParameters(context, child, hashes);
    else if (fieldOf(tree, child) === Field.Universal) addName(context, child, hashes);
    else if (kind === Kind.Colon) break;
  }
  if (hashes.mayRepeat()) reportRepeated(context, node);
}

function addName({ tree }: CheckContext, name: NodeIndex, hashes: NameHashes): void {
  hashes.add(tree.source, startOf(tree, name), endOf(tree, name));
}

function addParameters(context: CheckContext, list: NodeIndex, hashes: NameHashes): void {
  const { tree } = context;
  const end = list + sizeOf(tree, list);
  for (let child = list + 1; child < end; child += sizeOf(tree, child)) {
    // A formal begins with its name; in a list pattern the names stand by themselves.
    if (kindOf(tree, child) === Kind.Formal) addName(context, child + 1, hashes);
    else if (kindOf(tree, child) === Kind.Identifier) addName(context, child, hashes);
  }
}

function reportRepeated(context: CheckContext, node: NodeIndex): void {
  const { tree } = context;
  const seen = new Map<string, NodeIndex>();
  for (const name of parameterNames(context, node)) {
    const text = latin1Of(tree, name);
    const previous = seen.get(text) ?? none;
    if (previous === none) {
      seen.set(text, name);
      continue;
    }
    const span = spanOf(tree, name);
    report(context, {
      code: "syntax/duplicate-formal",
      span,
      message: `found the parameter \`${text}\` a second time`,
      related: [{ span: spanOf(tree, previous), message: "the first" }],
    });
  }
}

/** Returns the names a function binds, in source order. */
function parameterNames({ tree }: CheckContext, node: NodeIndex): NodeIndex[] {
  const formals = childByField(tree, node, Field.Formals);
  const pattern = childByField(tree, node, Field.Pattern);
  const names = [
    ...childrenByField(tree, formals, Field.Formal).map((formal) => childByField(tree, formal, Field.Name)),
    ...childrenByField(tree, pattern, Field.Name),
    ...childrenByField(tree, node, Field.Universal),
  ];
  return names.sort((a, b) => a - b);
}
