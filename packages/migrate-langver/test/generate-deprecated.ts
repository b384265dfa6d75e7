/**
 * Random legacy texts in which hardly a construct is one that Lix likes. They are texts and no models: tokens touch or
 * not as it comes, so many do not parse, and those that do are put together in ways nobody would think of.
 */
import fc from "fast-check";

const names = ["a", "b", "or'", "true'", "x10", "lib"] as const;
const shadowers = ["true", "false", "null", "__sub", "__lessThan", "__mul", "or"] as const;

/** White space that may be none, a comment, or the end of a line in one of three ways. */
const gap = fc.oneof(
  { weight: 4, arbitrary: fc.constant(" ") },
  { weight: 2, arbitrary: fc.constantFrom("", "", "\n", "\r\n", " # c\n", "/* d */", "\r", " # e\r\n  ") },
);

const stringText = fc
  .array(
    fc.constantFrom(
      "a",
      " ",
      "  ",
      "\\.",
      "\\n",
      "\\x41",
      "\\{",
      "$",
      "$$",
      "{",
      "\\$",
      "\r\n",
      "\\\r\n",
      "\r",
      "'",
      "\\'",
      "\n",
      "\\\\",
      "\\\n",
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const indentedText = fc
  .array(
    fc.constantFrom(
      "a",
      " ",
      "  ",
      "\t",
      "''\\.",
      "''\\n",
      "''\\{",
      "''\\ ",
      "''$",
      "'''",
      "$",
      "$$",
      "{",
      "\r\n",
      "\r",
      "\n",
      "\n    ",
      "\n  ",
      "'",
      "''\\\n",
      "''\\\t",
      "''\\$",
      "''\\'",
      "\\",
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** Texts of expressions, most of them legal. */
export const deprecatedProgram: fc.Arbitrary<string> = fc.letrec<{
  expression: string;
  simple: string;
  binding: string;
  name: string;
}>((tie) => {
  const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.tuple(...parts).map((texts) => texts.join(""));
  const text = (value: string): fc.Arbitrary<string> => fc.constant(value);
  const bindings = fc.array(tie("binding"), { maxLength: 4 }).map((all) => all.join(""));
  const interpolation = join(text("${"), tie("expression"), text("}"));
  const quoted = fc
    .array(fc.oneof({ weight: 3, arbitrary: stringText }, { weight: 1, arbitrary: interpolation }), { maxLength: 3 })
    .map((parts) => `"${parts.join("")}"`);
  const indented = fc
    .array(fc.oneof({ weight: 3, arbitrary: indentedText }, { weight: 1, arbitrary: interpolation }), { maxLength: 3 })
    .map((parts) => `''${parts.join("")}''`);
  return {
    name: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...names) },
      { weight: 2, arbitrary: fc.constantFrom(...shadowers) },
      { weight: 1, arbitrary: fc.constantFrom('"a"', '"b c"', '"or"', '${"a"}', "__overrides", "body") },
      { weight: 1, arbitrary: interpolation },
    ),
    binding: fc.oneof(
      { weight: 4, arbitrary: join(tie("name"), text(" = "), tie("expression"), text(";"), gap) },
      {
        weight: 2,
        arbitrary: join(tie("name"), text("."), tie("name"), text(" ="), gap, tie("expression"), text(";"), gap),
      },
      { weight: 1, arbitrary: join(tie("name"), text(" = rec {"), gap, bindings, text("};"), gap) },
      { weight: 1, arbitrary: join(tie("name"), text(" = {"), bindings, text("};")) },
      { weight: 1, arbitrary: join(text("inherit "), tie("name"), gap, text(";")) },
      { weight: 1, arbitrary: join(text("inherit ("), tie("expression"), text(")"), tie("name"), text(";")) },
    ),
    simple: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(
        "a",
        "b",
        "true",
        "null",
        "lib",
        "x10",
        "1",
        ".5",
        "1.5",
        "0",
        "http://a.b/c?d",
        "x:y",
        "./p",
        "<n>",
      ),
      quoted,
      indented,
      join(text("("), tie("expression"), text(")")),
      join(text("["), gap, tie("simple"), gap, tie("simple"), gap, tie("simple"), text("]")),
      join(text("{"), gap, bindings, text("}")),
      join(text("rec {"), gap, bindings, text("}")),
      join(text("let {"), gap, bindings, text("body ="), tie("expression"), text(";"), gap, text("}")),
      join(text("let {"), gap, bindings, text("}")),
      join(tie("simple"), text("."), tie("name")),
      join(tie("simple"), text(" or")),
      join(tie("simple"), text("."), tie("name"), text(" or "), tie("simple")),
    ),
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("simple"),
      join(tie("simple"), gap, tie("simple")),
      join(
        tie("simple"),
        gap,
        fc.constantFrom("-", "*", "/ ", "<", ">=", "+", "++", "//", "==", "->", "<="),
        gap,
        tie("simple"),
      ),
      join(text("-"), tie("simple")),
      join(text("let "), bindings, text("in "), tie("expression")),
      join(fc.constantFrom(...names, "true", "null", "__sub"), text(": "), tie("expression")),
      join(text("{ true, a ? .5 }: "), tie("expression")),
      join(text("with "), tie("simple"), text(";"), gap, tie("expression")),
      join(text("if a then "), tie("expression"), text(" else "), tie("expression")),
      join(tie("simple"), text(" ? "), tie("name")),
    ),
  };
}).expression;
