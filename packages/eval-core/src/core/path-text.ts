/**
 * The one spelling of a path literal among those that mean the same path: `a/b`, `./a/b` and `./c/../a/b`. Nix
 * resolves `.` and `..` in literals by text alone, never by looking at the disk, except below the home folder, where
 * it keeps the text.
 */
import { type PathInterpolationTerm, type PathRoot, type StringTerm, Tag, type Term } from "./term.ts";

/** Returns the shortest text that means the same path; a trailing slash, which a prefix may have, stays. */
export function canonicalPathText(root: PathRoot, text: string): string {
  if (root === "home") return text;
  const segments: string[] = [];
  for (const segment of text.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (root === "relative") segments.push("..");
  }
  const path = segments.join("/");
  if (root === "absolute") return `/${path}${path !== "" && text.endsWith("/") ? "/" : ""}`;
  return `${path === "" ? "." : path}${text.endsWith("/") ? "/" : ""}`;
}

/** Returns the parts of an interpolated term, the leading text of a path in its shortest spelling. */
export function canonicalParts(term: StringTerm | PathInterpolationTerm): readonly (string | Term)[] {
  if (term.tag === Tag.String) return term.parts;
  const [first, ...rest] = term.parts;
  return typeof first === "string" ? [canonicalPathText(term.root, first), ...rest] : term.parts;
}
