/**
 * Rules of `grammar.json` as text, in the notation of grammar/README.md: `field: node`, `x*`, `x?`.
 */

/** Hidden rules that stand for some of the forms of another one, or for its forms in another place. */
const readableNames = {
  _operation: "_expression",
  _equality: "_expression",
  _order: "_expression",
  _arithmetic: "_expression",
  _arithmetic_operation: "_expression",
  _logical_operation: "_expression",
  _selectable: "_select",
  _binding_attr: "_attr",
};

/** Hidden rules that are shown by their name; all others are shown by what they consist of. */
const namedRules = new Set(["_expression", "_binding", "_attr", "_key", "_apply", "_select", "_simple"]);

/** Returns what a node of the kind consists of, a line for each production, with the dialects that have it. */
export function productionsOf(kind, grammars, dialects) {
  const byDialect = grammars.map((rules) => productionsIn(kind, rules));
  const having = byDialect.filter((lines) => lines.length > 0).length;
  return [...new Set(byDialect.flat())].map((line) => {
    const owners = dialects.filter((_, index) => byDialect[index].includes(line));
    const isCommon = owners.length === having && having === dialects.length;
    return `${isCommon ? "" : `${owners.join(", ")}: `}${kind} ::= ${line}`;
  });
}

/** Returns the productions of a kind: those of the rule of that name and of the rules that an alias gives it. */
function productionsIn(kind, rules) {
  const sources = new Set(Object.hasOwn(rules, kind) ? [kind] : []);
  collectAliases(Object.values(rules), kind, sources);
  const lines = [...sources].flatMap((name) => alternatives(rules[name], rules));
  return [...new Set(lines)];
}

function collectAliases(node, kind, sources) {
  if (Array.isArray(node)) for (const member of node) collectAliases(member, kind, sources);
  else if (node !== null && typeof node === "object") {
    const isAlias = node.type === "ALIAS" && node.named && node.value === kind;
    if (isAlias && node.content.type === "SYMBOL") sources.add(node.content.name);
    collectAliases(Object.values(node), kind, sources);
  }
}

function alternatives(rule, rules) {
  if (rule === undefined) return [];
  const body = stripPrecedence(rule);
  return body.type === "CHOICE" ? body.members.flatMap((member) => alternatives(member, rules)) : [render(body, rules)];
}

function stripPrecedence(rule) {
  return rule.type.startsWith("PREC") ? stripPrecedence(rule.content) : rule;
}

/**
 * Returns a rule on one line. `place` tells what stands around it: nothing (`line`), a sequence, or an operator that
 * takes it as one thing (`operand`); it gets the parentheses it needs there.
 */
function render(rule, rules, place = "line") {
  switch (rule.type) {
    case "SEQ": {
      const text = rule.members.map((member) => render(member, rules, "sequence")).join(" ");
      return place === "operand" ? `(${text})` : text;
    }
    case "CHOICE":
      return renderChoice(rule, rules, place);
    case "REPEAT":
      return `${render(rule.content, rules, "operand")}*`;
    case "REPEAT1":
      return `${render(rule.content, rules, "operand")}+`;
    case "FIELD":
      return `${rule.name}: ${render(rule.content, rules, "operand")}`;
    case "ALIAS":
      return rule.named ? rule.value : JSON.stringify(rule.value);
    case "STRING":
      return JSON.stringify(rule.value);
    case "SYMBOL":
      return renderSymbol(rule.name, rules, place);
    default:
      return render(stripPrecedence(rule), rules, place);
  }
}

function renderSymbol(name, rules, place) {
  if (readableNames[name] !== undefined) return readableNames[name];
  const isShown = !name.startsWith("_") || namedRules.has(name) || rules[name] === undefined;
  return isShown ? name : render(rules[name], rules, place);
}

function renderChoice({ members }, rules, place) {
  const present = members.filter(({ type }) => type !== "BLANK");
  const texts = [...new Set(present.map((member) => render(member, rules)))];
  if (present.length < members.length) {
    const only = texts.length === 1 ? render(present[0], rules, "operand") : `(${texts.join(" | ")})`;
    return only.endsWith("+") ? `${only.slice(0, -1)}*` : `${only}?`;
  }
  return texts.length > 1 && place !== "line" ? `(${texts.join(" | ")})` : texts.join(" | ");
}
