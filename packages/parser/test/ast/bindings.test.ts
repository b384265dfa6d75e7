/**
 * What sets define, as a table of printed binding trees.
 */
import {
  type BindingEvent,
  type BindingTree,
  bindingTree,
  type BindingValue,
  expressionOf,
  latin1Of,
  makeLangver,
  parse,
  root,
  type Tree,
} from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { readTable } from "../table.ts";

function show(tree: Tree, { entries, recursive, dynamics, sources, splats }: BindingTree): string {
  const names = [...entries.values()].map(({ name, value }) => `${name}: ${showValue(tree, value)}`);
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? "" : ` ${title} ${items.join(", ")}`;
  return [
    `${recursive ? "rec " : ""}{${names.join(", ")}}`,
    list(
      "dynamic",
      dynamics.map(({ attr, value }) => `${latin1Of(tree, attr)}: ${showValue(tree, value)}`),
    ),
    list(
      "sources",
      sources.map((node) => latin1Of(tree, node)),
    ),
    list(
      "splats",
      splats.map((node) => latin1Of(tree, node)),
    ),
  ].join("");
}

function showValue(tree: Tree, value: BindingValue): string {
  switch (value.kind) {
    case "expression":
      return latin1Of(tree, value.node);
    case "set":
      return show(tree, value.tree);
    case "inherit":
      return "outer";
    default:
      return `from ${value.from}`;
  }
}

/** Legacy merges are no objection unless a set is recursive, so they are not shown by themselves. */
function showEvents(events: readonly BindingEvent[]): string {
  const objections = events.filter(({ kind }) => kind === "duplicate" || kind === "splat-in-rec");
  const shown = objections.length > 0 ? events : [];
  return shown.map((event) => ("path" in event ? `${event.kind} ${event.path.join(".")}` : event.kind)).join(", ");
}

function showNix2Events(events: readonly BindingEvent[]): string {
  return events.map((event) => ("path" in event ? `${event.kind} ${event.path.join(".")}` : event.kind)).join(", ");
}

describe("binding trees", () => {
  it.each(readTable(new URL("bindings.txt", import.meta.url)))("$section: $text", ({ section, source, expected }) => {
    const edition = (["nix2-future", "nix2", "legacy"] as const).find((name) => section.startsWith(name)) ?? "legacy";
    const { tree, isComplete } = parse(source, { langver: makeLangver(edition) });
    expect(isComplete).toBe(true);
    const events: BindingEvent[] = [];
    const shown = show(
      tree,
      bindingTree(tree, expressionOf(tree, root), (event) => events.push(event)),
    );
    const objections = edition === "legacy" ? showEvents(events) : showNix2Events(events);
    expect(objections === "" ? shown : `${shown} ! ${objections}`).toBe(expected);
  });
});
