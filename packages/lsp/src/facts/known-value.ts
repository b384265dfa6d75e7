/**
 * What an expression is, as far as the text alone shows: which set, which function. Names are followed to their
 * bindings, selections to the attributes, `import ./file.nix` into the file, applications into the body. Nothing is
 * evaluated, so whatever depends on an argument or a computed name is unknown.
 */
import { type Definition, type Target, targetOf } from "@lix-tools/eval-core";
import {
  attrsOf,
  type BindingEntry,
  type BindingTree,
  bindingTree,
  childByField,
  expressionOf,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  root,
  staticName,
} from "@lix-tools/parser";
import type { Document } from "../document.ts";
import type { World } from "../world.ts";
import { plainPath } from "./paths.ts";

/** What an expression is known to be. */
export type KnownValue =
  | { readonly kind: "set"; readonly document: Document; readonly tree: BindingTree }
  /** `left // right`. */
  | { readonly kind: "update"; readonly left: KnownValue; readonly right: KnownValue }
  /** The set `builtins`, or one of the functions in it. */
  | { readonly kind: "builtins" }
  | { readonly kind: "builtin"; readonly name: string }
  /** Anything else that is written out: a function, a string, a list. */
  | { readonly kind: "expression"; readonly document: Document; readonly node: NodeIndex };

/** An attribute of a known set. */
export interface KnownAttribute {
  readonly document: Document;
  readonly tree: BindingTree;
  readonly entry: BindingEntry;
}

/** Steps from name to name after which something must go in circles. */
const mostSteps = 40;

/** Returns what an expression is, or null where the text does not show it. */
export function knownValue(world: World, document: Document, node: NodeIndex): KnownValue | null {
  return new Chase(world).expression(document, node);
}

/** Returns an attribute of a set by name, or null where there is none, or none that is known. */
export function attributeOf(value: KnownValue | null, name: string): KnownAttribute | null {
  if (value?.kind === "update") return attributeOf(value.right, name) ?? attributeOf(value.left, name);
  if (value?.kind !== "set") return null;
  const entry = value.tree.entries.get(name);
  return entry === undefined ? null : { ...value, entry };
}

/** Returns every known attribute of a set by name. */
export function attributesOf(value: KnownValue | null): ReadonlyMap<string, KnownAttribute> {
  if (value?.kind === "update") return new Map([...attributesOf(value.left), ...attributesOf(value.right)]);
  if (value?.kind !== "set") return new Map();
  return new Map([...value.tree.entries].map(([name, entry]) => [name, { ...value, entry }]));
}

/** Returns the attribute that a path of names leads to from a value, or null. */
export function attributeAlong(
  world: World,
  value: KnownValue | null,
  path: readonly string[],
  name: string,
): KnownAttribute | null {
  return attributeOf(new Chase(world).along(value, path), name);
}

/** Returns what a path of names leads to from a value, or null. */
export function valueAlong(world: World, value: KnownValue | null, path: readonly string[]): KnownValue | null {
  return new Chase(world).along(value, path);
}

/** One search; it counts its steps, so that definitions that go in circles end. */
class Chase {
  private readonly world: World;
  private left = mostSteps;

  constructor(world: World) {
    this.world = world;
  }

  expression(document: Document, node: NodeIndex): KnownValue | null {
    if (node === none || this.left-- <= 0) return null;
    const tree = document.tree();
    const child = (field: Field): NodeIndex => childByField(tree, node, field);
    switch (kindOf(tree, node)) {
      case Kind.ParenthesizedExpression:
        return this.expression(document, expressionOf(tree, node));
      case Kind.LetExpression:
      case Kind.WithExpression:
      case Kind.AssertExpression:
      case Kind.InheritExpression:
        return this.expression(document, child(Field.Body));
      case Kind.AttrsetExpression:
      case Kind.RecAttrsetExpression:
        return { kind: "set", document, tree: this.bindingsAt(document, node) };
      case Kind.VariableExpression:
        return this.variable(document, child(Field.Name));
      case Kind.SelectExpression:
        return this.selection(document, node);
      case Kind.ApplyExpression:
        return this.application(document, child(Field.Function), child(Field.Argument));
      case Kind.BinaryExpression:
        return this.operation(document, node);
      default:
        return { kind: "expression", document, node };
    }
  }

  along(value: KnownValue | null, path: readonly string[]): KnownValue | null {
    let at = value;
    for (const name of path) {
      if (at?.kind === "builtins") at = name === "builtins" ? at : { kind: "builtin", name };
      else {
        const attribute = attributeOf(at, name);
        at = attribute === null ? null : this.attribute(attribute);
      }
    }
    return at;
  }

