/** Where command lines write, and in which colours. */
export { colorChoices, createPalette, wantsColor } from "./color.ts";
export type { ColorChoice, ColorSituation, Palette } from "./color.ts";
export { captureOutput, createStreamOutput } from "./output.ts";
export type { CapturedOutput, Output, OutputStream } from "./output.ts";
