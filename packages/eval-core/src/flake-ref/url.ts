/**
 * URLs as flake references use them: by the letter of RFC 3986, except that spaces and quotes may stand unescaped in
 * queries and fragments. All texts are Latin-1 strings of bytes.
 */

/** Thrown for a text that is no URL of the kind expected, so that another reading can be tried. */
export class BadUrl extends Error {}

/** A URL in parts, percent signs decoded. */
export interface ParsedUrl {
  readonly scheme: string;
  /** Null without `//`. */
  readonly authority: Authority | null;
  /** Between slashes; the first is empty where the path begins with one. */
  readonly path: readonly string[];
  /** In the order of names. */
  readonly query: ReadonlyMap<string, string>;
  readonly fragment: string;
}

/** Who and where a URL leads to. */
export interface Authority {
  readonly user: string | null;
  readonly password: string | null;
  readonly host: string;
  /** Whether the host stands in brackets. */
  readonly isBracketed: boolean;
  readonly port: string | null;
}

/** The authority of `file:///`. */
export const noAuthority: Authority = { user: null, password: null, host: "", isBracketed: false, port: null };

const character = "[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}";
const form = new RegExp(
  `^([A-Za-z][A-Za-z0-9+.-]*):(?://((?:${character}|[[\\]])*)(?=[/?#]|$))?((?:${character}|/)*)(?:\\?((?:${character}|[/?])*))?(?:#((?:${character}|[/?])*))?$`,
);
const authorityForm =
  /^(?:((?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::((?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*))?@)?(?:\[([0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\.[^\]]+)\]|((?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*))(?::([0-9]*))?$/;

/** Returns the parts of a URL; throws `BadUrl` for any other text. */
export function parseUrl(text: string, { lenient }: { readonly lenient: boolean }): ParsedUrl {
  const match = form.exec(lenient ? escapeLeniently(text) : text);
  if (match === null) throw new BadUrl(`'${text}' is not a valid URL`);
  const [, scheme = "", authorityText, pathText = "", query = "", fragment = ""] = match;
  const authority = authorityText === undefined ? null : parseAuthority(authorityText);
  const isFile = transportOf(scheme) === "file";
  if (authority !== null && authority.host !== "" && isFile) {
    throw new BadUrl(`file:// URL '${text}' has unexpected authority '${renderAuthority(authority)}'`);
  }
  const path = isFile && pathText === "" ? "/" : pathText;
  return {
    scheme,
    authority,
    path: path.split("/").map(percentDecode),
    query: decodeQuery(query),
    fragment: percentDecode(fragment),
  };
}

/** Escapes what may stand unescaped: spaces and quotes in the query, and also `^` in the fragment. */
function escapeLeniently(text: string): string {
  const hash = text.indexOf("#");
  const beforeFragment = hash < 0 ? text : text.slice(0, hash);
  const fragment = hash < 0 ? "" : text.slice(hash).replace(/[ "^]/g, percentEncodeByte);
  const mark = beforeFragment.indexOf("?");
  if (mark < 0) return beforeFragment + fragment;
  return beforeFragment.slice(0, mark) + beforeFragment.slice(mark).replace(/[ "]/g, percentEncodeByte) + fragment;
}

function parseAuthority(text: string): Authority {
  const match = authorityForm.exec(text);
  if (match === null) throw new BadUrl(`invalid URL authority: '${text}'`);
  const [, user, password, bracketed, name = "", port = ""] = match;
  if (port !== "" && Number(port) > 65_535) throw new BadUrl(`port '${port}' is invalid`);
  return {
    user: user === undefined ? null : percentDecode(user),
    password: password === undefined ? null : percentDecode(password),
    host: bracketed ?? percentDecode(name),
    isBracketed: bracketed !== undefined,
    port: port === "" ? null : String(Number(port)),
  };
}

/** Returns the names and values of a query; without an equal sign a part counts for nothing, and the first name wins. */
export function decodeQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const part of text.split("&")) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const name = percentDecode(part.slice(0, equals).replace(/[ "]/g, percentEncodeByte));
    if (!query.has(name)) query.set(name, percentDecode(part.slice(equals + 1)));
  }
  return query;
}

/** Returns the bytes a percent-encoded text stands for. */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new BadUrl(`invalid URI parameter '${text}'`);
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_whole, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function percentEncodeByte(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Returns a text with every byte escaped that is neither unreserved nor kept. */
function percentEncode(text: string, kept: RegExp): string {
  return text.replace(/[^A-Za-z0-9._~-]/g, (byte) => (kept.test(byte) ? byte : percentEncodeByte(byte)));
}

const nothing = /^\b$/;
const keptInPath = /[:@]/;
const keptInQuery = /[:@/?]/;

function renderAuthority({ user, password, host, isBracketed, port }: Authority): string {
  const pass = password === null ? "" : `:${percentEncode(password, nothing)}`;
  const login = user === null ? "" : `${percentEncode(user, nothing)}${pass}@`;
  const place = isBracketed ? `[${percentEncode(host, /:/)}]` : percentEncode(host, nothing);
  return `${login}${place}${port === null ? "" : `:${port}`}`;
}

/** Returns the text of a URL. */
export function renderUrl({ scheme, authority, path, query, fragment }: ParsedUrl): string {
  const place = authority === null ? "" : `//${renderAuthority(authority)}`;
  const way = path.map((part) => percentEncode(part, keptInPath)).join("/");
  const pairs = [...query]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name, keptInQuery)}=${percentEncode(value, keptInQuery)}`);
  const question = pairs.length === 0 ? "" : `?${pairs.join("&")}`;
  return `${scheme}:${place}${way}${question}${fragment === "" ? "" : `#${percentEncode(fragment, nothing)}`}`;
}

/** Returns what is before the first plus sign of a scheme: how to understand what is transported; or null. */
export function applicationOf(scheme: string): string | null {
  const plus = scheme.indexOf("+");
  return plus < 0 ? null : scheme.slice(0, plus);
}

/** Returns what is after the first plus sign of a scheme. */
export function transportOf(scheme: string): string {
  return scheme.slice(scheme.indexOf("+") + 1);
}

/** Returns the parts of a URL's path for a path of the file system. */
export function urlPathOf(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  if (path.startsWith("/")) parts.unshift("");
  if (path.endsWith("/")) parts.push("");
  return parts;
}

/** Returns the path of the file system for the parts of a URL's path. */
export function pathOfUrl(parts: readonly string[]): string {
  const wrong = parts.find((part) => part.includes("/") || part.includes("\0"));
  if (wrong !== undefined) throw new BadUrl(`URL path component '${wrong}' is not allowed in file names`);
  return parts.join("/").replace(/\/{2,}/g, "/");
}
