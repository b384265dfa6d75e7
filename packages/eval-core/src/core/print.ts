/**
 * Terms as text for messages and tests. It looks like Nix where Nix can say the same; it is not meant to be read back.
 *
 * | term | text |
 * |---|---|
 * | function | `(\a. body)`, `(\{a, b ? 1, ...}@all. body)`, `(\[a, b, ...]. body)` |
 * | call | `(f a b)` |
 * | let | `(let a = 1; b = 2; in body)` |
 * | set | `{a = 1; ${k} = v; *s; (e).{b, c};}`, `rec {…}`; `(e).{b, c}` stands for `inherit (e) b c` |
 * | list | `[1 *a b]` |
 * | operators | `(a + b)`, `(!a)`, `(a ? b.c)`, `(a ? b.c : d)`, `a.b`, `a.0`, all with their parentheses |
 * | string | `"a${b}c"`, with JSON's escapes |
 * | paths | `./a`, `./a${b}`, `<nixpkgs>` |
 * | local variable | its name; `a^1` where one nearer binder also has an `a` |
 * | other name | `map`; `map~2` where two `with` frames may provide it |
 *
 * The text is written from an explicit stack: terms are as deep as programs have operators.
 */
import { unicodeOf } from "@lix-tools/parser";
import { type Binder, binderAt, writtenSlotName } from "./binder.ts";
import {
  type AttributeName,
  type BinaryOperator,
  type BoundTerm,
  type FunctionTerm,
  type SetTerm,
  type Slot,
  Tag,
  type Term,
} from "./term.ts";

interface Scope {
  readonly binder: Binder;
  readonly outer: Scope | null;
}

/** `bare` leaves out the parentheses around a call, of which more arguments follow. */
type Item = string | { readonly term: Term; readonly scope: Scope | null; readonly form: "whole" | "bare" };

/** Returns the notation of a term. */
export function renderTerm(term: Term): string {
  const items: Item[] = [whole(term, null)];
  const text: string[] = [];
  for (let item = items.pop(); item !== undefined; item = items.pop()) {
    if (typeof item === "string") text.push(item);
    else for (const part of partsOf(item.term, item.scope, item.form).toReversed()) items.push(part);
  }
  return unicodeOf(text.join(""));
}

/** How each operator is written. */
export const operatorSigns: Readonly<Record<BinaryOperator, string>> = {
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
};

function whole(term: Term, scope: Scope | null): Item {
  return { term, scope, form: "whole" };
}

// One flat switch over the tags.
function partsOf(term: Term, scope: Scope | null, form: "whole" | "bare"): Item[] {
  const part = (inner: Term): Item => whole(inner, scope);
  switch (term.tag) {
    case Tag.Null:
      return ["null"];
    case Tag.Bool:
    case Tag.Int:
      return [String(term.value)];
    case Tag.Float:
      return [Number.isInteger(term.value) ? `${term.value}.0` : String(term.value)];
    case Tag.Text:
      return [JSON.stringify(term.value)];
    case Tag.String:
      return ['"', ...stringParts(term.parts, scope, (text) => JSON.stringify(text).slice(1, -1)), '"'];
    case Tag.Path:
      return [term.text];
    case Tag.PathInterpolation:
      return stringParts(term.parts, scope, (text) => text);
    case Tag.Find:
      return term.findFile.tag === Tag.Name && term.nixPath.tag === Tag.Name
        ? [`<${term.text}>`]
        : ["(", part(term.findFile), " ", part(term.nixPath), ` ${JSON.stringify(term.text)})`];
    case Tag.CurrentPosition:
      return ["__curPos"];
    case Tag.Bound:
      return [variableText(term, scope)];
    case Tag.Name:
      return [term.withs === 0 ? term.name : `${term.name}~${term.withs}`];
    case Tag.Function:
      return functionParts(term, scope);
    case Tag.Apply: {
      const call: Item[] = [{ term: term.function, scope, form: "bare" }, " ", part(term.argument)];
      return form === "bare" ? call : ["(", ...call, ")"];
    }
    case Tag.Let: {
      const inner: Scope = { binder: term, outer: scope };
      return ["(let ", ...slotParts(term.slots, term.froms, inner), "in ", whole(term.body, inner), ")"];
    }
    case Tag.Set:
      return setParts(term, scope);
    case Tag.List:
      return [
        "[",
        ...term.elements.flatMap(({ splat, value }, index) => [
          `${index === 0 ? "" : " "}${splat ? "*" : ""}`,
          part(value),
        ]),
        "]",
      ];
    case Tag.Select:
      return [part(term.value), ...pathParts([term.name], scope)];
    case Tag.SelectOr:
      return ["(", part(term.value), " ? ", ...joinPath(term.path, scope), " : ", part(term.fallback), ")"];
    case Tag.Has:
      return ["(", part(term.value), " ? ", ...joinPath(term.path, scope), ")"];
    case Tag.Index:
      return [part(term.list), `.${term.index}`];
    case Tag.If:
      return ["(if ", part(term.condition), " then ", part(term.consequence), " else ", part(term.alternative), ")"];
    case Tag.Assert:
      return ["(assert ", part(term.condition), "; ", part(term.body), ")"];
    case Tag.With:
      return ["(with ", part(term.environment), "; ", part(term.body), ")"];
    case Tag.Not:
      return ["(!", part(term.operand), ")"];
    case Tag.Binary:
      return ["(", part(term.left), ` ${operatorSigns[term.operator]} `, part(term.right), ")"];
    default:
      return term satisfies never;
  }
}

