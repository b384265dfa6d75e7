/** `--watch`: runs again when a file changes, after a moment of quiet. */
import { existsSync, watch } from "node:fs";
import { resolve } from "node:path";
import { CommandError, type CommandIo } from "@lix-tools/cli-kit/command";

/** Milliseconds without a change before the next run. */
const quietTime = 100;

/** Calls `run` now and after every change to the paths, until the command is interrupted. */
export async function watchPaths(paths: readonly string[], io: CommandIo, run: () => Promise<void>): Promise<void> {
  const signal = io.interruption();
  const watched = paths.map((path) => resolve(io.cwd, path)).filter((path) => existsSync(path));
  if (watched.length === 0) throw new CommandError("nothing to watch: name files or directories");
  // What is wrong now, such as a typing error in `lix.toml`, may be right after the next change.
  const runOnce = async (): Promise<void> => {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      io.stderr.write(`${error.message}\n`);
    }
    io.stdout.flush();
  };
  await runOnce();
  await new Promise<void>((end) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const changed = (name: string | null): void => {
      if (name !== null && !/\.nix$|lix\.toml$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(runOnce);
      }, quietTime);
    };
    const watchers = watched.map((path) => watch(path, { recursive: true }, (_, name) => changed(name)));
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      void running.then(() => end());
    });
  });
}
