/**
 * Where a command writes: standard output or error, or memory in tests. Text is gathered and handed to the system in
 * large pieces, except on a terminal, where people want to see it at once. When the reader of a pipe goes away, the
 * rest is dropped quietly and `isClosed` tells a command that it may stop.
 */

/** A place to write to. */
export interface Output {
  /** Takes text or bytes; they reach the system in order, at the latest at `flush`. */
  write(piece: string | Uint8Array): void;
  /** Hands on what was gathered. */
  flush(): void;
  /** Whether nobody reads any more. */
  readonly isClosed: boolean;
  readonly isTerminal: boolean;
  /** Characters per line; 80 where it is not known. */
  readonly columns: number;
}

/** Bytes gathered before they are written. */
const pieceSize = 1 << 16;

/** What an output needs of `process.stdout`. */
export interface OutputStream {
  write(piece: Uint8Array): unknown;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Returns an output that writes to a stream. Errors other than a closed pipe go to `onError`. */
export function createStreamOutput(stream: OutputStream, onError: (error: Error) => void): Output {
  // Texts are joined before they are encoded: thousands of short lines make thousands of small buffers otherwise.
  let pieces: Uint8Array[] = [];
  let text = "";
  let gathered = 0;
  let isClosed = false;
  stream.on("error", (error) => {
    const isFirst = !isClosed;
    isClosed = true;
    if (isFirst && !pipeClosedCodes.has(error.code ?? "")) onError(error);
  });
  const endText = (): void => {
    if (text !== "") pieces.push(Buffer.from(text));
    text = "";
  };
  const flush = (): void => {
    if (gathered === 0) return;
    endText();
    const whole = Buffer.concat(pieces);
    pieces = [];
    gathered = 0;
    if (!isClosed) stream.write(whole);
  };
  return {
    write(piece) {
      if (isClosed) return;
      if (typeof piece === "string") text += piece;
      else {
        endText();
        pieces.push(Uint8Array.from(piece));
      }
      gathered += piece.length;
      if (gathered >= pieceSize || stream.isTTY === true) flush();
    },
    flush,
    get isClosed() {
      return isClosed;
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 80;
    },
  };
}

const pipeClosedCodes: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED", "EOF"]);

/** An output that keeps what was written. */
export interface CapturedOutput extends Output {
  /** Returns everything written so far. */
  bytes(): Uint8Array;
  /** Returns everything written so far as text. */
  text(): string;
}

/** Returns an output that keeps what is written, as wide as given and not a terminal. */
export function captureOutput(columns = 80): CapturedOutput {
  const pieces: Uint8Array[] = [];
  const bytes = (): Uint8Array => Buffer.concat(pieces);
  return {
    write: (piece) => void pieces.push(typeof piece === "string" ? Buffer.from(piece) : Uint8Array.from(piece)),
    flush: () => {},
    isClosed: false,
    isTerminal: false,
    columns,
    bytes,
    text: () => new TextDecoder().decode(bytes()),
  };
}
