/** What threads that evaluate are given of memory, in megabytes. */

/** Enough for about a million calls inside each other. */
export const stackSize = 900;

/** Of the heap, what new objects live in. More takes memory and saves no time. */
export const youngSize = 96;

/**
 * The same for walks over package sets: each collection looks through the pages of a heap of gigabytes, so that few
 * collections are better.
 */
export const youngSizeOfWalks = 384;
