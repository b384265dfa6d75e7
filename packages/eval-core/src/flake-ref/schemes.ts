/**
 * The kinds of flake references: for each the attributes it has, how they come out of a URL and how they become one.
 * Nothing is looked up or fetched.
 */
import { bytesOfHex, hexOf } from "../store/bytes.ts";
import type { Hash, HashAlgorithm } from "../store/hash.ts";
import { parseHash, renderHash } from "../store/hash.ts";
import { isReferenceName, parseGitUrl } from "./git-url.ts";
import type { ParsedUrl } from "./url.ts";
import { BadUrl, applicationOf, parseUrl, pathOfUrl, renderUrl, transportOf, urlPathOf } from "./url.ts";

/** The attributes of a reference, in the order of their names when read by programs. */
export type RefAttributes = ReadonlyMap<string, string | number | boolean>;

/** Thrown for a reference that is understood and wrong. */
export class FlakeRefError extends Error {}

export interface Scheme {
  readonly name: string;
  /** Attributes besides `type`. */
  readonly allowed: ReadonlySet<string>;
  /** Returns the attributes a URL says, or null if it is one of another scheme. */
  readonly fromUrl: (url: ParsedUrl) => RefAttributes | null;
  /** Returns the attributes after checking them. */
  readonly check: (attributes: RefAttributes) => RefAttributes;
  readonly toUrl: (attributes: RefAttributes) => ParsedUrl;
}

