/** What every proof rests on beside the texts themselves. */

/** The assumptions, for reports; the first in few words. */
export const assumptions: readonly string[] = [
  "in the standard global scope",
  "no `scopedImport` gives a file other meanings for `true`, `__sub` and the like, which the file itself cannot show",
  "`__curPos` and `unsafeGetAttrPos` are not asked for positions, which every edit may move",
];
