/** Markdown as HTML, with headings to link to, coloured code, and links that lead to pages of the site. */
import { Marked, type Tokens } from "marked";
import { escapeHtml, type Heading } from "../page.ts";

/** What rendering asks for. */
export interface MarkdownContext {
  /** Returns where a link leads, or null for one that leads to no page: its text stays. */
  readonly resolveLink: (target: string) => string | null;
  readonly highlight: (code: string, language: string) => string;
}

/** A rendered text. */
export interface RenderedMarkdown {
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly text: string;
}

/** Returns a Markdown text as HTML. */
export function renderMarkdown(markdown: string, { resolveLink, highlight }: MarkdownContext): RenderedMarkdown {
  const headings: Heading[] = [];
  const ids = new Set<string>();
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const html = this.parser.parseInline(tokens);
        const text = textOf(html);
        const id = freshId(slugOf(text), ids);
        headings.push({ level: depth, id, html: html.replaceAll(/<\/?a\b[^>]*>/gu, ""), text });
        if (depth === 1) return `<h1 id="${id}">${html}</h1>\n`;
        const anchor = `<a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(text)}">#</a>`;
        return `<h${depth} id="${id}">${html}${anchor}</h${depth}>\n`;
      },
      code({ text, lang }: Tokens.Code): string {
        const language = (lang ?? "").split(/[\s{]/u)[0] ?? "";
        return codeBlock(highlight(text, language), language);
      },
      link({ href, tokens, title }: Tokens.Link): string {
        const html = this.parser.parseInline(tokens);
        const target = resolveLink(href);
        if (target === null) return html;
        return `<a href="${escapeHtml(target)}"${title == null ? "" : ` title="${escapeHtml(title)}"`}>${html}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        return `<img src="${escapeHtml(resolveLink(href) ?? href)}" alt="${escapeHtml(text)}" loading="lazy" />`;
      },
      table(token: Tokens.Table): string {
        const cells = (row: readonly Tokens.TableCell[], tag: "th" | "td"): string =>
          row
            .map(
              ({ tokens }) =>
                `<${tag}${tag === "th" ? ' scope="col"' : ""}>${this.parser.parseInline(tokens)}</${tag}>`,
            )
            .join("");
        const body = token.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n");
        const head = token.header.some(({ text }) => text !== "")
          ? `<thead><tr>${cells(token.header, "th")}</tr></thead>`
          : "";
        return `<div class="table" tabindex="0"><table>${head}<tbody>\n${body}\n</tbody></table></div>\n`;
      },
    },
  });
  // Without extensions that wait, parsing returns at once.
  const html = marked.parse(markdown, { async: false });
  return { html, headings, text: textOf(html) };
}

/** Returns a block of code as HTML. */
export function codeBlock(html: string, language: string): string {
  return `<pre class="code" data-language="${escapeHtml(language)}" tabindex="0"><code>${html}\n</code></pre>\n`;
}

/** Returns what HTML says without its elements. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<a class="anchor"[^>]*>#<\/a>/gu, "")
    .replaceAll(/<[^>]+>/gu, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** Returns the id of a heading, as Git hosts make it, so that links work in both places. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/gu, "-");
}

function freshId(wanted: string, taken: Set<string>): string {
  const base = wanted === "" ? "section" : wanted;
  let id = base;
  for (let count = 1; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