function stringParts(parts: readonly (string | Term)[], scope: Scope | null, escape: (text: string) => string): Item[] {
  return parts.flatMap((part) => (typeof part === "string" ? [escape(part)] : ["${", whole(part, scope), "}"]));
}

function variableText({ name, depth, slot }: BoundTerm, scope: Scope | null): string {
  const target = binderAt(scope, depth);
  const written = target === null ? name : writtenSlotName(target.binder, slot);
  let nearer = 0;
  for (let link = scope; link !== null && link !== target; link = link.outer)
    if (hasSlot(link.binder, written)) nearer++;
  return nearer === 0 ? written : `${written}^${nearer}`;
}

function hasSlot(binder: Binder, name: string): boolean {
  if (binder.tag === Tag.Let) return binder.slots.some((slot) => slot.name === name);
  if (binder.tag === Tag.Set) return binder.statics.some((slot) => slot.name === name);
  const { pattern } = binder;
  if (pattern.kind === "variable") return pattern.name === name;
  if (pattern.kind === "list") return pattern.names.includes(name);
  return pattern.as === name || pattern.formals.some((formal) => formal.name === name);
}

function functionParts(term: FunctionTerm, outer: Scope | null): Item[] {
  const scope: Scope = { binder: term, outer };
  const { pattern } = term;
  const body: Item[] = [". ", whole(term.body, scope), ")"];
  if (pattern.kind === "variable") return [`(\\${pattern.name}`, ...body];
  const ellipsis = pattern.open ? ["..."] : [];
  if (pattern.kind === "list") return [`(\\[${[...pattern.names, ...ellipsis].join(", ")}]`, ...body];
  const formals = pattern.formals.flatMap((formal, index): Item[] => {
    const name = `${index === 0 ? "" : ", "}${formal.name}`;
    return formal.default === null ? [name] : [`${name} ? `, whole(formal.default, scope)];
  });
  const open = pattern.open ? `${formals.length === 0 ? "" : ", "}...` : "";
  const as = pattern.as === null ? "" : `${pattern.asFull ? "@@" : "@"}${pattern.as}`;
  return ["(\\{", ...formals, `${open}}${as}`, ...body];
}

function slotParts(slots: readonly Slot[], froms: readonly Term[], scope: Scope | null): Item[] {
  const own = slots.flatMap((slot): Item[] =>
    slot.value.tag === "from" ? [] : [`${attributeText(slot.name)} = `, whole(slot.value, scope), "; "],
  );
  const inherited = froms.flatMap((from, index): Item[] => {
    const names = slots.filter((slot) => slot.value.tag === "from" && slot.value.from === index);
    return ["(", whole(from, scope), `).{${names.map((slot) => attributeText(slot.name)).join(", ")}}; `];
  });
  return [...own, ...inherited];
}

function setParts(term: SetTerm, outer: Scope | null): Item[] {
  const scope = term.recursive ? { binder: term, outer } : outer;
  const dynamics = term.dynamics.flatMap(({ name, value }): Item[] => [
    "${",
    whole(name, scope),
    "} = ",
    whole(value, scope),
    "; ",
  ]);
  const splats = term.splats.flatMap((value): Item[] => ["*", whole(value, scope), "; "]);
  const inner = [...slotParts(term.statics, term.froms, scope), ...dynamics, ...splats];
  const last = inner.at(-1);
  const trimmed = typeof last === "string" ? [...inner.slice(0, -1), last.trimEnd()] : inner;
  return [term.recursive ? "rec {" : "{", ...trimmed, "}"];
}

function pathParts(path: readonly AttributeName[], scope: Scope | null): Item[] {
  return path.flatMap((name): Item[] =>
    typeof name === "string" ? [`.${attributeText(name)}`] : [".${", whole(name, scope), "}"],
  );
}

function joinPath(path: readonly AttributeName[], scope: Scope | null): Item[] {
  const [first, ...rest] = pathParts(path, scope);
  return typeof first === "string" ? [first.slice(1), ...rest] : [];
}

function attributeText(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(name) ? name : JSON.stringify(name);
}
