/**
 * Divides a list of work into chunks of about equal size. A chunk is a run of neighbours, so results come back nearly
 * in order; an item that is larger than a chunk makes one of its own, and those are started first so that none of
 * them is left to the end.
 */

/** Items `from` up to, not including, `to`. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  /** Holds one item larger than the chunk size. */
  readonly isLarge: boolean;
}

/** Items in a chunk at most, since even an empty file takes time. */
const mostItems = 200;

/** Returns the chunks of a list of sizes in order; together they cover it. */
export function divideIntoChunks(sizes: readonly number[], chunkBytes: number): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  let bytes = 0;
  const close = (to: number): void => {
    if (to > from) chunks.push({ from, to, bytes, isLarge: to === from + 1 && bytes > chunkBytes });
    from = to;
    bytes = 0;
  };
  for (const [at, size] of sizes.entries()) {
    if (bytes + size > chunkBytes || at - from === mostItems) close(at);
    bytes += size;
  }
  close(sizes.length);
  return chunks;
}

/** Returns the order in which to start chunks, as their indexes: the large ones by size, then the others in order. */
export function startingOrder(chunks: readonly Chunk[]): number[] {
  const indexes = [...chunks.keys()];
  const sizeOf = (index: number): number => chunks[index]?.bytes ?? 0;
  const isLarge = (index: number): boolean => chunks[index]?.isLarge ?? false;
  const large = indexes.filter(isLarge).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return [...large, ...indexes.filter((index) => !isLarge(index))];
}
