/** Flake references: between their text and their attributes. */
import type { RefAttributes } from "./schemes.ts";
import { FlakeRefError, checkInteger, schemes, showAttributes, stringOrNull } from "./schemes.ts";
import type { ParsedUrl } from "./url.ts";
import { BadUrl, decodeQuery, noAuthority, parseUrl, percentDecode, renderUrl, urlPathOf } from "./url.ts";

const revision = "[0-9a-fA-F]{40}";
const reference = "[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*";
const idForm = new RegExp(`^([a-zA-Z][a-zA-Z0-9_-]*(?:/(?:${revision}|${reference}(?:/${revision})?))?)(?:#([^]*))?$`);
const pathForm = /^([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/;

interface Found {
  readonly attributes: RefAttributes;
  readonly fragment: string;
}

/** Returns the attributes of a reference; throws `FlakeRefError` or `BadUrl`. */
export function parseFlakeRef(text: string): RefAttributes {
  const { attributes, fragment } = parseId(text) ?? parseAsUrl(text) ?? parsePath(text);
  if (fragment !== "") throw new FlakeRefError(`unexpected fragment '${fragment}' in flake reference '${text}'`);
  return attributes;
}

/** Reads `nixpkgs`, `nixpkgs/branch` and the like. */
function parseId(text: string): Found | null {
  const match = idForm.exec(text);
  if (match === null) return null;
  const [, path = "", fragment = ""] = match;
  const url: ParsedUrl = { scheme: "flake", authority: null, path: path.split("/"), query: new Map(), fragment: "" };
  return { attributes: fromUrl(url), fragment: percentDecode(fragment) };
}

function parseAsUrl(text: string): Found | null {
  try {
    return withFolder(parseUrl(text, { lenient: true }));
  } catch (error) {
    if (error instanceof BadUrl) return null;
    throw error;
  }
}

function parsePath(text: string): Found {
  const match = pathForm.exec(text);
  const [, path = "", query = "", fragment = ""] = match ?? [];
  if (!path.startsWith("/")) throw new BadUrl(`flake reference '${text}' is not an absolute path`);
  return withFolder({
    scheme: "path",
    authority: noAuthority,
    path: urlPathOf(path),
    query: decodeQuery(query),
    fragment: percentDecode(fragment),
  });
}

/** The parameter `dir` belongs to the reference and not to its scheme. */
function withFolder(url: ParsedUrl): Found {
  const { fragment } = url;
  const query = new Map(url.query);
  const folder = query.get("dir") ?? "";
  query.delete("dir");
  const attributes = new Map(fromUrl({ ...url, query, fragment: "" }));
  if (folder !== "" && !attributes.has("dir")) attributes.set("dir", folder);
  return { attributes, fragment };
}

function fromUrl(url: ParsedUrl): RefAttributes {
  for (const scheme of schemes) {
    const attributes = scheme.fromUrl(url);
    if (attributes !== null) return checkCommon(attributes);
  }
  const hint = url.scheme === "file+git" ? "; did you mean 'git+file' instead of 'file+git'?" : "";
  throw new FlakeRefError(`input '${renderUrl(url)}' is unsupported${hint}`);
}

function checkCommon(attributes: RefAttributes): RefAttributes {
  stringOrNull(attributes, "ref");
  checkInteger(attributes, "revCount");
  checkInteger(attributes, "lastModified");
  return attributes;
}

/** Returns the text of a reference given by its attributes; throws `FlakeRefError` or `BadUrl`. */
export function renderFlakeRef(given: RefAttributes): string {
  const folder = stringOrNull(given, "dir") ?? "";
  const attributes = new Map(given);
  attributes.delete("dir");
  const type = stringOrNull(attributes, "type");
  if (type === null) throw new FlakeRefError("'type' attribute to specify input scheme is required but not provided");
  const scheme = schemes.find(({ name }) => name === type);
  if (scheme === undefined) {
    throw new FlakeRefError(`cannot show unsupported input '${showAttributes(checkCommon(attributes))}'`);
  }
  for (const name of attributes.keys()) {
    if (name !== "type" && name !== "__final" && !scheme.allowed.has(name))
      throw new FlakeRefError(`input attribute '${name}' not supported by scheme '${type}'`);
  }
  const url = scheme.toUrl(checkCommon(scheme.check(attributes)));
  if (folder === "" || url.query.has("dir")) return renderUrl(url);
  return renderUrl({ ...url, query: new Map([...url.query, ["dir", folder]]) });
}
