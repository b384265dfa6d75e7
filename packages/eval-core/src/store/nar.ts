/**
 * The archive format whose hash names source paths. An archive is a sequence of strings, each written as its length in
 * eight little-endian bytes, its bytes, and zeros up to a multiple of eight:
 *
 *     nix-archive-1  node
 *     node      = "(" "type" ( "regular" [ "executable" "" ] "contents" BYTES
 *                            | "symlink" "target" BYTES
 *                            | "directory" { "entry" "(" "name" NAME "node" node ")" } ) ")"
 *
 * Entries are in the byte order of their names. The archive goes to a sink in chunks and never exists as a whole.
 */
import { bytesOfLatin1 } from "@lix-tools/parser";
import { compareBytes } from "./bytes.ts";

/** A file tree to archive; `entries` is asked for once per folder, children are asked for when their turn comes. */
export type NarNode =
  | { readonly type: "regular"; readonly executable: boolean; readonly contents: Uint8Array }
  | { readonly type: "symlink"; readonly target: string }
  | { readonly type: "directory"; readonly entries: readonly NarEntry[] };

export interface NarEntry {
  readonly name: string;
  readonly node: () => NarNode;
}

export type Sink = (chunk: Uint8Array) => void;

/** Writes the archive of a tree to a sink. */
export function writeNar(node: NarNode, sink: Sink): void {
  writeText("nix-archive-1", sink);
  writeNode(node, sink);
}

function writeNode(node: NarNode, sink: Sink): void {
  writeTexts(["(", "type", node.type], sink);
  switch (node.type) {
    case "regular":
      if (node.executable) writeTexts(["executable", ""], sink);
      writeText("contents", sink);
      writeBytes(node.contents, sink);
      break;
    case "symlink":
      writeTexts(["target", node.target], sink);
      break;
    case "directory":
      for (const entry of [...node.entries].sort((left, right) => compareBytes(left.name, right.name))) {
        writeTexts(["entry", "(", "name", entry.name, "node"], sink);
        writeNode(entry.node(), sink);
        writeText(")", sink);
      }
  }
  writeText(")", sink);
}

function writeTexts(texts: readonly string[], sink: Sink): void {
  for (const text of texts) writeText(text, sink);
}

function writeText(text: string, sink: Sink): void {
  const framed = new Uint8Array(8 + paddedLength(text.length));
  writeLength(framed, text.length);
  framed.set(bytesOfLatin1(text), 8);
  sink(framed);
}

function writeBytes(bytes: Uint8Array, sink: Sink): void {
  const length = new Uint8Array(8);
  writeLength(length, bytes.length);
  sink(length);
  sink(bytes);
  const padding = paddedLength(bytes.length) - bytes.length;
  if (padding > 0) sink(new Uint8Array(padding));
}

function writeLength(target: Uint8Array, length: number): void {
  new DataView(target.buffer, target.byteOffset).setBigUint64(0, BigInt(length), true);
}

function paddedLength(length: number): number {
  return Math.ceil(length / 8) * 8;
}
