/** Lists the derivations of package sets in several threads, and compares two of them. */
import type { CommandIo } from "@lix-tools/cli-kit/command";
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { compareBytes, sortedEntries } from "../store/bytes.ts";
import { allowsLinear } from "./linear-settings.ts";
import type { Message, Request, Selection, Settings } from "./request.ts";
import { createSharedWork } from "./shared-work.ts";
import { runInThread } from "./thread.ts";

export interface Listing {
  readonly settings: Settings;
  readonly selection: Selection;
  readonly jobs: number;
  readonly memory: number;
}

/** What was found at each attribute: a derivation path, or an error after `error:`. */
type Found = Map<string, string>;

/** Prints `attribute<TAB>derivation path` for every derivation; errors go to standard error. */
export async function listDerivations(listing: Listing, io: CommandIo): Promise<void> {
  const found = await findDerivations(listing, io);
  let errors = 0;
  for (const [path, result] of sortedEntries(found)) {
    const isError = result.startsWith("error: ");
    if (isError) errors++;
    (isError ? io.stderr : io.stdout).write(Buffer.from(`${path}\t${result}\n`, "latin1"));
  }
  io.stdout.flush();
  io.stderr.write(`${found.size - errors} derivations, ${errors} errors\n`);
}

/** Prints what differs between the package set in a folder, which comes first, and that of the listing. */
export async function compareFolders(listing: Listing, folder: string, io: CommandIo): Promise<void> {
  const selection = { ...listing.selection, input: { kind: "file", path: folder } as const };
  const before = await findDerivations({ ...listing, selection }, io);
  const after = await findDerivations(listing, io);
  let changes = 0;
  const write = (line: string): void => io.stdout.write(Buffer.from(`${line}\n`, "latin1"));
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort(compareBytes)) {
    const left = before.get(path);
    const right = after.get(path);
    if (left === right) continue;
    changes++;
    if (left !== undefined) write(`-${path}\t${left}`);
    if (right !== undefined) write(`+${path}\t${right}`);
  }
  io.stdout.flush();
  io.stderr.write(`${changes} of ${before.size} attributes differ\n`);
  if (changes > 0) io.endWith(ExitCode.Findings);
}

async function findDerivations({ settings, selection, jobs, memory }: Listing, io: CommandIo): Promise<Found> {
  const found: Found = new Map();
  const say = (message: Message): void => {
    if (message.kind === "derivation") found.set(message.path, message.drvPath);
    else if (message.kind === "attribute-error") found.set(message.path, `error: ${message.message.split("\n")[0]}`);
    else if (message.kind === "log") io.stderr.write(Buffer.from(`${message.text}\n`, "latin1"));
    else if (message.kind === "failure") {
      io.stderr.write(Buffer.from(`${message.text}\n`, "latin1"));
      io.endWith(ExitCode.Findings);
    }
  };
  const shared = jobs === 1 ? null : createSharedWork();
  // All trees of a package set take more of a disk than parsing takes of a walk.
  const programCache = allowsLinear(settings) ? settings.programCache : null;
  const request: Request = {
    settings: { ...settings, programCache },
    task: { kind: "drv-paths", selection, shared, threads: jobs },
  };
  await Promise.all(Array.from({ length: jobs }, () => runInThread(request, { memory, threads: jobs }, say)));
  return found;
}
