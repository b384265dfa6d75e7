/** Options with two values: `--arg NAME EXPRESSION` becomes one value with both parts in it. */

/** What separates the parts: no argument can contain it. */
export const pairSeparator = "\0";

const pairOptions: ReadonlySet<string> = new Set(["--arg", "--argstr"]);

/** Returns the arguments of a command line with the two values of such options joined. */
export function joinPairs(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? "";
    joined.push(argument);
    if (argument === "--") return [...joined, ...args.slice(at + 1)];
    const [name, value] = [args[at + 1], args[at + 2]];
    if (!pairOptions.has(argument) || name === undefined || value === undefined) continue;
    joined.push(`${name}${pairSeparator}${value}`);
    at += 2;
  }
  return joined;
}
