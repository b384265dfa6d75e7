/** Tells what in a text a later edition reads differently. */
import { detect, type Diagnostic, type Langver, parse, type ParserBuffers } from "@lix-tools/parser";
import { aheadDetectors } from "./detectors.ts";

/** Returns what edition `lix` reads as legacy and later editions do not, as `info`, in the order of the source. */
export function lookAhead(source: Uint8Array, langver: Langver, buffers: ParserBuffers): Diagnostic[] {
  const { tree, isComplete } = parse(source, { langver, buffers, checks: "none" });
  if (!isComplete) return [];
  return detect(tree, aheadDetectors).map(({ detector: { code }, site: { span, message } }) => {
    return { code, severity: "info", span, message };
  });
}
