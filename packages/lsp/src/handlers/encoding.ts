/** Files that are not UTF-8: an editor shows U+FFFD for what it cannot read, and writes that when it saves. */
import type { Diagnostic } from "@lix-tools/parser";
import type { Document } from "../document.ts";
import type { World } from "../world.ts";

/** U+FFFD as UTF-8. */
const replacement: readonly number[] = [0xef, 0xbf, 0xbd];

/** Returns a warning at the first replaced byte, if the file on the disk is not what the editor shows. */
export function findEncodingProblem(world: World, { path, source }: Document): Diagnostic[] {
  const start = findReplacement(source);
  if (path === null || start < 0 || world.isUtf8(path)) return [];
  const message = "the file on the disk is not UTF-8; saving it would replace the bytes that are shown as `\uFFFD`";
  const span = { start, end: start + replacement.length };
  return [{ code: "lsp/not-utf8", severity: "warning", span, message }];
}

function findReplacement(source: Uint8Array): number {
  for (let at = source.indexOf(0xef); at >= 0; at = source.indexOf(0xef, at + 1)) {
    if (replacement.every((byte, offset) => source[at + offset] === byte)) return at;
  }
  return -1;
}
