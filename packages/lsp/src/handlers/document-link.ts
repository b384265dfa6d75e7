/** Paths and URLs of a file as links to what is there. */
import { Kind, kindOf, latin1Of, type NodeIndex, searchPathText, spanOf, unicodeOf } from "@lix-tools/parser";
import type { Document } from "../document.ts";
import { plainPath } from "../facts/paths.ts";
import type { Link } from "../results.ts";
import type { FoundPath, World } from "../world.ts";

/** Links of one file; beyond that nobody clicks. */
const mostLinks = 5000;

/** Returns the links in the order of the source. Paths to nothing are no links. */
export function findLinks(world: World, document: Document): Link[] {
  const tree = document.tree();
  const links: Link[] = [];
  for (let node = 0; node < tree.nodeCount && links.length < mostLinks; node++) {
    const target = targetAt(world, document, node);
    if (target !== null) links.push({ span: spanOf(tree, node), target });
  }
  return links;
}

function targetAt(world: World, document: Document, node: NodeIndex): Link["target"] | null {
  const tree = document.tree();
  switch (kindOf(tree, node)) {
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return existing(world.locate(document, plainPath(tree, node) ?? ""));
    case Kind.SpathExpression:
      return existing(world.locateSearchPath(unicodeOf(searchPathText(tree, node))));
    case Kind.UriExpression:
      return linkOf(latin1Of(tree, node));
    case Kind.StringFragment:
      return linkOf(latin1Of(tree, node));
    default:
      return null;
  }
}

function linkOf(text: string): Link["target"] | null {
  return /^https?:\/\/[\w.-]+(?:[/?#][\x21-\x7e]*)?$/u.test(text) ? { url: text } : null;
}

function existing(found: FoundPath | null): Link["target"] | null {
  return found === null || found.type === "missing" ? null : { path: found.file };
}
