/** Images of sources that were made earlier. */
export interface ImageStore {
  /**
   * Returns exactly the image that would be made of a source whose relative paths start from a folder, or null. It is good
   * until the next one is looked for.
   */
  find(source: Uint8Array, folder: string): Uint32Array | null;
  /** Tells whether the image of a source would be taken. */
  wants(source: Uint8Array): boolean;
  /** Takes an image that `find` had not. */
  keep(source: Uint8Array, folder: string, image: Uint32Array<ArrayBuffer>): void;
}
