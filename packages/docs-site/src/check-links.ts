/** Whether every link inside of the site leads to a page that exists, and to a heading that is there. */
import { posix } from "node:path";

/** Returns what is wrong with links, one line each. `files` are the documents of the site by path; `others` exist, too. */
export function checkLinks(files: ReadonlyMap<string, string>, others: ReadonlySet<string>): string[] {
  const ids = new Map(
    [...files].map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id ?? ""))]),
  );
  return [...files].flatMap(([path, html]) =>
    [...html.matchAll(/\s(?:href|src|srcset)="([^"]*)"/gu)].flatMap(([, link = ""]) => {
      const problem = problemOf(path, link.replaceAll("&amp;", "&"), ids, others);
      return problem === null ? [] : [`${path}: ${problem}`];
    }),
  );
}

function problemOf(
  from: string,
  link: string,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  others: ReadonlySet<string>,
): string | null {
  if (/^(?:https?|mailto|data):/u.test(link)) return null;
  const [target = "", fragment] = link.split("#");
  const path = target === "" ? from : posix.join(posix.dirname(from), target);
  if (others.has(path)) return null;
  const found = ids.get(path.endsWith("/") ? `${path}index.html` : path);
  if (found === undefined) return `\`${link}\` leads nowhere`;
  if (fragment !== undefined && fragment !== "" && !found.has(decodeURIComponent(fragment)))
    return `\`${link}\` names no heading`;
  return null;
}
