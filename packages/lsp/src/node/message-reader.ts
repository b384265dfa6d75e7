/**
 * Messages from a stream, as the protocol frames them: a header with a length, an empty line, JSON of that many bytes.
 *
 * Editors are programs like others and send wrong things. Whatever is no message is passed over up to the next header,
 * and told to the one who listens; it never ends the stream and never takes a later message with it. A length that is
 * too large is found out by the next header inside of it: JSON has no place where those bytes could stand, as line ends
 * in strings are escaped.
 */
import type { Readable } from "node:stream";
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from "vscode-languageserver/node";

/** Bytes of a message at most: more than the largest file an editor opens. */
const mostBytes = 256 * 1024 * 1024;
/** Bytes of a header at most. */
const mostHeaderBytes = 4096;

const headerName = "Content-Length:";
const separator = "\r\n\r\n";

/** Reads messages from a stream and survives what is none. */
export class StreamReader extends AbstractMessageReader {
  private readonly stream: Readable;
  private readonly onGarbage: (what: string) => void;
  private buffered: Buffer = Buffer.alloc(0);
  /** Chunks that came after `buffered`, joined only when enough is there. */
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  /** Bytes that have to be there before looking again makes sense. */
  private needed = 0;

  constructor(stream: Readable, onGarbage: (what: string) => void) {
    super();
    this.stream = stream;
    this.onGarbage = onGarbage;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: Buffer): void => this.take(chunk, callback);
    const onEnd = (): void => this.fireClose();
    this.stream.on("data", onData);
    this.stream.on("end", onEnd);
    this.stream.on("close", onEnd);
    this.stream.on("error", onEnd);
    return { dispose: () => void this.stream.off("data", onData) };
  }

  private take(chunk: Buffer, callback: DataCallback): void {
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    const isEnough = this.buffered.length + this.waitingBytes >= this.needed;
    if (!isEnough && !chunk.includes(headerName)) return;
    this.buffered = Buffer.concat([this.buffered, ...this.waiting]);
    this.waiting = [];
    this.waitingBytes = 0;
    this.needed = 0;
    for (let message = this.next(); message !== null; message = this.next()) {
      if (message !== "garbage") callback(message);
    }
  }

  /** Returns the next message, null where it is not all there. */
  private next(): Message | "garbage" | null {
    const { buffered } = this;
    const headerEnd = buffered.indexOf(separator);
    if (headerEnd < 0) {
      return buffered.length > mostHeaderBytes ? this.drop(buffered.length - headerName.length, "no header") : null;
    }
    const header = buffered.toString("latin1", 0, headerEnd);
    const length = lengthOf(header);
    const start = headerEnd + separator.length;
    if (length === null) {
      const later = header.lastIndexOf(headerName);
      const isHeader = later > 0 && lengthOf(header.slice(later)) !== null;
      return this.drop(isHeader ? later : start, "a header without a length");
    }
    const body = buffered.subarray(start, start + length);
    const inner = nextHeader(body);
    if (inner >= 0) return this.drop(start + inner, "a length that is too large");
    if (body.length < length) {
      this.needed = start + length;
      return null;
    }
    const message = parseMessage(body);
    if (message === null) return this.drop(start + length, "a body that is no JSON object");
    this.buffered = buffered.subarray(start + length);
    return message;
  }

  private drop(bytes: number, what: string): "garbage" {
    this.buffered = this.buffered.subarray(bytes);
    this.onGarbage(what);
    return "garbage";
  }
}

/** Returns where a whole header begins in some bytes, or -1. */
function nextHeader(bytes: Buffer): number {
  for (let at = bytes.indexOf(headerName); at >= 0; at = bytes.indexOf(headerName, at + 1)) {
    if (/^Content-Length: *\d+\r\n\r\n/u.test(bytes.toString("latin1", at, at + 64))) return at;
  }
  return -1;
}

/** Returns the length that a header gives, or null where it is no header. */
function lengthOf(header: string): number | null {
  let length: number | null = null;
  for (const line of header.split("\r\n")) {
    const [, name = "", value = ""] = /^([\w-]+):\s*(.*)$/u.exec(line) ?? [];
    if (name === "") return null;
    if (name.toLowerCase() === "content-length") length = /^\d{1,15}$/u.test(value.trim()) ? Number(value) : null;
  }
  return length === null || length > mostBytes ? null : length;
}

/** Returns the message in some bytes, or null where they are no JSON object. */
function parseMessage(body: Buffer): Message | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    // What sort of message it is, and whether it is a good one, is for the connection to find out.
    return isObject && !isBadCancellation(value) ? { jsonrpc: "2.0", ...value } : null;
  } catch {
    return null;
  }
}

/** The connection takes for granted that a cancellation says of what. */
function isBadCancellation(message: object): boolean {
  if (!("method" in message) || message.method !== "$/cancelRequest") return false;
  const params = "params" in message ? message.params : null;
  const id = typeof params === "object" && params !== null && "id" in params ? params.id : null;
  return typeof id !== "number" && typeof id !== "string";
}
