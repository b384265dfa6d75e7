/**
 * Whether files may be overwritten: only what version control could bring back, unless somebody says otherwise. Asked
 * for every file, but it stops only those that would change.
 */
import { type FileState, fileStates } from "@lix-tools/cli-kit/vcs";

export interface GuardOptions {
  readonly allowDirty: boolean;
  readonly allowNoVcs: boolean;
}

/** Says why a file may not be overwritten, or null. */
export type Guard = (absolute: string) => string | null;

/** Returns the guard of a run that writes. */
export async function createGuard(paths: readonly string[], options: GuardOptions): Promise<Guard> {
  if (options.allowDirty && options.allowNoVcs) return () => null;
  const { states, problems } = await fileStates(paths);
  return (absolute) => reasonOf(states.get(absolute) ?? "unknown", options, problems[0]);
}

function reasonOf(
  state: FileState,
  { allowDirty, allowNoVcs }: GuardOptions,
  problem: string | undefined,
): string | null {
  switch (state) {
    case "clean":
      return null;
    case "dirty":
    case "staged":
      return allowDirty ? null : "the file has changes that are not committed (--allow-dirty)";
    case "untracked":
      return allowDirty ? null : "git does not know the file (--allow-dirty)";
    case "outside":
      return allowNoVcs ? null : "the file is in no git repository (--allow-no-vcs)";
    case "unknown":
      return allowNoVcs ? null : `${problem ?? "git does not tell the state of the file"} (--allow-no-vcs)`;
    default:
      return state satisfies never;
  }
}