  attribute({ document, tree, entry }: KnownAttribute): KnownValue | null {
    if (this.left-- <= 0) return null;
    const { value, definitions, name } = entry;
    switch (value.kind) {
      case "expression":
        return this.expression(document, value.node);
      case "set":
        return { kind: "set", document, tree: value.tree };
      case "inherit":
        return this.inherited(document, definitions[0] ?? none, name);
      case "from":
        return this.along(this.expression(document, tree.sources[value.from] ?? none), [name]);
    }
  }

  target(document: Document, name: string, target: Target): KnownValue | null {
    switch (target.kind) {
      case "definition":
        return this.definition(document, target.definition);
      case "global":
        return name === "builtins" ? { kind: "builtins" } : { kind: "builtin", name };
      case "with":
        return this.fromFrames(document, name, target);
      default:
        return null;
    }
  }

  private bindingsAt(document: Document, node: NodeIndex): BindingTree {
    return document.resolution().bindings.get(node) ?? bindingTree(document.tree(), node);
  }

  private variable(document: Document, identifier: NodeIndex): KnownValue | null {
    return this.inherited(document, identifier, latin1Of(document.tree(), identifier));
  }

  private inherited(document: Document, node: NodeIndex, name: string): KnownValue | null {
    const target = targetOf(document.resolution(), node);
    return target === null ? null : this.target(document, name, target);
  }

  private definition(document: Document, { scope, name }: Definition): KnownValue | null {
    const tree = document.bindings().get(scope);
    const entry = tree?.entries.get(name);
    return tree === undefined || entry === undefined ? null : this.attribute({ document, tree, entry });
  }

  /** The innermost frame decides if it is known to have the name; a frame that is not known ends the search. */
  private fromFrames(
    document: Document,
    name: string,
    { frames }: Extract<Target, { kind: "with" }>,
  ): KnownValue | null {
    const nodes = frames.map(({ node }) => node);
    const found = this.frame(document, name, nodes);
    return found === null ? null : this.attribute(found);
  }

  frame(document: Document, name: string, frames: readonly NodeIndex[]): KnownAttribute | null {
    for (const frame of frames) {
      const value = this.expression(document, childByField(document.tree(), frame, Field.Environment));
      const found = attributeOf(value, name);
      if (found !== null || !isClosed(value)) return found;
    }
    return null;
  }

  private selection(document: Document, node: NodeIndex): KnownValue | null {
    const tree = document.tree();
    const attrs = attrsOf(tree, node);
    const path = attrs.flatMap((attr) => staticName(tree, attr) ?? []);
    if (path.length !== attrs.length) return null;
    return this.along(this.expression(document, expressionOf(tree, node)), path);
  }

  private application(document: Document, callee: NodeIndex, argument: NodeIndex): KnownValue | null {
    const value = this.expression(document, callee);
    if (value?.kind === "builtin") {
      return value.name === "import" ? this.imported(document, argument) : null;
    }
    if (value?.kind !== "expression") return null;
    const tree = value.document.tree();
    if (kindOf(tree, value.node) !== Kind.FunctionExpression) return null;
    return this.expression(value.document, childByField(tree, value.node, Field.Body));
  }

  private imported(document: Document, argument: NodeIndex): KnownValue | null {
    const text = plainPath(document.tree(), argument);
    const found = text === null ? null : this.world.locate(document, text);
    const file = found === null ? null : this.world.open(found.path);
    return file === null ? null : this.expression(file, expressionOf(file.tree(), root));
  }

  private operation(document: Document, node: NodeIndex): KnownValue | null {
    const tree = document.tree();
    if (kindOf(tree, childByField(tree, node, Field.Operator)) !== Kind.SlashSlash) {
      return { kind: "expression", document, node };
    }
    const left = this.expression(document, childByField(tree, node, Field.Left));
    const right = this.expression(document, childByField(tree, node, Field.Right));
    if (left === null || right === null) return left ?? right;
    return { kind: "update", left, right };
  }
}

/** Returns the attribute that a name stands for, if the text shows which of the frames has it; innermost frame first. */
export function frameOf(
  world: World,
  document: Document,
  name: string,
  frames: readonly NodeIndex[],
): KnownAttribute | null {
  return new Chase(world).frame(document, name, frames);
}

/** Tells whether the known attributes of a value are all it has. */
function isClosed(value: KnownValue | null): boolean {
  if (value?.kind === "update") return isClosed(value.left) && isClosed(value.right);
  return value?.kind === "set" && value.tree.dynamics.length === 0 && value.tree.splats.length === 0;
}
