/** How numbers, strings and names are written as source text. */

const keywords: ReadonlySet<string> = new Set(["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit"]);

/** Returns a text between guillemets, as what is no source text is marked; messages are UTF-8 in Latin-1 strings. */
export function marked(text: string): string {
  return `\xc2\xab${text}\xc2\xbb`;
}

/** Returns a string literal for some bytes. */
export function renderString(text: string): string {
  return `"${text.replace(/["\\\n\r\t]|\$\{/g, escapeText)}"`;
}

function escapeText(match: string): string {
  switch (match) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return `\\${match}`;
  }
}

/** Returns an attribute name, in quotes unless it is an identifier. */
export function renderAttributeName(name: string): string {
  const isPlain = /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !keywords.has(name);
  return isPlain ? name : renderString(name);
}

/** Returns a float with six significant digits, as C's `%g` prints it. */
export function renderFloat(value: number): string {
  // What processors yield for an operation without a result has its sign bit set.
  if (Number.isNaN(value)) return "-nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const even = withoutTie(value);
  const exponent = Number(even.toExponential(5).split("e")[1]);
  if (exponent < -4 || exponent >= 6) {
    const [digits = "", power = ""] = even.toExponential(5).split("e");
    return `${trimZeros(digits)}e${power.startsWith("-") ? "-" : "+"}${power.replace(/^[+-]/, "").padStart(2, "0")}`;
  }
  return trimZeros(even.toFixed(5 - exponent));
}

/** Digits that tell whether a float is exactly between two shorter ones: its neighbours differ long before. */
const tieDigits = 30;

/**
 * Returns a float that rounds to six digits as C does: of one exactly between two the even one, where this language
 * takes the larger.
 */
function withoutTie(value: number): number {
  const [, head = "", last = "", rest = "", power = ""] =
    /^(-?\d\.\d{4})(\d)(\d*)(e.*)$/.exec(value.toExponential(tieDigits)) ?? [];
  return isTie(rest) && Number(last) % 2 === 0 ? Number(head + last + power) : value;
}

function isTie(digits: string): boolean {
  return /^50*$/.test(digits);
}

function trimZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** Returns a float with six digits after the point, as C's `%f` prints it. */
export function renderFixedFloat(value: number): string {
  if (Number.isNaN(value)) return "-nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  // `toFixed` gives up at 10^21; such floats are integers, whose digits are exact.
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}.000000`;
  const exact = value.toFixed(tieDigits);
  const end = exact.indexOf(".") + 7;
  const isEven = Number(exact[end - 1]) % 2 === 0;
  return isEven && isTie(exact.slice(end)) ? exact.slice(0, end) : value.toFixed(6);
}
