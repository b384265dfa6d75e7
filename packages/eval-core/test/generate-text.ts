/** Random texts in the small languages that builtins read: regular expressions, JSON, TOML, versions. As Nix strings. */

interface Roll {
  roll(count: number): number;
  oneIn(count: number): boolean;
  pick<T>(options: readonly T[]): T;
}

/** Returns a string literal. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]|\$\{/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

const atoms = [
  "a",
  "b",
  ".",
  "[ab]",
  "[^a]",
  "[[:alpha:]]",
  "[a-c]",
  "x",
  "[[:space:]]",
  "\\\\.",
  "1",
  "[0-9]",
  "\\(",
  "é",
  "[]a]",
  "[a-]",
];

function regex(dice: Roll, depth: number): string {
  let text = "";
  for (let count = 1 + dice.roll(3); count > 0; count--) {
    const piece = depth > 0 && dice.oneIn(3) ? `(${regex(dice, depth - 1)})` : dice.pick(atoms);
    text += piece + dice.pick(["", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,}"]);
  }
  if (dice.oneIn(5)) text += `|${regex(dice, depth - 1)}`;
  if (dice.oneIn(10)) text = `^${text}`;
  if (dice.oneIn(10)) text += "$";
  if (dice.oneIn(25)) text += dice.pick(["(", ")", "[", "{", "*", "\\", "\\d", "**", "|"]);
  return text;
}

/** Returns a regular expression, sometimes a wrong one. */
export function pattern(dice: Roll): string {
  return quoted(regex(dice, 2));
}

/** Returns a text that expressions of `pattern` have a chance with. */
export function subject(dice: Roll): string {
  let text = "";
  for (let count = dice.roll(7); count > 0; count--)
    text += dice.pick(["a", "b", "ab", "x", "1", " ", ".", "c", "é", "\n"]);
  return quoted(text);
}

/** Returns a version, or a name with one. */
export function version(dice: Roll): string {
  let text = dice.oneIn(4) ? dice.pick(["foo-", "a-b-", "x-1-"]) : "";
  for (let count = dice.roll(6); count > 0; count--) {
    text += dice.pick([
      "1",
      "2",
      "10",
      "007",
      "pre",
      "rc",
      "a",
      ".",
      "-",
      ".",
      "_",
      "99999999999",
      "18446744073709551616",
    ]);
  }
  return quoted(text);
}

function json(dice: Roll, depth: number): string {
  const space = (): string => dice.pick(["", "", " ", "\n"]);
  if (depth > 0 && dice.oneIn(3)) {
    const items = Array.from({ length: dice.roll(3) }, () => `${space()}${json(dice, depth - 1)}${space()}`);
    return `[${items.join(",")}${dice.oneIn(30) ? "," : ""}]`;
  }
  if (depth > 0 && dice.oneIn(3)) {
    const members = Array.from(
      { length: dice.roll(3) },
      () =>
        `${space()}${dice.pick(['"a"', '"b"', '""', '"a\\u0062"', '"é"'])}${space()}:${space()}${json(dice, depth - 1)}`,
    );
    return `{${members.join(",")}}`;
  }
  return dice.pick([
    "1",
    "-0",
    "0",
    "-7",
    "1.5",
    "1e3",
    "1E-2",
    "-0.0",
    "0.1",
    "123456789012",
    "9223372036854775807",
    "true",
    "false",
    "null",
    '"s"',
    '"\\n\\t\\"\\\\\\/"',
    '"\\u00e9\\ud83d\\ude00"',
    "01",
    "1.",
    "nul",
    "'a'",
    '"\\x"',
    '"é"',
    "-",
    "",
  ]);
}

/** Returns a JSON text, sometimes a wrong one. */
export function jsonText(dice: Roll): string {
  return quoted(json(dice, 2));
}

/** Returns a TOML text, sometimes a wrong one. */
export function tomlText(dice: Roll): string {
  const names = ["a", "b", '"q r"', "c.d", "e", "f-1", "'l'"];
  const values = [
    "1",
    "-17",
    "0x1F",
    "0o17",
    "0b101",
    "1_000",
    "1.5",
    "-2e3",
    "true",
    "false",
    '"s\\n\\u00e9"',
    "'raw\\n'",
    "[1, 2, 3]",
    '["a", "b",]',
    "[[1], []]",
    "{ x = 1, y = 'z' }",
    "[ ]",
    "{}",
    "nope",
    "1979-05-27",
    '"""\nmulti\nline"""',
    "'''raw\n'''",
  ];
  const heads = ["", "", "[t]", "[t.u]", "[[arr]]", "# comment", "[v]"];
  const lines = Array.from({ length: dice.roll(5) }, (_, at) => {
    const head = dice.pick(heads);
    const name = dice.pick(names).replace("a", `a${at}`);
    return `${head}\n${name} = ${dice.pick(values)}`;
  });
  return quoted(lines.join("\n"));
}
