/**
 * The bytes of a file of listings, little-endian:
 *
 *     offset  bytes  what
 *     0       8      `lixlist1`
 *     8       20     digest of all that follows
 *     28      4      number of directories
 *     32      40 n   directories: modified, changed, inode, device (64-bit floats); age, end of the text (32-bit each)
 *     …              text, UTF-8: for each directory its path and its entries, every one with NUL behind it; in front of
 *                    the name of an entry stands what it is
 *
 * Ends of texts count UTF-16 units. A file of any other form, cut off or overwritten, reads as no listings.
 */
import { digestBytes, digestOf, isSameDigest } from "../file-cache/digest.ts";
import type { DirectoryEntry } from "./listing.ts";

/** What changes whenever the entries of a directory change. */
export interface ListingState {
  /** When an entry was last added, removed or renamed, in milliseconds with a fraction. */
  readonly modified: number;
  /** When anything about the directory last changed; programs cannot set it. */
  readonly changed: number;
  readonly inode: number;
  readonly device: number;
}

/** A listing and the state that it belongs to. */
export interface KnownListing {
  readonly state: ListingState;
  /** How many saves ago it was last used. */
  readonly age: number;
  readonly entries: () => readonly DirectoryEntry[];
}

const magic = 0x3174_7369_6c78_696cn;
const headBytes = 8 + digestBytes + 4;
const directoryBytes = 4 * 8 + 2 * 4;

const letters: Readonly<Record<DirectoryEntry["kind"], string>> = { directory: "d", file: "f", link: "l", other: "o" };
const kinds: ReadonlyMap<string, DirectoryEntry["kind"]> = new Map([
  ["d", "directory"],
  ["f", "file"],
  ["l", "link"],
  ["o", "other"],
]);

/** Returns the bytes of listings. */
export function encodeListings(listings: ReadonlyMap<string, KnownListing>): Uint8Array {
  const fixed = new DataView(new ArrayBuffer(listings.size * directoryBytes));
  const texts: string[] = [];
  let at = 0;
  let end = 0;
  for (const [directory, { state, age, entries }] of listings) {
    const text = `${directory}\0${entries()
      .map(({ name, kind }) => `${letters[kind]}${name}\0`)
      .join("")}`;
    texts.push(text);
    end += text.length;
    const { modified, changed, inode, device } = state;
    for (const [slot, value] of [modified, changed, inode, device].entries()) {
      fixed.setFloat64(at + 8 * slot, value, true);
    }
    fixed.setUint32(at + 32, age, true);
    fixed.setUint32(at + 36, end, true);
    at += directoryBytes;
  }
  const text = new TextEncoder().encode(texts.join(""));
  const bytes = new Uint8Array(headBytes + fixed.byteLength + text.length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, magic, true);
  view.setUint32(headBytes - 4, listings.size, true);
  bytes.set(new Uint8Array(fixed.buffer), headBytes);
  bytes.set(text, headBytes + fixed.byteLength);
  bytes.set(digestOf(bytes.subarray(8 + digestBytes)), 8);
  return bytes;
}

/** Returns listings by directory; none where the bytes are no file of listings. */
export function decodeListings(bytes: Uint8Array): Map<string, KnownListing> {
  const listings = new Map<string, KnownListing>();
  if (bytes.length < headBytes) return listings;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getBigUint64(0, true) !== magic) return listings;
  if (!isSameDigest(digestOf(bytes.subarray(8 + digestBytes)), bytes.subarray(8, 8 + digestBytes))) return listings;
  const count = view.getUint32(headBytes - 4, true);
  const text = new TextDecoder().decode(bytes.subarray(headBytes + count * directoryBytes));
  let start = 0;
  for (let at = headBytes; at < headBytes + count * directoryBytes; at += directoryBytes) {
    const end = view.getUint32(at + 36, true);
    const nameEnd = text.indexOf("\0", start);
    listings.set(text.slice(start, nameEnd), new EncodedListing(view, at, text.slice(nameEnd + 1, end)));
    start = end;
  }
  return listings;
}

/** A listing where it stands: names are only cut out for those who ask. */
class EncodedListing implements KnownListing {
  readonly state: ListingState;
  readonly age: number;
  private readonly text: string;

  constructor(view: DataView, at: number, text: string) {
    this.state = {
      modified: view.getFloat64(at, true),
      changed: view.getFloat64(at + 8, true),
      inode: view.getFloat64(at + 16, true),
      device: view.getFloat64(at + 24, true),
    };
    this.age = view.getUint32(at + 32, true);
    this.text = text;
  }

  readonly entries = (): readonly DirectoryEntry[] => {
    const { text } = this;
    const entries: DirectoryEntry[] = [];
    for (let at = 0; at < text.length;) {
      const end = text.indexOf("\0", at);
      entries.push({ name: text.slice(at + 1, end), kind: kinds.get(text.charAt(at)) ?? "other" });
      at = end + 1;
    }
    return entries;
  };
}
