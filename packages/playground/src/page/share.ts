/**
 * Links that hold a text: `#1` and the state as JSON, deflated, in the alphabet for URLs. The part after `#` is not sent
 * to any server.
 */

/** What a link holds. */
export interface SharedState {
  readonly text: string;
  /** The tab that is open. */
  readonly view: string;
}

const prefix = "#1";

/** Returns the part of a link after its address. */
export async function encodeState(state: SharedState): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([state.text, state.view]));
  const packed = await pipe(bytes, new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  return prefix + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/** Returns the state that a link holds, or null for a link that holds none or is damaged. */
export async function decodeState(hash: string): Promise<SharedState | null> {
  if (!hash.startsWith(prefix)) return null;
  try {
    const binary = atob(hash.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const bytes = await pipe(packed, new DecompressionStream("deflate-raw"));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!Array.isArray(value)) return null;
    const [text, view] = value as readonly unknown[];
    return typeof text === "string" ? { text, view: typeof view === "string" ? view : "" } : null;
  } catch {
    return null;
  }
}

async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const response = new Response(new Blob([bytes]).stream().pipeThrough(through));
  return new Uint8Array(await response.arrayBuffer());
}
