/**
 * Writes packages/parser/src/cst/kinds.generated.ts: numbers for the kinds of node and the fields of the grammars.
 *
 *     node scripts/generate-kinds.mjs
 */
import { writeFileSync } from "node:fs";
import { parserSourceRoot } from "./grammar-paths.mjs";
import { fieldNames, namedKinds, pascalCase, readNodeTypes, tokenKinds, tokenName } from "./node-types.mjs";

export const kindsFile = new URL("cst/kinds.generated.ts", parserSourceRoot);

/** Returns the text of the file. */
export function generateKinds() {
  const nodeTypes = readNodeTypes();
  const named = namedKinds(nodeTypes);
  const tokens = tokenKinds(nodeTypes);
  const fields = fieldNames(nodeTypes);
  return `/**
 * The kinds of node and the names of fields, as numbers for the records of the tree.
 * Generated from the grammars' \`node-types.json\` by \`scripts/generate-kinds.mjs\`; do not edit.
 */

/** Every kind of node: \`Error\`, then the named nodes, then the tokens, each in alphabetical order. */
export const Kind = {
${numbered(["Error", ...named.map(pascalCase), ...tokens.map(tokenName)])}
} as const;

/** A kind of node. */
export type Kind = (typeof Kind)[keyof typeof Kind];

/** The grammar's name of each kind, indexed by kind. */
export const kindNames: readonly string[] = [
${quoted(["ERROR", ...named, ...tokens])}
];

/** The first kind that is a plain token; the kinds below it are named nodes. */
export const firstTokenKind = ${named.length + 1};

/** The role of a child in its parent; \`None\` where it has no name. */
export const Field = {
${numbered(["None", ...fields.map(pascalCase)])}
} as const;

/** A field. */
export type Field = (typeof Field)[keyof typeof Field];

/** The grammar's name of each field, indexed by field. */
export const fieldNames: readonly string[] = [
${quoted(["", ...fields])}
];
`;
}

function numbered(names) {
  return names.map((name, number) => `  ${name}: ${number},`).join("\n");
}

function quoted(names) {
  return names.map((name) => `  ${JSON.stringify(name)},`).join("\n");
}

if (import.meta.filename === process.argv[1]) writeFileSync(kindsFile, generateKinds());
