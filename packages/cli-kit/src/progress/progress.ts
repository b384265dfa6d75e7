/**
 * A line on standard error that shows how far a long run is, with its rate and the time left. It appears after half a
 * second and only on a terminal; nothing of it stays on the screen or in a log.
 */

/** Shows how far a run is. */
export interface Progress {
  /** Adds one file of so many bytes to what is done. */
  advance(bytes: number): void;
  /** Writes something else while the line is out of the way. */
  aside(write: () => void): void;
  /** Removes the line. Must be called also when the run fails. */
  stop(): void;
}

/** What is shown, and where. */
export interface ProgressOptions {
  readonly files: number;
  readonly bytes: number;
  /** What is being done: "checking". */
  readonly label: string;
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Returns the time in milliseconds; replaced in tests. */
  readonly now?: () => number;
}

/** Runs shorter than this show nothing. */
const delayMilliseconds = 500;

/** What is shown besides the bar. */
interface Payload {
  readonly files: number;
  readonly rate: string;
}

/** The part of a progress bar of `cli-progress` that is used here. */
interface Bar {
  update(value: number, payload: Payload): void;
  stop(): void;
}

/** Returns the progress line of a run that starts now; one that shows nothing where nobody would see it. */
export async function createProgress(options: ProgressOptions): Promise<Progress> {
  const { files, bytes, label, stream, now = Date.now } = options;
  if (stream.isTTY !== true) return { advance() {}, aside: (write) => write(), stop() {} };
  const { SingleBar, Presets } = await import("cli-progress");
  const start = now();
  let done = { files: 0, bytes: 0 };
  let bar: Bar | undefined;
  const showBar = (): Bar => {
    const format = `${label} [{bar}] {percentage}% · {files}/${files} files · {rate} · {eta_formatted} left`;
    const shown = new SingleBar({ format, stream, clearOnComplete: true, fps: 10, barsize: 24 }, Presets.rect);
    shown.start(Math.max(1, bytes), done.bytes, payload());
    return shown;
  };
  const payload = (): Payload => {
    const seconds = Math.max(1, now() - start) / 1000;
    return { files: done.files, rate: `${(done.bytes / seconds / 1e6).toFixed(1)} MB/s` };
  };
  return {
    advance(size) {
      done = { files: done.files + 1, bytes: done.bytes + size };
      if (now() - start < delayMilliseconds) return;
      bar ??= showBar();
      bar.update(done.bytes, payload());
    },
    aside(write) {
      // Back to the start of the line and clear it; the next update draws the bar again.
      if (bar !== undefined) stream.write("\r\u001b[K");
      write();
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}
