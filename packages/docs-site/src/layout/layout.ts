/** Pages with their surroundings: navigation, search, and what is on the page. */
import { escapeHtml, linkBetween, type Page } from "../page.ts";
import { navigationPath, type Section, shortTitle } from "./navigation.ts";

/** What all pages have in common. */
export interface SiteFrame {
  readonly sections: readonly Section[];
  /** Names of assets by their role, relative to the top of the site. */
  readonly assets: { readonly style: string; readonly script: string; readonly icon: string };
}

/** Only this host, and images that are part of a page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Returns a page as a document. */
export function layOutPage(page: Page, frame: SiteFrame): string {
  const { path, title, summary, look } = page;
  const to = (target: string): string => linkBetween(path, target);
  const isLanding = look === "landing";
  return `<!doctype html>
<html lang="en" data-root="${to("")}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escapeHtml(isLanding ? title : `${title} – lix-tools`)}</title>
<meta name="description" content="${escapeHtml(summary)}" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="color-scheme" content="light dark" />
<link rel="icon" href="${to(frame.assets.icon)}" type="image/svg+xml" />
<link rel="stylesheet" href="${to(frame.assets.style)}" />
<script src="${to(frame.assets.script)}" defer></script>
</head>
<body class="${look}">
<a class="skip-link" href="#content">Skip to the content</a>
${header(to, isLanding)}
<div class="columns">
${isLanding ? "" : navigation(page, frame.sections)}
<main id="content" tabindex="-1">
${page.html}
</main>
${isLanding ? "" : onThisPage(page)}
</div>
<footer class="site-footer"><p>lix-tools, under the MIT licence. This site makes no requests to other hosts and sets no cookies.</p></footer>
</body>
</html>
`;
}

const mark =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><path class="mark-back" d="M16 2l12.1 7v14L16 30 3.9 23V9z"/><path class="mark-front" d="M11 9.5h3.2L21.5 23h-3.3l-2.6-5-3.2 5H9l4.9-8.2z"/></svg>';

function header(to: (target: string) => string, isLanding: boolean): string {
  return `<header class="bar">
${isLanding ? "" : '<button type="button" class="button menu-button" id="menu" aria-expanded="false" aria-controls="navigation">Menu</button>'}
<a class="brand" href="${to("index.html")}" aria-label="lix-tools, first page">${mark}<span>lix-tools</span></a>
<span class="spacer"></span>
<div class="search" role="search">
<label class="visually-hidden" for="search">Search the documentation</label>
<input type="search" id="search" placeholder="Search" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list" />
<kbd aria-hidden="true">/</kbd>
<ul id="results" role="listbox" aria-label="Search results" hidden></ul>
</div>
<a class="bar-link" href="${to("getting-started.html")}">Docs</a>
<a class="bar-link" href="${to("playground/index.html")}">Playground</a>
<button type="button" class="button icon-button" id="theme" aria-pressed="false" aria-label="Dark theme"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1.8a6.2 6.2 0 100 12.4V1.8z"/><circle cx="8" cy="8" r="6.2"/></svg></button>
</header>`;
}

function navigation(page: Page, sections: readonly Section[]): string {
  const current = navigationPath(page);
  const lists = sections.map(({ title, pages }) => {
    const links = pages.map((other) => {
      const isCurrent = other.path === current;
      const mark = isCurrent ? ` aria-current="${other.path === page.path ? "page" : "true"}"` : "";
      return `<li><a href="${linkBetween(page.path, other.path)}"${mark}>${escapeHtml(shortTitle(other))}</a></li>`;
    });
    return `<h2>${title}</h2>\n<ul>\n${links.join("\n")}\n</ul>`;
  });
  return `<nav class="navigation" id="navigation" aria-label="Documentation">\n${lists.join("\n")}\n</nav>`;
}

/** Headings on longer pages; below this many there is nothing to find. */
const fewestHeadings = 3;
const mostHeadings = 60;

function onThisPage({ headings }: Page): string {
  const second = headings.filter(({ level }) => level === 2);
  const chosen = second.length >= fewestHeadings ? second : headings.filter(({ level }) => level === 2 || level === 3);
  if (chosen.length < fewestHeadings || chosen.length > mostHeadings) return '<div class="contents"></div>';
  const links = chosen.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`).join("\n");
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>\n${links}\n</ul></nav>`;
}
