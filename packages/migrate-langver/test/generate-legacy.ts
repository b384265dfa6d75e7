/**
 * Random legacy texts of what Nix 2 is for: defaults, lists that are joined, `with` around lists, sets that are updated,
 * elements by number, calls of calls, and the strings and names that both dialects read differently.
 */
import fc from "fast-check";

const names = ["a", "b", "c", "pkgs", "map"] as const;

/** Texts of closed expressions, most of them legal. */
export const legacyProgram: fc.Arbitrary<string> = fc
  .letrec<{ expression: string; simple: string; list: string; set: string; binding: string }>((tie) => {
    const join = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
      fc
        .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
        .map((texts) => texts.join(""));
    const name = fc.constantFrom(...names);
    const gap = fc.constantFrom(" ", " ", " ", "\n  ", " # why\n", " /* c */ ");
    const several = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc.array(join(part, gap), { maxLength: 3 }).map((all) => all.join(""));
    const { expression, simple, list, set, binding } = {
      expression: tie("expression"),
      simple: tie("simple"),
      list: tie("list"),
      set: tie("set"),
      binding: tie("binding"),
    };
    return {
      binding: fc.oneof(
        join(name, " = ", expression, ";"),
        join(fc.constantFrom("d", "e", "f.g", '"h"', "null"), " =", gap, expression, ";"),
        join("inherit (", expression, ") ", name, ";"),
        join("inherit ", name, ";"),
      ),
      set: join("{", gap, several(binding), "}"),
      list: fc.oneof(join("[", gap, several(simple), "]"), join("[", gap, several(name), "]")),
      simple: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom("a", "b", "pkgs", "1", "1.", "007", "true", "./p", '"$${a}"', '"${a}"', "''\n\ta\n\t b\n''"),
        fc.constantFrom(
          "pkgs.a",
          "b.c",
          "a.null",
          "builtins.elemAt",
          "builtins",
          "map",
          '"\\x41"',
          "''  a''",
          "elemAt",
        ),
        join("(", expression, ")"),
        list,
        set,
        join(simple, ".", name, gap, "or", gap, simple),
      ),
      expression: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        simple,
        join(simple, gap, simple),
        join(name, " (", name, gap, "(", simple, " ", simple, gap, "))"),
        join("builtins.elemAt", gap, simple, gap, "1"),
        join("elemAt ", simple, " 0"),
        join(list, gap, "++", gap, list),
        join(list, gap, "++", gap, expression),
        join(simple, gap, "++", gap, list),
        join(set, gap, "//", gap, set),
        join(set, " // (if a then ", set, " else { })"),
        join(set, gap, "//", gap, expression),
        join("with ", fc.oneof(name, simple), ";", gap, list),
        join("with ", name, ";", gap, expression),
        join(simple, " ? ", name, " ? ", name),
        join("let ", several(binding), "in ", expression),
        join("rec ", set),
        join(name, ": ", expression),
        join("{ a, b ? c: ", simple, " }: ", expression),
        join("if ", expression, " then ", expression, " else ", expression),
      ),
    };
  })
  .expression.map((text) => `a: b: c: pkgs: ${text}`);
