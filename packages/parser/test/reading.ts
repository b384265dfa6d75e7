/**
 * Trees as fully parenthesised text, one line per tree: what the tables in `readings/` compare. Operators keep their
 * spelling, application is a space, `e ? p` is `(e ? p)`, lists and sets keep their brackets.
 */
import {
  childByField,
  childrenByField,
  childrenOf,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  type Tree,
} from "@lix-tools/parser";

/** Returns how the tree reads the source. */
export function reading(tree: Tree, node: NodeIndex = 0): string {
  const child = (field: Field): string => {
    const found = childByField(tree, node, field);
    return found < 0 ? "" : reading(tree, found);
  };
  const all = (field: Field): string[] => childrenByField(tree, node, field).map((found) => reading(tree, found));
  switch (kindOf(tree, node)) {
    case Kind.SourceCode:
      return childrenOf(tree, node)
        .filter((found) => kindOf(tree, found) !== Kind.Comment)
        .map((found) => reading(tree, found))
        .join(" ");
    case Kind.EndOfInput:
      return "<end>";
    case Kind.UseClause:
      return `use ${all(Field.Feature).join(" ")};`;
    case Kind.VariableExpression:
      return child(Field.Name);
    case Kind.ParenthesizedExpression:
      return child(Field.Expression);
    case Kind.ApplyExpression:
      return `(${child(Field.Function)} ${child(Field.Argument)})`;
    case Kind.UnaryExpression:
      return `(${child(Field.Operator)}${child(Field.Argument)})`;
    case Kind.BinaryExpression:
      return `(${child(Field.Left)} ${child(Field.Operator)} ${child(Field.Right)})`;
    case Kind.HasAttrExpression:
      return `(${child(Field.Expression)} ? ${child(Field.Attrpath)})`;
    case Kind.SelectExpression: {
      const fallback = child(Field.Default);
      const path = `${child(Field.Expression)}.${child(Field.Attrpath)}`;
      return fallback === "" ? `(${path})` : `(${path} or ${fallback})`;
    }
    case Kind.SelectDefaultExpression:
      return `(${child(Field.Expression)} ? ${child(Field.Attrpath)} : ${child(Field.Default)})`;
    case Kind.NullCoalesceExpression:
      return `(${child(Field.Expression)} ?: ${child(Field.Default)})`;
    case Kind.NullSelectExpression:
      return `(${child(Field.Expression)}.?${child(Field.Attr)})`;
    case Kind.IndexExpression:
      return `(${child(Field.Expression)}${child(Field.Index)})`;
    case Kind.ListSliceExpression:
      return `(${child(Field.Expression)}.[${all(Field.Key).join(", ")}])`;
    case Kind.SetSliceExpression:
      return `(${child(Field.Expression)}.{${all(Field.Key).join(", ")}})`;
    case Kind.ListUnpack:
      return `*${child(Field.Expression)}`;
    case Kind.SetUnpack:
      return `*${child(Field.Expression)};`;
    case Kind.ListExpression:
      return `[${all(Field.Element).join(" ")}]`;
    case Kind.Attrpath:
      return all(Field.Attr).join(".");
    case Kind.Binding:
      return `${child(Field.Attrpath)} = ${child(Field.Expression)};`;
    case Kind.AttrsetExpression:
      return `{${all(Field.Binding).join(" ")}}`;
    case Kind.RecAttrsetExpression:
      return `rec {${all(Field.Binding).join(" ")}}`;
    case Kind.LetAttrsetExpression:
      return `let {${all(Field.Binding).join(" ")}}`;
    case Kind.LetExpression:
      return `(let ${all(Field.Binding).join(" ")} in ${child(Field.Body)})`;
    case Kind.Inherit:
      return `inherit ${child(Field.Attrs)};`;
    case Kind.InheritFrom:
      return `inherit (${child(Field.Expression)}) ${child(Field.Attrs)};`;
    case Kind.InheritedAttrs:
      return all(Field.Attr).join(" ");
    case Kind.InheritExpression:
      return `(${child(Field.Clause)} ${child(Field.Body)})`;
    case Kind.InheritPaths:
      return `inherit ${all(Field.Path).join(", ")};`;
    case Kind.InheritPath: {
      const path = child(Field.Attrpath);
      const keys = all(Field.Key);
      return child(Field.Name) + (path && `.${path}`) + (keys.length > 0 ? `.{${keys.join(", ")}}` : "");
    }
    case Kind.FunctionExpression: {
      const [at, set, list] = [child(Field.Universal), child(Field.Formals), child(Field.Pattern)];
      return `(λ${[set, at].filter(Boolean).join("@")}${list} ${child(Field.Body)})`;
    }
    case Kind.Formals:
      return `{${[...all(Field.Formal), ...all(Field.Ellipses)].join(", ")}}`;
    case Kind.ListPattern:
      return `[${[...all(Field.Name), ...all(Field.Ellipses)].join(", ")}]`;
    case Kind.Formal: {
      const fallback = child(Field.Default);
      return child(Field.Name) + (fallback && ` ? ${fallback}`);
    }
    case Kind.IfExpression:
      return `(if ${child(Field.Condition)} ${child(Field.Consequence)} ${child(Field.Alternative)})`;
    case Kind.AssertExpression:
      return `(assert ${child(Field.Condition)}; ${child(Field.Body)})`;
    case Kind.WithExpression:
      return `(with ${child(Field.Environment)}; ${child(Field.Body)})`;
    case Kind.UriExpression:
      return `<uri ${latin1Of(tree, node)}>`;
    case Kind.PathExpression:
    case Kind.HpathExpression:
      return `<path ${parts(tree, node)}>`;
    case Kind.FloatExpression:
      return `${latin1Of(tree, node)}f`;
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
      return `"${parts(tree, node)}"`;
    case Kind.StringFragment:
    case Kind.PathFragment:
      return latin1Of(tree, node);
    case Kind.EscapeSequence:
      return `⟨${latin1Of(tree, node)}⟩`;
    case Kind.Interpolation:
      return `\${${child(Field.Expression)}}`;
    default:
      return latin1Of(tree, node);
  }
}

/** The children of a string or path without its quotes. */
function parts(tree: Tree, node: NodeIndex): string {
  const quotes: readonly Kind[] = [Kind.Quote, Kind.IndentQuote];
  return childrenOf(tree, node)
    .filter((found) => !quotes.includes(kindOf(tree, found)))
    .map((found) => reading(tree, found))
    .join("");
}
