/** `--watch`: runs again when a file changes, after a moment of quiet. */
import { watch } from "node:fs";
import { resolve } from "node:path";
import type { CommandIo } from "@lix-tools/cli-kit/command";

/** Milliseconds without a change before the next run. */
const quietTime = 100;

/** Calls `run` now and after every change to the paths, until the command is interrupted. */
export async function watchPaths(paths: readonly string[], io: CommandIo, run: () => Promise<void>): Promise<void> {
  const signal = io.interruption();
  await run();
  io.stdout.flush();
  await new Promise<void>((end) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const changed = (name: string | null): void => {
      if (name !== null && !/\.nix$|lix\.toml$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(run).then(() => io.stdout.flush());
      }, quietTime);
    };
    const watchers = paths.map((path) => watch(resolve(io.cwd, path), { recursive: true }, (_, name) => changed(name)));
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      void running.then(() => end());
    });
  });
}
