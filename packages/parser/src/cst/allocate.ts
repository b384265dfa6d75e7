/** Where the memory of what lasts as long as a tree comes from. */

/** Returns memory of so many bytes, all zero. */
export type Allocate = (byteLength: number) => ArrayBufferLike;

/** Returns an `ArrayBuffer`, which is what everything has unless said otherwise. */
export const allocateBuffer: Allocate = (byteLength) => new ArrayBuffer(byteLength);
