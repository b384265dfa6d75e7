/**
 * Changes to a program that change what it says: one literal, name or operator. Every such change must make two
 * programs unequal, whatever their values are.
 */
import type { Expression } from "./generate-program.ts";

/** Returns the program with one place changed, which `where` selects, or null if it has no place to change. */
export function mutate(program: Expression, where: number): Expression | null {
  const places = countPlaces(program);
  return places === 0 ? null : rewrite(program, { remaining: where % places });
}

/** Counts down to the place to change. */
interface Search {
  remaining: number;
}

function countPlaces(program: Expression): number {
  let places = 0;
  const count = (expression: Expression): Expression => {
    if (changed(expression) !== null) places++;
    return mapChildren(expression, count);
  };
  count(program);
  return places;
}

function rewrite(expression: Expression, search: Search): Expression {
  const replacement = changed(expression);
  if (replacement !== null && search.remaining-- === 0) return replacement;
  return mapChildren(expression, (child) => rewrite(child, search));
}

/** Returns a different expression of the same form, or null where a form has nothing of its own to change. */
function changed(expression: Expression): Expression | null {
  switch (expression.kind) {
    case "int":
      return { ...expression, value: expression.value + 1 };
    case "bool":
      return { ...expression, value: !expression.value };
    case "string":
      return { ...expression, parts: [...expression.parts, "!"] };
    case "with-name":
      return { ...expression, name: `${expression.name}'` };
    case "builtin":
      return { ...expression, name: expression.name === "length" ? "head" : "typeOf" };
    case "select":
      return { ...expression, name: expression.name === "i0" ? "i1" : "i0" };
    case "select-or":
    case "has":
      return { ...expression, path: [...expression.path, "more"] };
    case "set-call":
      return { ...expression, open: !expression.open };
    case "list":
      return { ...expression, elements: [...expression.elements, { splat: false, value: { kind: "int", value: 1 } }] };
    case "slice":
      return { ...expression, names: [...expression.names, "more"] };
    case "arithmetic":
      return { ...expression, operator: expression.operator === "+" ? "*" : "+" };
    case "logic":
      return { ...expression, operator: expression.operator === "&&" ? "||" : "&&" };
    case "less":
    case "equal":
      return { ...expression, negated: !expression.negated };
    case "set":
      return {
        ...expression,
        attributes: [...expression.attributes, { name: "more", value: { kind: "int", value: 1 }, binder: null }],
      };
    case "not":
    case "negate":
      return expression.operand;
    case "if":
      return { ...expression, condition: { kind: "not", operand: expression.condition } };
    case "assert":
      return expression.body;
    case "update":
    case "join":
      return expression.left;
    case "call":
    case "let":
    case "variable":
    case "with":
      return null;
  }
}

// One flat switch over the kinds.
function mapChildren(expression: Expression, map: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "int":
    case "bool":
    case "variable":
    case "with-name":
      return expression;
    case "string":
      return { ...expression, parts: expression.parts.map((part) => (typeof part === "string" ? part : map(part))) };
    case "builtin":
      return { ...expression, argument: map(expression.argument) };
    case "call":
      return { ...expression, body: map(expression.body), argument: map(expression.argument) };
    case "set-call": {
      const parameters = expression.parameters.map(({ binder, fallback }) => ({
        binder,
        fallback: fallback === null ? null : map(fallback),
      }));
      return { ...expression, parameters, body: map(expression.body), argument: map(expression.argument) };
    }
    case "let":
      return {
        ...expression,
        bindings: expression.bindings.map(({ binder, value }) => ({ binder, value: map(value) })),
        body: map(expression.body),
      };
    case "set": {
      const { attributes, inherited } = expression;
      return {
        ...expression,
        attributes: attributes.map((attribute) => ({ ...attribute, value: map(attribute.value) })),
        inherited: inherited === null ? null : { ...inherited, from: map(inherited.from) },
      };
    }
    case "select":
    case "has":
    case "slice":
      return { ...expression, set: map(expression.set) };
    case "select-or":
      return { ...expression, set: map(expression.set), fallback: map(expression.fallback) };
    case "list":
      return { ...expression, elements: expression.elements.map(({ splat, value }) => ({ splat, value: map(value) })) };
    case "if":
      return { ...expression, condition: map(expression.condition), yes: map(expression.yes), no: map(expression.no) };
    case "assert":
      return { ...expression, condition: map(expression.condition), body: map(expression.body) };
    case "with":
      return { ...expression, set: map(expression.set), body: map(expression.body) };
    case "arithmetic":
    case "join":
    case "logic":
    case "less":
    case "equal":
    case "update":
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case "not":
    case "negate":
      return { ...expression, operand: map(expression.operand) };
  }
}