const revisionForm = /^[0-9a-fA-F]{40}$/;
const idForm = /^[a-zA-Z][a-zA-Z0-9_-]*$/;
const hostForm = /^[a-zA-Z0-9.-]*$/;
const mercurialNameForm = /^[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*$/;

/** Returns a JSON text, as messages show attributes. */
export function showAttributes(attributes: RefAttributes): string {
  return JSON.stringify(Object.fromEntries([...attributes].sort(([left], [right]) => (left < right ? -1 : 1))));
}

/** Returns an attribute that is a string, or null without it. */
export function stringOrNull(attributes: RefAttributes, name: string): string | null {
  const value = attributes.get(name);
  if (value === undefined) return null;
  if (typeof value === "string") return value;
  throw new FlakeRefError(`input attribute '${name}' is not a string ${showAttributes(attributes)}`);
}

function string(attributes: RefAttributes, name: string): string {
  const value = stringOrNull(attributes, name);
  if (value === null) throw new FlakeRefError(`input attribute '${name}' is missing`);
  return value;
}

/** Throws if an attribute is there and no integer. */
export function checkInteger(attributes: RefAttributes, name: string): void {
  const value = attributes.get(name);
  if (value !== undefined && typeof value !== "number")
    throw new FlakeRefError(`input attribute '${name}' is not an integer`);
}

function flag(attributes: RefAttributes, name: string): boolean {
  const value = attributes.get(name);
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw new FlakeRefError(`input attribute '${name}' is not a Boolean`);
}

function hashOf(text: string, algorithm: HashAlgorithm): Hash {
  const parsed = parseHash(text, algorithm);
  if ("problem" in parsed) throw new FlakeRefError(parsed.problem);
  return parsed.hash;
}

/** Returns the hexadecimal digits of a commit. */
function revision(text: string): string {
  if (revisionForm.test(text)) return hexOf(bytesOfHex(text) ?? new Uint8Array());
  return renderHash(hashOf(text, "sha1"), "base16");
}

function archiveHash(attributes: RefAttributes): string | null {
  const text = stringOrNull(attributes, "narHash");
  return text === null ? null : renderHash(hashOf(text, "sha256"), "sri");
}

function segments(url: ParsedUrl): string[] {
  return url.path.filter((part) => part !== "");
}

function url(scheme: string, path: readonly string[], query: ReadonlyMap<string, string> = new Map()): ParsedUrl {
  return { scheme, authority: null, path, query, fragment: "" };
}

const same = (attributes: RefAttributes): RefAttributes => attributes;

const indirect: Scheme = {
  name: "indirect",
  allowed: new Set(["id", "ref", "rev", "narHash"]),
  fromUrl(source) {
    if (source.scheme !== "flake") return null;
    const [id = "", second, third, ...more] = segments(source);
    const shown = renderUrl(source);
    if (more.length > 0 || id === "") throw new BadUrl(`GitHub URL '${shown}' is invalid`);
    const attributes = new Map<string, string>();
    if (second !== undefined && third === undefined && revisionForm.test(second)) {
      attributes.set("rev", revision(second));
    } else if (second !== undefined) {
      if (!isReferenceName(second)) throw new BadUrl(`in flake URL '${shown}', '${second}' is not a branch/tag name`);
      attributes.set("ref", second);
    }
    if (third !== undefined) {
      if (!revisionForm.test(third)) throw new BadUrl(`in flake URL '${shown}', '${third}' is not a commit hash`);
      attributes.set("rev", revision(third));
    }
    return indirect.check(attributes.set("type", "indirect").set("id", id));
  },
  check(attributes) {
    const id = string(attributes, "id");
    if (!idForm.test(id)) throw new BadUrl(`'${id}' is not a valid flake ID`);
    return attributes;
  },
  toUrl(attributes) {
    const path = [string(attributes, "id")];
    const ref = stringOrNull(attributes, "ref");
    const rev = stringOrNull(attributes, "rev");
    if (ref !== null) path.push(ref);
    if (rev !== null) path.push(revision(rev));
    return url("flake", path);
  },
};

const path: Scheme = {
  name: "path",
  allowed: new Set(["path", "rev", "revCount", "lastModified", "narHash"]),
  fromUrl(source) {
    if (source.scheme !== "path") return null;
    const shown = renderUrl(source);
    if ((source.authority?.host ?? "") !== "")
      throw new FlakeRefError(`path URL '${shown}' should not have an authority`);
    const attributes = new Map<string, string | number>([
      ["type", "path"],
      ["path", pathOfUrl(source.path)],
    ]);
    for (const [name, value] of source.query) {
      if (name === "rev" || name === "narHash") attributes.set(name, value);
      else if (name !== "revCount" && name !== "lastModified") {
        throw new FlakeRefError(`path URL '${shown}' has unsupported parameter '${name}'`);
      } else if (/^[0-9]+$/.test(value)) attributes.set(name, Number(value));
      else throw new FlakeRefError(`path URL '${shown}' has invalid parameter '${name}'`);
    }
    return attributes;
  },
  check(attributes) {
    string(attributes, "path");
    return attributes;
  },
  toUrl(attributes) {
    const query = new Map<string, string>();
    for (const [name, value] of attributes) {
      if (name === "path" || name === "type" || name === "__final") continue;
      query.set(name, typeof value === "boolean" ? String(Number(value)) : String(value));
    }
    return url("path", urlPathOf(string(attributes, "path")), query);
  },
};

function forge(name: string): Scheme {
  const scheme: Scheme = {
    name,
    allowed: new Set(["owner", "repo", "ref", "rev", "narHash", "lastModified", "host", "treeHash"]),
    fromUrl(source) {
      if (source.scheme !== name) return null;
      const shown = renderUrl(source);
      const [owner, repo, ...rest] = segments(source);
      if (owner === undefined || repo === undefined) throw new BadUrl(`URL '${shown}' is invalid`);
      const attributes = new Map<string, string>();
      const [only = ""] = rest;
      if (rest.length > 0) attributes.set(rest.length === 1 && revisionForm.test(only) ? "rev" : "ref", rest.join("/"));
      for (const [parameter, value] of source.query) {
        if (!["rev", "ref", "host", "narHash"].includes(parameter)) {
          throw new BadUrl(`URL '${shown}' contains unknown parameter '${parameter}'`);
        }
        if (attributes.has(parameter)) throw new BadUrl(`URL '${shown}' contains multiple '${parameter}'`);
        attributes.set(parameter, value);
      }
      return scheme.check(attributes.set("type", name).set("owner", owner).set("repo", repo));
    },
    check(attributes) {
      string(attributes, "owner");
      string(attributes, "repo");
      const ref = stringOrNull(attributes, "ref");
      const rev = stringOrNull(attributes, "rev");
      const host = stringOrNull(attributes, "host");
      const shown = showAttributes(attributes);
      if (ref !== null && rev !== null) {
        throw new BadUrl(`input ${shown} contains both a commit hash ('${rev}') and a branch/tag name ('${ref}')`);
      }
      if (rev !== null) revision(rev);
      if (ref !== null && !isReferenceName(ref)) throw new BadUrl(`input ${shown} contains an invalid branch/tag name`);
      if (host !== null && !hostForm.test(host)) throw new BadUrl(`input ${shown} contains an invalid instance host`);
      return attributes;
    },
    toUrl(attributes) {
      const parts = [string(attributes, "owner"), string(attributes, "repo")];
      const ref = stringOrNull(attributes, "ref");
      const rev = stringOrNull(attributes, "rev");
      if (ref !== null) parts.push(ref);
      if (rev !== null) parts.push(revision(rev));
      const query = new Map<string, string>();
      const narHash = archiveHash(attributes);
      const host = stringOrNull(attributes, "host");
      if (narHash !== null) query.set("narHash", narHash);
      if (host !== null) query.set("host", host);
      return url(name, parts, query);
    },
  };
  return scheme;
}

const gitFlags = ["shallow", "submodules", "lfs", "exportIgnore", "allRefs", "verifyCommit"];
const gitTexts = ["rev", "ref", "keytype", "publicKey", "publicKeys"];
const gitOthers = ["url", "lastModified", "revCount", "narHash", "name", "dirtyRev", "dirtyShortRev"];

const git: Scheme = {
  name: "git",
  allowed: new Set([...gitFlags, ...gitTexts, ...gitOthers]),
  fromUrl(source) {
    if (source.scheme !== "git" && applicationOf(source.scheme) !== "git") return null;
    const attributes = new Map<string, string | boolean>([["type", "git"]]);
    const query = new Map<string, string>();
    for (const [name, value] of source.query) {
      if (gitTexts.includes(name)) attributes.set(name, value);
      else if (gitFlags.includes(name)) attributes.set(name, value === "1");
      else query.set(name, value);
    }
    return git.check(attributes.set("url", renderUrl({ ...source, query })));
  },
  check(attributes) {
    if (["verifyCommit", "keytype", "publicKey", "publicKeys"].some((name) => attributes.has(name))) {
      throw new FlakeRefError("experimental Nix feature 'verified-fetches' is disabled");
    }
    const ref = stringOrNull(attributes, "ref");
    if (ref !== null && !isReferenceName(ref)) throw new BadUrl(`invalid Git branch/tag name '${ref}'`);
    for (const name of ["shallow", "submodules", "allRefs"]) flag(attributes, name);
    return new Map([...attributes, ["url", renderUrl(parseGitUrl(string(attributes, "url")))]]);
  },
  toUrl(attributes) {
    const source = parseUrl(string(attributes, "url"), { lenient: false });
    const query = new Map(source.query);
    const rev = stringOrNull(attributes, "rev");
    const ref = stringOrNull(attributes, "ref");
    if (rev !== null) query.set("rev", revision(rev));
    if (ref !== null) query.set("ref", ref);
    for (const name of ["shallow", "lfs", "submodules", "exportIgnore"]) {
      if (flag(attributes, name)) query.set(name, "1");
    }
    return { ...source, scheme: source.scheme === "git" ? "git" : `git+${source.scheme}`, query };
  },
};

const mercurial: Scheme = {
  name: "hg",
  allowed: new Set(["url", "ref", "rev", "revCount", "narHash", "name"]),
  fromUrl(source) {
    if (!/^hg\+(?:https?|ssh|file)$/.test(source.scheme)) return null;
    const attributes = new Map<string, string>([["type", "hg"]]);
    const query = new Map<string, string>();
    for (const [name, value] of source.query) {
      (name === "rev" || name === "ref" ? attributes : query).set(name, value);
    }
    return mercurial.check(attributes.set("url", renderUrl({ ...source, scheme: source.scheme.slice(3), query })));
  },
  check(attributes) {
    parseUrl(string(attributes, "url"), { lenient: false });
    const ref = stringOrNull(attributes, "ref");
    if (ref !== null && !mercurialNameForm.test(ref)) throw new BadUrl(`invalid Mercurial branch/tag name '${ref}'`);
    return attributes;
  },
  toUrl(attributes) {
    const source = parseUrl(string(attributes, "url"), { lenient: false });
    const query = new Map(source.query);
    const rev = stringOrNull(attributes, "rev");
    const ref = stringOrNull(attributes, "ref");
    if (rev !== null) query.set("rev", revision(rev));
    if (ref !== null) query.set("ref", ref);
    return { ...source, scheme: `hg+${source.scheme}`, query };
  },
};

const downloadAttributes = ["url", "narHash", "name", "unpack", "rev", "revCount", "lastModified"];

/** Files and archives; an archive is what a URL leads to that does not say otherwise. */
function download(name: "file" | "tarball"): Scheme {
  return {
    name,
    allowed: new Set(downloadAttributes),
    fromUrl(source) {
      const application = applicationOf(source.scheme);
      const scheme = transportOf(source.scheme);
      const isMeant = application === null ? name === "tarball" : application === name;
      if (!isMeant || !["file", "http", "https"].includes(scheme)) return null;
      const attributes = new Map<string, string | number>([["type", name]]);
      for (const parameter of ["narHash", "rev"]) {
        const value = source.query.get(parameter);
        if (value !== undefined) attributes.set(parameter, value);
      }
      for (const parameter of ["revCount", "lastModified"]) {
        const value = source.query.get(parameter);
        if (value !== undefined && /^[0-9]+$/.test(value)) attributes.set(parameter, Number(value));
      }
      const query = new Map([...source.query].filter(([parameter]) => !downloadAttributes.includes(parameter)));
      return attributes.set("url", renderUrl({ ...source, scheme, query }));
    },
    check: same,
    toUrl(attributes) {
      const source = parseUrl(string(attributes, "url"), { lenient: false });
      const narHash = archiveHash(attributes);
      return narHash === null ? source : { ...source, query: new Map([...source.query, ["narHash", narHash]]) };
    },
  };
}

/** All schemes, in the order in which they are asked whether a URL is theirs. */
export const schemes: readonly Scheme[] = [
  download("file"),
  git,
  forge("github"),
  forge("gitlab"),
  mercurial,
  indirect,
  path,
  forge("sourcehut"),
  download("tarball"),
];
