/**
 * Programs of each dialect, made from its productions. They are syntactically valid for the most part: what they mean is
 * of no interest here. Tokens are kept apart by trivia that a number picks, so that failing programs shrink to plain
 * ones.
 */
import fc from "fast-check";
import type { Dialect } from "@lix-tools/parser";

type Tokens = readonly (string | Tokens)[];
type Program = fc.Arbitrary<Tokens>;

const separators = [" ", "", "\n", "  ", "\t", "\r\n", " /* c */ ", " # c\n", "/**/"];

function flatten(tokens: Tokens, into: string[]): string[] {
  for (const token of tokens) {
    if (typeof token === "string") into.push(token);
    else flatten(token, into);
  }
  return into;
}

/** Returns the tokens as text. Zero puts one space between any two; other numbers put anything there. */
function join(tokens: Tokens, seed: number): string {
  let state = seed;
  const parts = flatten(tokens, []).map((token) => {
    if (seed === 0) return `${token} `;
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    // Half of the time a space: programs of tokens that touch are seldom valid.
    const separator = state >>> 31 === 0 ? " " : (separators[(state >>> 16) % separators.length] ?? " ");
    return token + separator;
  });
  return parts.join("");
}

/** Text that stands in strings as it is: nothing is put between its parts. */
function glue(tokens: Tokens): string {
  return flatten(tokens, []).join("");
}

const names = fc.constantFrom("a", "b", "x-1", "c'", "_d", "use", "lib");
const stringParts = ["a", " ", "$", "$$", "\\n", "\\${", "\\$", "'", "\n  ", "é", "{", "}", "\\x41", "\\u{e9}", "#"];
const indentedParts = ["a", " ", "$", "$$", "''$", "'''", "''\\n", "\n  ", "\t", "'", '"', "\\", "''\\x41", "}"];

interface Dialects {
  readonly isNix2: boolean;
  readonly isFuture: boolean;
}

/** Returns the arbitraries that only some dialects have, or none. */
const when = <T>(condition: boolean, ...members: T[]): T[] => (condition ? members : []);

function separated(member: Program, separator: string, constraints: fc.ArrayConstraints): Program {
  const list = fc.array(member, { maxLength: 3, ...constraints });
  return list.map((members) => members.flatMap((tokens, index) => (index === 0 ? [tokens] : [separator, tokens])));
}

const operators = ["+", "-", "*", "/", "++", "//", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "->", "|>"];

/** Returns programs of the dialect as text. */
export function programs(dialect: Dialect): fc.Arbitrary<string> {
  const { expression } = productions({ isNix2: dialect !== "nix", isFuture: dialect === "nix2_future" });
  const clause = fc.constantFrom<Tokens>([], [], ["use", "experimental.nix2", ";"], ["use", "a", "b.c", ";"]);
  return fc
    .tuple(dialect === "nix" ? fc.constant<Tokens>([]) : clause, expression, fc.nat())
    .map(([head, body, seed]) => join([head, body], seed));
}

