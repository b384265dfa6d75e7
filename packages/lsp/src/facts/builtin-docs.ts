/** What there is to say about builtins, from the evaluator's own table; constants, which it computes, are told here. */
import { allBuiltins, type BuiltinRow } from "@lix-tools/eval-core";

/** What is said about one builtin, as Markdown. */
export interface BuiltinDoc {
  /** As in `builtins.NAME`. */
  readonly name: string;
  /** On one line: the name and what it takes. */
  readonly signature: string;
  readonly text: string;
  readonly isFunction: boolean;
}

const constants: Readonly<Record<string, string>> = {
  builtins: "The set of all builtins. Names without a prefix are taken from it; most need `builtins.` in front.",
  currentSystem: "The platform that the evaluation runs on, such as `x86_64-linux`. Not there in pure evaluations.",
  currentTime: "Seconds since 1970, the same throughout an evaluation. Not there in pure evaluations.",
  false: "The Boolean that is not true.",
  langVersion: "The version of the language as a number, for expressions that run on several implementations.",
  nixPath: "The entries of the search path that `<name>` looks through: a list of sets of `prefix` and `path`.",
  nixVersion: "The version of Nix as a string. Lix gives the version of Nix that it branched from.",
  null: "The value that stands for nothing.",
  storeDir: "The folder of the store, usually `/nix/store`.",
  true: "The Boolean that is true.",
};

/** Builtins by name, made by `createBuiltinDocs`. */
export type BuiltinDocs = ReadonlyMap<string, BuiltinDoc>;

/** Returns everything there is to say, by the names in `builtins`. */
export function createBuiltinDocs(): BuiltinDocs {
  const docs = new Map<string, BuiltinDoc>();
  for (const [name, text] of Object.entries(constants))
    docs.set(name, { name, signature: name, text, isFunction: false });
  for (const row of allBuiltins) docs.set(row.name, docOf(row));
  return docs;
}

function docOf(row: BuiltinRow): BuiltinDoc {
  const { name, doc, complexity, since } = row;
  const takes = row.arguments.map((argument, at) => `(${argument}: ${row.kinds[at] ?? "any"})`);
  const notes = [
    ...(complexity === undefined ? [] : [`Cost: ${complexity}.`]),
    ...(since === undefined ? [] : [`Since Nix ${since}.`]),
  ];
  const text = [doc, ...notes].join("\n\n");
  return { name, signature: [name, ...takes].join(" "), text, isFunction: true };
}

/** Returns what there is to say about a global name; `__add` is `builtins.add`. */
export function globalDoc(docs: BuiltinDocs, name: string): BuiltinDoc | null {
  return docs.get(name) ?? (name.startsWith("__") ? (docs.get(name.slice(2)) ?? null) : null);
}

/** Returns the Markdown of a builtin. */
export function renderBuiltin({ name, signature, text }: BuiltinDoc): string {
  return `\`\`\`nix\n${name === "builtins" ? "" : "builtins."}${signature}\n\`\`\`\n\n${text}`;
}
