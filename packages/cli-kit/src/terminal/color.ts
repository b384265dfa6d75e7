/**
 * Whether to write colours. What the user says on the command line wins, then `FORCE_COLOR`, then `NO_COLOR`
 * (https://no-color.org), then whether anybody sees it: a terminal that is not `dumb`.
 */
import { Chalk, type ChalkInstance } from "chalk";

/** The values of `--color`. */
export const colorChoices = ["auto", "always", "never"] as const;

/** When to write colours. */
export type ColorChoice = (typeof colorChoices)[number];

/** Functions that colour text, or leave it alone where no colours are wanted. */
export type Palette = ChalkInstance;

/** What the decision depends on. */
export interface ColorSituation {
  readonly choice: ColorChoice;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
}

/** Tells whether to write colours. */
export function wantsColor({ choice, env, isTerminal }: ColorSituation): boolean {
  if (choice !== "auto") return choice === "always";
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  return isTerminal && env["TERM"] !== "dumb";
}

/** Returns the palette for a situation: the 16 colours every terminal has, or none. */
export function createPalette(situation: ColorSituation): Palette {
  return new Chalk({ level: wantsColor(situation) ? 1 : 0 });
}
