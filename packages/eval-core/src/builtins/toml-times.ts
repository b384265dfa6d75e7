/**
 * Dates and times of TOML as Nix prints them: with the digits that are written, in groups of three. The parser keeps
 * milliseconds only, so what is written is looked up in the text; times that agree so far are taken in their order.
 */
import { TomlDate } from "smol-toml";

/** Strings and comments, in which nothing is a time, and then what may be one. */
const tokens =
  /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#.*|(\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}:\d{2}(?:\.\d+)?)/g;

/** What times are printed as, by what the parser makes of them; those that come first are taken first. */
export type Times = ReadonlyMap<string, string[]>;

/** Returns what the times in a text are printed as. */
export function timesIn(text: string): Times {
  const times = new Map<string, string[]>();
  for (const [, written] of text.matchAll(tokens)) {
    if (written === undefined) continue;
    const date = new TomlDate(written);
    if (!date.isValid()) continue;
    const parsed = date.toISOString();
    const known = times.get(parsed);
    if (known === undefined) times.set(parsed, [printed(written)]);
    else known.push(printed(written));
  }
  return times;
}

/** Returns what a time is printed as, and takes it from those that are left. */
export function takeTime(times: Times, date: TomlDate): string {
  const parsed = date.toISOString();
  return times.get(parsed)?.shift() ?? parsed;
}

/** Returns a time in its usual form: `T` in the middle, as many groups of digits as needed, `Z` for no offset. */
function printed(written: string): string {
  return written
    .replace(/^(\d{4}-\d{2}-\d{2})[t ]/, "$1T")
    .replace(/\.(\d+)/, (_whole, digits: string) => fraction(digits))
    .replace(/(?:z|[+-]00:00)$/, "Z");
}

function fraction(digits: string): string {
  const shown = digits.slice(0, 9).replace(/0+$/, "");
  return shown === "" ? "" : `.${shown.padEnd(Math.ceil(shown.length / 3) * 3, "0")}`;
}
