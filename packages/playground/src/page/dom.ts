/** Elements as expressions. Text never becomes markup. */

/** What goes into an element. */
export type Child = Node | string | null;

/** Attributes by name; null leaves one out. Functions listen to the event of their name. */
export type Attributes = Readonly<Record<string, string | null | ((event: Event) => void)>>;

/** Returns a new element. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Returns a message with what stands between backquotes as code. */
export function prose(message: string): Node[] {
  return message
    .split(/(`[^`]+`)/u)
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("`") && part.endsWith("`") && part.length > 2
        ? element("code", {}, part.slice(1, -1))
        : document.createTextNode(part),
    );
}

/** Returns a message as a sentence: with a capital letter, unless it begins with code. */
export function sentence(message: string): Node[] {
  return prose(message.charAt(0).toUpperCase() + message.slice(1));
}

/** Returns the element of the page with an id; it must be there. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

/** Returns a name that links to its page where the page knows the documentation. */
export function documented(name: string, path: string | null): HTMLElement {
  const docs = document.documentElement.dataset["docs"];
  if (docs === undefined || path === null) return element("span", {}, name);
  return element("a", { href: docs + path, target: "_blank", rel: "noopener" }, name);
}

/** Returns `2 rewrites`, `1 rewrite`, `no rewrites`. */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}

const svgNamespace = "http://www.w3.org/2000/svg";

/** Shapes of the icons, on a field of 16 by 16. */
const icons = {
  check: "M3 8.5l3.2 3.2L13 4.8",
  error: "M5 5l6 6M11 5l-6 6",
  warning: "M8 4v5M8 11.6v.2",
  info: "M8 7.2v4.4M8 4.4v.2",
  copy: "M5.5 5.5v-2a1 1 0 011-1h6a1 1 0 011 1v6a1 1 0 01-1 1h-2M3.5 5.5h6a1 1 0 011 1v6a1 1 0 01-1 1h-6a1 1 0 01-1-1v-6a1 1 0 011-1z",
  back: "M13 8H4M7.5 4.5L4 8l3.5 3.5",
  stop: "M4.5 4.5h7v7h-7z",
  run: "M5 3.5l7 4.5-7 4.5z",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof icons;

/** Returns an icon; it says nothing that the text beside it does not. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", icons[name]);
  svg.append(path);
  return svg;
}