function productions(dialects: Dialects): { expression: Program } {
  const { isNix2, isFuture } = dialects;
  // One count for all of them; the first choice of each ends soonest.
  const depth = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true } as const;
  return fc.letrec<{ expression: Tokens; operation: Tokens; select: Tokens; simple: Tokens }>((tie) => {
    const expression = tie("expression");
    const operation = tie("operation");
    const select = tie("select");
    const simple = tie("simple");
    const sequence = (...parts: (string | Program | fc.Arbitrary<string>)[]): Program =>
      fc.tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)));

    const interpolation = sequence("${", expression, "}");
    const text = (parts: readonly string[], quote: string): fc.Arbitrary<string> =>
      fc
        .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...parts) }, { weight: 1, arbitrary: interpolation }), {
          maxLength: 4,
        })
        .map((content) =>
          glue([quote, content.map((part) => (typeof part === "string" ? part : join(part, 0))), quote]),
        );
    const string = text(stringParts, '"');
    const attr = fc.oneof(names, names, string, interpolation, ...when(!isNix2, fc.constant("or")));
    const attrpath = separated(attr as Program, ".", { minLength: 1 });
    const keys = separated(fc.oneof(names, string, interpolation) as Program, ",", {});

    const binding = fc.oneof(
      sequence(attrpath, "=", expression, ";"),
      sequence("inherit", fc.array(attr, { maxLength: 3 }) as Program, ";"),
      sequence("inherit", "(", expression, ")", fc.array(attr, { maxLength: 3 }) as Program, ";"),
      ...when(isNix2, sequence("*", expression, ";")),
      ...when(
        isFuture,
        sequence("inherit", names, ".", attrpath, ";"),
        sequence("inherit", names, ".{", keys, "}", ";"),
        sequence("inherit", "{", separated(sequence(names, ".", attrpath), ",", {}), "}", ";"),
      ),
    );
    const bindings = fc.array(binding, { maxLength: 3 }) as Program;

    const ellipses = fc.constantFrom<Tokens>([], ["..."]);
    const formal = fc.oneof(
      names.map((name): Tokens => [name]),
      sequence(names, "?", expression),
    );
    const parameters = (one: Program): Program =>
      fc.oneof(
        sequence(separated(one, ",", {})),
        sequence(separated(one, ",", { minLength: 1 }), ",", ellipses),
        fc.constant<Tokens>(["..."]),
      );
    const formals = sequence("{", parameters(formal), "}");
    const lambda = fc.oneof(
      sequence(names, " : ", expression),
      sequence(formals, ":", expression),
      sequence(formals, "@", names, ":", expression),
      sequence(names, "@", formals, ":", expression),
      ...when(isNix2, sequence("[", parameters(names.map((name): Tokens => [name])), "]", ":", expression)),
    );

    const application = fc.array(select, { minLength: 1, maxLength: 3 }) as Program;
    const element = isFuture ? expression : select;
    const unpacked = isNix2 ? fc.oneof({ weight: 4, arbitrary: element }, sequence("*", element)) : element;
    const list = isFuture
      ? sequence("[", separated(unpacked, ",", {}), "]")
      : sequence("[", fc.array(unpacked, { maxLength: 3 }) as Program, "]");

    const leaves = ["1", "007", "1.5", ".5", "./p", "a/b", "~/h", "<n/m>", "./a/", "{ }", "[ ]", '""', "__curPos"];
    const leaf = fc.constantFrom(
      ...leaves,
      ...when(!isNix2, "x:y", "http://e.f/g?h=i"),
      ...when(isNix2, "null", "true"),
    );
    const selection = fc.oneof(
      sequence(simple, ".", attrpath),
      ...when(!isNix2, sequence(simple, ".", attrpath, " or", select), sequence(simple, " or")),
      ...when(
        isNix2,
        select.map((tokens): Tokens => [glue([join(tokens, 0).trimEnd(), ".0"])]),
        sequence(select, ".[", keys, "]"),
        sequence(select, ".{", keys, "}"),
      ),
      ...when(isFuture, sequence(select, ".?", attr as Program)),
    );

    return {
      expression: fc.oneof(
        depth,
        operation,
        lambda,
        sequence("if", expression, "then", expression, "else", expression),
        sequence("assert", expression, ";", expression),
        sequence("with", expression, ";", expression),
        sequence("let", bindings, "in", expression),
        ...when(isNix2, sequence(application, "?", attrpath, ":", application)),
        ...when(
          isFuture,
          sequence(application, "?:", application),
          sequence("inherit", names, ".", attrpath, ";", expression),
        ),
      ),
      operation: fc.oneof(
        depth,
        application,
        sequence(operation, fc.constantFrom(...operators, ...when(!isNix2 || isFuture, "<|")), operation),
        sequence(fc.constantFrom("-", "!"), operation),
        sequence(operation, "?", attrpath),
      ),
      select: fc.oneof(depth, simple, selection),
      simple: fc.oneof(
        depth,
        names.map((name): Tokens => [name]),
        leaf.map((token): Tokens => [token]),
        string.map((token): Tokens => [token]),
        text(indentedParts, "''").map((token): Tokens => [token]),
        interpolation.map((tokens): Tokens => [glue(["./a", join(tokens, 0).trimEnd(), "/b"])]),
        sequence("(", expression, ")"),
        sequence("{", bindings, "}"),
        sequence("rec", "{", bindings, "}"),
        list,
        ...when(!isNix2, sequence("let", "{", bindings, "}")),
      ),
    };
  });
}
