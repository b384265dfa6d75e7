/**
 * Writes packages/parser/src/ast/nodes.generated.ts: functions that read the children of each kind of node by name, and
 * sets of kinds for the supertypes of the grammars.
 *
 *     node scripts/generate-ast.mjs
 */
import { writeFileSync } from "node:fs";
import { dialects, parserSourceRoot } from "./grammar-paths.mjs";
import { namedKinds, pascalCase, readGrammars, readNodeTypes, supertypes } from "./node-types.mjs";
import { productionsOf } from "./productions.mjs";

export const astFile = new URL("ast/nodes.generated.ts", parserSourceRoot);

const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** Returns the text of the file. */
export function generateAst() {
  const nodeTypes = readNodeTypes();
  const grammars = readGrammars();
  const nodes = namedKinds(nodeTypes).flatMap((kind) => nodeText(kind, nodeTypes, grammars));
  const sets = [...supertypes(nodeTypes)].map(([name, kinds]) => supertypeText(name, kinds));
  return `/**
 * Names for the children of every kind of node that has some, and for kinds that stand in the same places.
 * Generated from the grammars' \`node-types.json\` and \`grammar.json\` by \`scripts/generate-ast.mjs\`; do not edit.
 *
 * The functions take any node and look for children as the kind has them. Only those that return several children
 * allocate. Productions are written as in \`grammar/README.md\`; a dialect stands before those that not all share.
 */
import { Field, Kind } from "../cst/kinds.generated.ts";
import { childByField, childByKind, childrenByField, childrenOf, kindOf, type NodeIndex, type Tree } from "../cst/tree.ts";

${nodes.join("\n\n")}

/** Returns a table with a 1 for each of the kinds. */
function kindSet(kinds: readonly Kind[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const kind of kinds) table[kind] = 1;
  return table;
}

${sets.join("\n\n")}
`;
}

/** What one kind of node has in the dialects together. */
function describeKind(kind, nodeTypes) {
  const fields = new Map();
  const children = { isMultiple: false, types: new Set() };
  for (const type of nodeTypes.flat().filter(({ type, named }) => named && type === kind)) {
    for (const [name, field] of Object.entries(type.fields ?? {})) {
      const known = fields.get(name) ?? { isMultiple: false, isRequired: true };
      known.isMultiple ||= field.multiple;
      known.isRequired &&= field.required;
      fields.set(name, known);
    }
    children.isMultiple ||= type.children?.multiple ?? false;
    for (const child of type.children?.types ?? []) children.types.add(child.type);
  }
  return { fields, children };
}

function nodeText(kind, nodeTypes, grammars) {
  const { fields, children } = describeKind(kind, nodeTypes);
  const accessors = [
    ...[...fields].map(([name, field]) => fieldText(name, field)),
    ...(children.isMultiple ? [partsText(children.types)] : [...children.types].map(childText)),
  ];
  if (accessors.length === 0) return [];
  const productions = productionsOf(kind, grammars, dialects).map((line) => ` *     ${line}`.trimEnd());
  return [
    `/**\n${productions.join("\n")}\n */\nexport const ${pascalCase(kind)} = {\n${accessors.join("\n")}\n} as const;`,
  ];
}

function fieldText(name, { isMultiple, isRequired }) {
  const field = `Field.${pascalCase(name)}`;
  if (isMultiple) {
    return accessor(
      `Returns every \`${name}\`.`,
      camelCase(`${name}s`),
      "NodeIndex[]",
      `childrenByField(tree, node, ${field})`,
    );
  }
  const comment = isRequired ? `Returns the \`${name}\`.` : `Returns the \`${name}\`, or \`none\`.`;
  return accessor(comment, camelCase(name), "NodeIndex", `childByField(tree, node, ${field})`);
}

function childText(type) {
  const comment = `Returns the \`${type}\`, or \`none\`.`;
  return accessor(comment, camelCase(type), "NodeIndex", `childByKind(tree, node, Kind.${pascalCase(type)})`);
}

function partsText(types) {
  const kinds = [...types].sort().map((type) => `Kind.${pascalCase(type)}`);
  const comment = `Returns every ${[...types]
    .sort()
    .map((type) => `\`${type}\``)
    .join(", ")}, in the order of the source.`;
  const test = kinds.map((kind) => `kind === ${kind}`).join(" || ");
  return `  /** ${comment} */
  parts(tree: Tree, node: NodeIndex): NodeIndex[] {
    return childrenOf(tree, node).filter((child) => {
      const kind = kindOf(tree, child);
      return ${test};
    });
  },`;
}

function accessor(comment, name, type, body) {
  return `  /** ${comment} */
  ${name}(tree: Tree, node: NodeIndex): ${type} {
    return ${body};
  },`;
}

function supertypeText(name, kinds) {
  const variable = camelCase(name.slice(1));
  const set = kinds.map((kind) => `  Kind.${pascalCase(kind)},`).join("\n");
  return `const ${variable}Kinds = kindSet([
${set}
]);

/** Tells whether nodes of this kind may stand where the productions say \`${name}\`. */
export function is${pascalCase(variable)}Kind(kind: Kind): boolean {
  return ${variable}Kinds[kind] === 1;
}`;
}

if (import.meta.filename === process.argv[1]) writeFileSync(astFile, generateAst());
