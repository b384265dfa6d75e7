/**
 * Terms back to legacy Nix, so that real Nix can say what they mean. Every variable gets a name that nothing else has;
 * formals and `__overrides`, whose names count, are bound once more under such a name.
 */
import { type AttributeName, type Pattern, type SetTerm, type SlotValue, Tag, type Term } from "../src/index.ts";

/** The names of the slots of a binder. */
interface Scope {
  readonly names: readonly string[];
  readonly outer: Scope | null;
}

interface Writer {
  fresh: number;
}

/** Returns a legacy program, one character per byte, that means what the term says; null where legacy has no such form. */
export function termToNix(term: Term): string | null {
  try {
    return write({ fresh: 0 }, term, null);
  } catch (error) {
    if (error instanceof NotInLegacy) return null;
    throw error;
  }
}

class NotInLegacy extends Error {}

function freshNames(writer: Writer, count: number): string[] {
  return Array.from({ length: count }, () => `fresh-${writer.fresh++}`);
}

const signs = {
  and: "&&",
  or: "||",
  implies: "->",
  equal: "==",
  update: "//",
  concat: "++",
  plus: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  less: "<",
} as const;

// One flat switch over the tags.
function write(writer: Writer, term: Term, scope: Scope | null): string {
  const at = (inner: Term): string => write(writer, inner, scope);
  switch (term.tag) {
    case Tag.Null:
      return "null";
    case Tag.Bool:
    case Tag.Int:
      return String(term.value);
    case Tag.Float:
      return Number.isInteger(term.value) ? `${term.value}.0` : String(term.value);
    case Tag.Text:
      return `"${escape(term.value)}"`;
    case Tag.String:
      return `"${term.parts.map((part) => (typeof part === "string" ? escape(part) : `\${${at(part)}}`)).join("")}"`;
    case Tag.Path:
      return term.text;
    case Tag.PathInterpolation:
      return term.parts.map((part) => (typeof part === "string" ? part : `\${${at(part)}}`)).join("");
    case Tag.Find: {
      const isPlain = term.findFile.tag === Tag.Name && term.nixPath.tag === Tag.Name;
      return isPlain ? `<${term.text}>` : `(${at(term.findFile)} ${at(term.nixPath)} "${term.text}")`;
    }
    case Tag.CurrentPosition:
      return "__curPos";
    case Tag.Bound: {
      let link = scope;
      for (let depth = term.depth; depth > 0; depth--) link = link?.outer ?? null;
      const name = link?.names[term.slot];
      if (name === undefined) throw new Error(`a variable without a binder: ${term.name}`);
      return name;
    }
    case Tag.Name:
      return term.name;
    case Tag.Function:
      return `(${functionText(writer, term.pattern, term.body, scope)})`;
    case Tag.Apply:
      return `(${at(term.function)} ${at(term.argument)})`;
    case Tag.Let: {
      const inner: Scope = { names: freshNames(writer, term.slots.length), outer: scope };
      const froms = freshNames(writer, term.froms.length);
      const sources = term.froms.map((from, index) => `${froms[index]} = ${write(writer, from, inner)}; `);
      const slots = term.slots.map(
        ({ value }, index) => `${inner.names[index]} = ${valueText(writer, value, froms, inner)}; `,
      );
      return `(let ${[...sources, ...slots].join("")}in ${write(writer, term.body, inner)})`;
    }
    case Tag.Set:
      return setText(writer, term, scope);
    case Tag.List: {
      const operands = term.elements.map(({ splat, value }) => (splat ? at(value) : `[ ${at(value)} ]`));
      return `(${[...operands, "[ ]"].join(" ++ ")})`;
    }
    case Tag.Select:
      return `(${at(term.value)}).${nameText(writer, term.name, scope)}`;
    case Tag.SelectOr:
      return `((${at(term.value)}).${pathText(writer, term.path, scope)} or (${at(term.fallback)}))`;
    case Tag.Has:
      return `((${at(term.value)}) ? ${pathText(writer, term.path, scope)})`;
    case Tag.Index:
      return `(builtins.elemAt ${at(term.list)} ${term.index})`;
    case Tag.If:
      return `(if ${at(term.condition)} then ${at(term.consequence)} else ${at(term.alternative)})`;
    case Tag.Assert:
      return `(assert ${at(term.condition)}; ${at(term.body)})`;
    case Tag.With:
      return `(with ${at(term.environment)}; ${at(term.body)})`;
    case Tag.Not:
      return `(!${at(term.operand)})`;
    case Tag.Binary:
      return `(${at(term.left)} ${signs[term.operator]} ${at(term.right)})`;
    default:
      return term satisfies never;
  }
}

