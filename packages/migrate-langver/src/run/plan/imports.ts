/**
 * Which files a file names by a path: `./lib`, `../default.nix`. Whether a path is imported, called or only copied, the
 * text does not always tell; for an order of work it does not matter.
 */
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { detectLangver, Kind, kindOf, latin1Of, parse, type ParserBuffers } from "@lix-tools/parser";

/** Returns the paths that the text of a file names, absolute and in order, each once. */
export function pathsIn(source: Uint8Array, absolute: string, buffers: ParserBuffers): string[] {
  const { langver } = detectLangver(source);
  const { tree } = parse(source, { langver, buffers, checks: "none" });
  const found = new Set<string>();
  for (let node = 0; node < tree.nodeCount; node++) {
    if (kindOf(tree, node) !== Kind.PathExpression) continue;
    const text = Buffer.from(latin1Of(tree, node), "latin1").toString();
    if (text.startsWith(".") && !text.includes("${")) found.add(resolve(dirname(absolute), text));
  }
  return [...found].toSorted();
}

/** Returns the file that a path stands for when it is imported, if it is one of those given. */
export function importedFile(path: string, files: ReadonlySet<string>): string | null {
  if (files.has(path)) return path;
  const inside = join(path, "default.nix");
  return files.has(inside) && existsSync(path) && statSync(path).isDirectory() ? inside : null;
}
