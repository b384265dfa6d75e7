/**
 * Random legacy texts full of `with`: inside each other, around lists, unused, of sets that are variables, selections or
 * anything else, with names that several things could provide. They are closed, so that they have a value or fail.
 */
import fc from "fast-check";

const names = ["a", "b", "c", "s", "t", "map", "elemAt"] as const;

/** What the programs are about: sets that have some names in common. */
const bindings = `
  s = { a = 1; b = [ 2 3 ]; t = { a = 4; c = "c"; f = x: x; }; e = throw "e"; };
  t = { a = { b = 5; }; c = s; f = x: [ x ]; };
`;

/** A set around everything, so that every name has several that could provide it and most programs have a value. */
const outermost = "{ a = 7; b = [ 8 9 ]; c = { a = 10; t = s.t; }; e = 11; f = x: x; inherit (builtins) elemAt; }";

const expressions: fc.Arbitrary<string> = fc.letrec<{
  expression: string;
  simple: string;
  path: string;
  binding: string;
}>((tie) => {
  const join = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc
      .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
      .map((texts) => texts.join(""));
  const name = fc.constantFrom(...names, "a", "b", "c", "f", "e");
  const gap = fc.constantFrom(" ", " ", " ", " ", "\n  ", "\n", " # why\n", " /* c */ ");
  const several = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.array(join(part, gap), { maxLength: 3 }).map((all) => all.join(""));
  const { expression, simple, path, binding } = {
    expression: tie("expression"),
    simple: tie("simple"),
    path: tie("path"),
    binding: tie("binding"),
  };
  return {
    path: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom("s", "t", "s.t", "(s)", "builtins", "t.c", '(t).a."b"') },
      { weight: 1, arbitrary: fc.constantFrom("a", "c", "c.t", "{ a = 1; c = { }; }", "(t // s)", "missing") },
    ),
    binding: fc.oneof(
      join(name, " = ", expression, ";"),
      join(fc.constantFrom("g", "h.i", '"j"', '"${c}"'), " =", gap, expression, ";"),
      join("inherit", gap, name, ";"),
      join("inherit ", name, gap, name, ";"),
      join("inherit (", path, ") ", name, ";"),
    ),
    simple: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      fc.constantFrom("1", "s.a", "a.b", "t.f", '"${c}"', "null", "t.c", "b"),
      join("(", expression, ")"),
      join("[", gap, several(simple), "]"),
      join("{", gap, several(binding), "}"),
      join(name, ".", name, gap, "or", gap, simple),
    ),
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      simple,
      join("with", gap, path, ";", gap, expression),
      join("with ", path, ";", gap, expression),
      join("with ", path, ";", gap, simple),
      join("with ", path, ";", gap, "[ ", several(name), "]"),
      join(name, " ", simple),
      join("f ", simple),
      join("builtins.elemAt ", simple, " 1"),
      join("elemAt ", simple, " 0"),
      join(simple, gap, fc.constantFrom("++", "//", "+", "=="), gap, simple),
      join("[ ", several(name), "] ++ [ ", several(name), "]"),
      join(name, " ? ", name),
      join("let ", several(binding), "in ", expression),
      join("rec {", gap, several(binding), "}"),
      join("(", name, ": ", expression, ") ", simple),
      join("({ a, b ? c }: ", simple, ") ", simple),
      join("if a == 1 then ", expression, " else ", expression),
    ),
  };
}).expression;

/** Texts of closed expressions, most of them legal. */
export const programWithWith: fc.Arbitrary<string> = expressions.map((text) => `let ${bindings} in ${text}`);

/** The same under one `with` more. */
export const programUnderWith: fc.Arbitrary<string> = expressions.map(
  (text) => `let ${bindings} o = ${outermost}; in with o; ${text}`,
);