function escape(text: string): string {
  return text.replaceAll(/["\\$]/g, "\\$&").replaceAll("\r", "\\r");
}

function nameText(writer: Writer, name: AttributeName, scope: Scope | null): string {
  return typeof name === "string" ? `"${escape(name)}"` : `\${${write(writer, name, scope)}}`;
}

function pathText(writer: Writer, path: readonly AttributeName[], scope: Scope | null): string {
  return path.map((name) => nameText(writer, name, scope)).join(".");
}

function valueText(writer: Writer, value: SlotValue, froms: readonly string[], scope: Scope | null): string {
  return value.tag === "from" ? `${froms[value.from]}."${escape(value.name)}"` : write(writer, value, scope);
}

/** Returns `let fresh = name; … in ` for names that the program's own binder has. */
function rebind(fresh: readonly string[], names: readonly string[]): string {
  const usable = names.flatMap((name, index) =>
    /^[A-Za-z_][\w'-]*$/.test(name) ? [`${fresh[index]} = ${name}; `] : [],
  );
  return `let ${usable.join("")}in `;
}

function functionText(writer: Writer, pattern: Pattern, body: Term, outer: Scope | null): string {
  if (pattern.kind === "variable") {
    const names = freshNames(writer, 1);
    return `${names[0]}: ${write(writer, body, { names, outer })}`;
  }
  if (pattern.kind === "list") {
    const [list = ""] = freshNames(writer, 1);
    const names = freshNames(writer, pattern.names.length);
    const elements = names.map((name, index) => `${name} = builtins.elemAt ${list} ${index}; `);
    const count = `builtins.length ${list} ${pattern.open ? ">=" : "=="} ${names.length}`;
    const inner = `let ${elements.join("")}in ${write(writer, body, { names, outer })}`;
    return `${list}: if builtins.isList ${list} && ${count} then ${inner} else abort "list pattern"`;
  }
  if (pattern.asFull) throw new NotInLegacy();
  const all = pattern.as === null ? [] : freshNames(writer, 1);
  const own = pattern.formals.map((formal) => formal.name);
  const fresh = freshNames(writer, own.length);
  const scope: Scope = { names: [...fresh, ...all], outer };
  const formals = pattern.formals.map(({ name, default: fallback }) =>
    fallback === null ? name : `${name} ? (${rebind(fresh, own)}${write(writer, fallback, scope)})`,
  );
  const braces = `{ ${[...formals, ...(pattern.open ? ["..."] : [])].join(", ")} }`;
  return `${braces}${all.map((name) => `@${name}`).join("")}: ${rebind(fresh, own)}${write(writer, body, scope)}`;
}

function setText(writer: Writer, term: SetTerm, outer: Scope | null): string {
  if (term.splats.length > 0) throw new NotInLegacy();
  const froms = freshNames(writer, term.froms.length);
  const fresh = freshNames(writer, term.statics.length);
  const scope: Scope | null = term.recursive ? { names: fresh, outer } : outer;
  if (term.overrides >= 0) return overridingSet(writer, term, scope);
  const sources = term.froms.map((from, index) => `${froms[index]} = ${write(writer, from, scope)}; `);
  const values = term.statics.map(({ value }) => valueText(writer, value, froms, scope));
  const bound = term.recursive ? values.map((value, index) => `${fresh[index]} = ${value}; `) : [];
  const statics = term.statics.map(
    ({ name }, index) => `"${escape(name)}" = ${term.recursive ? fresh[index] : values[index]}; `,
  );
  const set = `{ ${[...statics, ...dynamicTexts(writer, term, scope, "")].join("")}}`;
  return sources.length + bound.length === 0 ? set : `(let ${[...sources, ...bound].join("")}in ${set})`;
}

function dynamicTexts(writer: Writer, { dynamics }: SetTerm, scope: Scope | null, prefix: string): string[] {
  return dynamics.map(
    ({ name, value }) => `\${${prefix}${write(writer, name, scope)}} = ${prefix}${write(writer, value, scope)}; `,
  );
}

/** A set with `__overrides` has to stay `rec`; inside it every expression binds the names anew. */
function overridingSet(writer: Writer, term: SetTerm, scope: Scope | null): string {
  const names = term.statics.map((slot) => slot.name);
  const prefix = rebind(scope?.names ?? [], names);
  const statics = term.statics.map(({ name, value }) =>
    value.tag === "from"
      ? `inherit (${prefix}${sourceText(writer, term, value.from, scope)}) "${escape(name)}"; `
      : `"${escape(name)}" = ${prefix}${write(writer, value, scope)}; `,
  );
  return `rec { ${[...statics, ...dynamicTexts(writer, term, scope, prefix)].join("")}}`;
}

function sourceText(writer: Writer, { froms }: SetTerm, index: number, scope: Scope | null): string {
  const source = froms[index];
  if (source === undefined) throw new Error("an attribute without its source");
  return write(writer, source, scope);
}
