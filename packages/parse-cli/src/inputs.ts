/**
 * The sources of a run one after another, read when their turn comes, so that only one of them is in memory.
 */
import type { Sources } from "@lix-tools/cli-kit/command";
import { readSource } from "@lix-tools/cli-kit/discovery";
import type { FileReport } from "@lix-tools/cli-kit/report";
import type { Edition } from "@lix-tools/parser";

/** A source that was read. */
export interface Input {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The edition the configuration gives it. */
  readonly configured: Edition | undefined;
}

/** Yields every source, or why it could not be read; standard input first. */
export function* readInputs({ files, stdin, configFor }: Sources): Generator<Input | { readonly report: FileReport }> {
  const configuredEdition = (absolute: string): Edition | undefined => configFor(absolute)?.chooseEdition(absolute);
  if (stdin !== undefined) yield { ...stdin, configured: configuredEdition(stdin.absolute) };
  for (const file of files) {
    const read = readSource(file);
    if ("report" in read) yield read;
    else yield { path: file.path, bytes: read.bytes, configured: configuredEdition(file.absolute) };
  }
}
