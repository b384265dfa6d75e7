/** What the emitter needs of the memory of the linear machine. All addresses are unsigned. */
export interface MachineMemory {
  /** Returns the address of new zeroed memory, aligned to 8 bytes. May replace the buffer. */
  allocate(bytes: number): number;
  /** Returns the words of the memory. They are good until the next allocation. */
  words(): Uint32Array;
  /** Returns the symbol of a Latin-1 string, which is never 0. May replace the buffer. */
  symbol(name: string): number;
  /** Returns the address of a text without context that has the bytes of a Latin-1 string. May replace the buffer. */
  text(value: string): number;
  /** Fills in where the statics of a set's node are in the set. */
  placeStatics(node: number): void;
}
