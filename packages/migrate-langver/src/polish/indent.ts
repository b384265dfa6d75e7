/** Indentation as a number: how many tabs a line begins with, and how many spaces. A long text then makes no strings. */

/** Tabs and spaces, in this order. */
export type Indent = number;

/** More spaces than this are cut; nobody indents that far. */
const mostSpaces = 0xfff;

function indentOf(tabs: number, spaces: number): Indent {
  return (Math.max(0, tabs) << 12) | Math.min(mostSpaces, Math.max(0, spaces));
}

function tabsOf(indent: Indent): number {
  return indent >> 12;
}

function spacesOf(indent: Indent): number {
  return indent & mostSpaces;
}

/** Tells whether an indentation begins with tabs. */
export function hasTabs(indent: Indent): boolean {
  return tabsOf(indent) > 0;
}

/** Returns how the white space before an offset begins its line. */
export function indentBefore(source: Uint8Array, offset: number): Indent {
  let tabs = 0;
  let spaces = 0;
  for (let at = offset - 1; source[at] === 0x20 || source[at] === 0x09; at--) {
    if (source[at] === 0x20) spaces++;
    else tabs++;
  }
  return indentOf(tabs, spaces);
}

/** Returns how many columns an indentation takes at least: tabs are at least as wide as a step. */
export function widthOf(indent: Indent): number {
  return tabsOf(indent) * 2 + spacesOf(indent);
}

/** Returns an indentation that is deeper by so many columns, or less deep: in tabs where it is made of them. */
export function deepened(indent: Indent, columns: number): Indent {
  const [tabs, spaces] = [tabsOf(indent), spacesOf(indent)];
  if (tabs > 0 && spaces === 0) return indentOf(tabs + Math.ceil(columns / 2), 0);
  return indentOf(tabs, spaces + columns);
}

/** Returns an indentation that moved as another one did. */
export function movedAlong(indent: Indent, from: Indent, to: Indent): Indent {
  return indentOf(tabsOf(indent) + tabsOf(to) - tabsOf(from), spacesOf(indent) + spacesOf(to) - spacesOf(from));
}

/** Returns the text of an indentation. */
export function indentText(indent: Indent): string {
  return "\t".repeat(tabsOf(indent)) + " ".repeat(spacesOf(indent));
}

/** Columns of a step of the formatter. */
const step = 2;

/** Returns how much wider the steps of a text are than those of the formatter: once, twice or four times. */
export function stepFactor(source: Uint8Array): number {
  // How many lines are one, two and four steps further in than the line before.
  let [single, double, fourfold] = [0, 0, 0];
  let before = 0;
  for (let at = source.indexOf(0x0a); at >= 0; at = source.indexOf(0x0a, at + 1)) {
    let end = at + 1;
    while (source[end] === 0x20) end++;
    if (source[end] === 0x0a || source[end] === 0x0d || end >= source.length) continue;
    const width = end - at - 1;
    if (width === before + step) single++;
    else if (width === before + 2 * step) double++;
    else if (width === before + 4 * step) fourfold++;
    before = width;
  }
  if (fourfold > double && fourfold > single) return 4;
  return double > single ? 2 : 1;
}
