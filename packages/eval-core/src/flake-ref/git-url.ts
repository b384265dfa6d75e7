/** Where Git repositories are, as Git itself takes it: paths, `user@host:path`, or URLs. */
import type { Authority, ParsedUrl } from "./url.ts";
import { BadUrl, applicationOf, noAuthority, parseUrl, transportOf, urlPathOf } from "./url.ts";

/** Returns the URL of a repository without the `git+` that flake references have. */
export function parseGitUrl(text: string): ParsedUrl {
  if (text.startsWith("/")) {
    return { scheme: "file", authority: noAuthority, path: urlPathOf(text), query: new Map(), fragment: "" };
  }
  const remote = parseRemoteOrNull(text);
  if (remote !== null) return remote;
  const url = parseUrl(text, { lenient: false });
  return applicationOf(url.scheme) === "git" ? { ...url, scheme: transportOf(url.scheme) } : url;
}

const knownSchemes = new Set(["ssh", "http", "https", "file", "ftp", "ftps", "git"]);

/** Returns the URL for `user@host:path`, or null for other texts. */
function parseRemoteOrNull(text: string): ParsedUrl | null {
  if (text.includes("://")) return null;
  const place = placeOrNull(text);
  if (place === null || knownSchemes.has(place.replace(/^git\+/, ""))) return null;
  const path = text.slice(place.length + 1);
  if (path === "") throw new BadUrl(`SCP-style Git URL '${text}' has an empty path`);
  const parts = path.split("/");
  if (parts[0] !== "") parts.unshift("");
  return { scheme: "ssh", authority: authorityOf(place), path: parts, query: new Map(), fragment: "" };
}

/** Returns what is before the colon that ends the host, or null if there is none. */
function placeOrNull(text: string): string | null {
  const colon = text.indexOf(":");
  if (colon < 0 || text.slice(0, colon).includes("/")) return null;
  const bracket = text.startsWith("[") ? 0 : text.indexOf("@[") + 1;
  const close = text[bracket] === "[" ? text.indexOf("]", bracket) : -1;
  if (close < 0) return text.slice(0, colon);
  return text[close + 1] === ":" ? text.slice(0, close + 1) : null;
}

function authorityOf(place: string): Authority {
  const at = place.indexOf("@");
  const user = at < 0 ? null : place.slice(0, at);
  const host = place.slice(at + 1);
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1];
  if (bracketed !== undefined && !/^[0-9A-Fa-f:.]+$/.test(bracketed)) {
    throw new BadUrl(`Git SCP bracketed URL is not valid: '${bracketed}' is not a valid IPv6 address`);
  }
  return { user, password: null, host: bracketed ?? host, isBracketed: bracketed !== undefined, port: null };
}

/** Tells whether Git takes a text for the name of a branch, a tag or another reference. */
export function isReferenceName(name: string): boolean {
  if (name === "" || name === "@" || name.startsWith("-") || name.endsWith(".")) return false;
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
