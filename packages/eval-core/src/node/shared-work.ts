/**
 * Divides the attributes of a package set among threads, each of which has its own evaluation: what two of them need is
 * computed twice. Names that begin alike mostly need the same, so threads take blocks of neighbours from the two ends of
 * the names towards each other. Sets of packages, which one thread is busy with for long, come first and one by one:
 * what is begun last must be short, or all but one thread wait for it.
 */

/** Attributes that are taken at once. Many make one thread wait for the other at the end, few divide families. */
const blockSize = 16;

/** What sets of packages are mostly called. Those with other names only come later than they might. */
const setName = /Packages|Plugins/;

/** What threads count up, for each of the two lists: blocks taken in all, and from either end. */
const [taken, fromStart, fromEnd, counters] = [0, 1, 2, 3] as const;

/** Where threads that began are counted. */
const began = 2 * counters;

/** Returns what threads that share work have in common. */
export function createSharedWork(): Int32Array {
  return new Int32Array(new SharedArrayBuffer((began + 1) * Int32Array.BYTES_PER_ELEMENT));
}

/** Yields the places of names that are this thread's: some more whenever it is through with those before. */
export function* takeShare(names: readonly string[], shared: Int32Array): Generator<number, void, undefined> {
  const isFromStart = Atomics.add(shared, began, 1) % 2 === 0;
  const places = [...names.keys()];
  const isSet = (at: number): boolean => setName.test(names[at] ?? "");
  const take = (list: number, blocks: number): number | null => {
    // Whoever counts a block has one, and both ends together never count more than there are: none is had twice.
    const first = list * counters;
    if (Atomics.add(shared, first + taken, 1) >= blocks) return null;
    return isFromStart
      ? Atomics.add(shared, first + fromStart, 1)
      : blocks - 1 - Atomics.add(shared, first + fromEnd, 1);
  };
  yield* inBlocks(places.filter(isSet), 1, (blocks) => take(0, blocks));
  const others = places.filter((at) => !isSet(at));
  yield* inBlocks(others, blockSize, (blocks) => take(1, blocks));
}

/** Yields the members of the blocks that `take` gives, until it gives none. */
function* inBlocks(
  places: readonly number[],
  size: number,
  take: (blocks: number) => number | null,
): Generator<number, void, undefined> {
  const blocks = Math.ceil(places.length / size);
  for (let block = take(blocks); block !== null; block = take(blocks)) {
    yield* places.slice(block * size, (block + 1) * size);
  }
}
