/** Where listings of directories are kept from run to run. */

/** Returns where the listings are that go with a cache. */
export function listingsPathOf(cachePath: string): string {
  return `${cachePath}.directories`;
}
