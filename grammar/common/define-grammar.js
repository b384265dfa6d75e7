/**
 * The one definition of the syntax; every dialect folder calls it with its name. `grammar/README.md` shows the tree it
 * describes.
 *
 * Division of labour: words, numbers, paths, URIs, strings and comments come from the external scanner (`scanner.h`),
 * because Nix reads the longest match at a place whatever the parser expects there, and tree-sitter's own lexer would
 * only look for tokens that fit. Punctuation is left to tree-sitter: no split of a long operator into shorter ones is
 * ever valid where the long one is not.
 *
 * Every token of the scanner is hidden and gets its visible name by an alias, so that the dialects share one list of
 * tokens and none of them shows kinds it does not have.
 */

/** The tokens of the scanner, in the order of `enum TokenType` in `scanner.h`. */
const scannerTokens = [
  "identifier",
  "binding_identifier",
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "or",
  "rec",
  "then",
  "with",
  "null",
  "true",
  "false",
  "use",
  "feature_name",
  "integer",
  "float",
  "list_index",
  "uri",
  "path_start",
  "home_path_start",
  "search_path",
  "path_fragment",
  "path_interpolation_start",
  "interpolation_start",
  "plus",
  "plus_plus",
  "minus",
  "arrow",
  "dot",
  "dot_bracket",
  "dot_brace",
  "dot_question",
  "ellipses",
  "quote_start",
  "binding_quote_start",
  "string_fragment",
  "string_escape",
  "quote_end",
  "indent_start",
  "indented_fragment",
  "indented_escape",
  "indent_end",
  "end_of_input",
  "open_comment",
  "lost_value",
  "lost_dot",
  "error_sentinel",
];

/**
 * Returns punctuation that starts with a path character. It comes from the scanner like everything else that does, so
 * that a long run of such characters is looked through only once.
 */
const arrow = ($) => alias($._arrow, "->");
const dot = ($) => alias($._dot, ".");
const dotBrace = ($) => alias($._dot_brace, ".{");
const minus = ($) => alias($._minus, "-");
const plus = ($) => alias($._plus, "+");
const plusPlus = ($) => alias($._plus_plus, "++");

/** How tight operators bind, the weakest first (specification B.2). */
const Level = {
  pipeLeft: 1,
  pipeRight: 2,
  implies: 3,
  or: 4,
  and: 5,
  // Comparisons are a matter of productions: they do not associate.
  update: 8,
  not: 9,
  sum: 10,
  product: 11,
  concat: 12,
  hasAttr: 13,
  negate: 14,
};

const dialects = ["nix", "nix2", "nix2_future"];

/** Returns the grammar of the dialect. */
export function defineGrammar(dialect) {
  if (!dialects.includes(dialect)) throw new RangeError(`unknown dialect ${dialect}`);
  const isLegacy = dialect === "nix";
  const isFuture = dialect === "nix2_future";
  const isNix2 = !isLegacy;

  return grammar({
    name: dialect,

    extras: ($) => [/[ \t\r\n]/, $.comment],

    externals: ($) => [...scannerTokens.map((name) => $[`_${name}`]), $.comment],

    supertypes: ($) => [$._expression, $._simple, $._binding, $._attr, ...when(isNix2, () => [$._key])],

    inline: ($) => [$._arithmetic],

    conflicts: ($) => when(isNix2, () => [[$.variable_expression, $.list_pattern]]),

    rules: {
      source_code: ($) =>
        seq(
          ...when(isNix2, () => [optional($.use_clause)]),
          field("expression", $._expression),
          ...when(isLegacy, () => [optional(alias($._end_of_input, $.end_of_input))]),
        ),

      ...tokenRules({ isLegacy, isNix2 }),
      ...expressionRules({ isLegacy, isNix2, isFuture }),
      ...functionRules({ isNix2, isFuture }),
      ...operationRules({ isLegacy, isNix2, isFuture }),
      ...selectionRules({ isLegacy, isNix2, isFuture }),
      ...literalRules({ isLegacy, isNix2, isFuture }),
      ...stringRules(),
      ...bindingRules({ isLegacy, isNix2, isFuture }),
    },
  });
}

/** Returns the members if the dialect has them. They are made only then: a rule that is not there cannot be named. */
function when(condition, members) {
  return condition ? members() : [];
}

/** Returns `member` any number of times with commas between, one more comma allowed at the end. */
function commaList(member) {
  return optional(seq(member, repeat(seq(",", member)), optional(",")));
}

/** Names for the words of the scanner. */
function tokenRules({ isLegacy, isNix2 }) {
  return {
    _name: ($) => alias($._identifier, $.identifier),
    ...(isNix2 && {
      use_clause: ($) =>
        seq(alias($._use, "use"), repeat1(field("feature", alias($._feature_name, $.feature_name))), ";"),
    }),
    /** A name of an attribute: `or` is one in legacy. */
    _attr_name: ($) => (isLegacy ? choice($._name, alias($._or, $.identifier)) : $._name),
  };
}

function expressionRules({ isNix2, isFuture }) {
  return {
    _expression: ($) =>
      choice(
        $.function_expression,
        $.assert_expression,
        $.with_expression,
        $.let_expression,
        $.if_expression,
        ...when(isNix2, () => [$.select_default_expression]),
        ...when(isFuture, () => [$.null_coalesce_expression, $.inherit_expression]),
        $._operation,
      ),

    assert_expression: ($) =>
      seq(alias($._assert, "assert"), field("condition", $._expression), ";", field("body", $._expression)),

    with_expression: ($) =>
      seq(alias($._with, "with"), field("environment", $._expression), ";", field("body", $._expression)),

    let_expression: ($) =>
      seq(alias($._let, "let"), repeat(field("binding", $._binding)), alias($._in, "in"), field("body", $._expression)),

    if_expression: ($) =>
      seq(
        alias($._if, "if"),
        field("condition", $._expression),
        alias($._then, "then"),
        field("consequence", $._expression),
        alias($._else, "else"),
        field("alternative", $._expression),
      ),

    ...(isNix2 && {
      select_default_expression: ($) =>
        seq(field("expression", $._apply), "?", field("attrpath", $.attrpath), ":", field("default", $._apply)),
    }),

    ...(isFuture && {
      null_coalesce_expression: ($) => seq(field("expression", $._apply), "?:", field("default", $._apply)),

      inherit_expression: ($) => seq(field("clause", $.inherit_paths), field("body", $._expression)),
    }),
  };
}

function functionRules({ isNix2, isFuture }) {
  return {
    function_expression: ($) =>
      seq(
        choice(
          field("universal", $._name),
          field("formals", $.formals),
          seq(field("formals", $.formals), "@", field("universal", $._name)),
          seq(field("universal", $._name), "@", field("formals", $.formals)),
          ...when(isNix2, () => [field("pattern", $.list_pattern)]),
        ),
        ":",
        field("body", $._expression),
      ),

    formals: ($) => seq("{", parameters($, field("formal", $.formal)), "}"),

    formal: ($) =>
      seq(field("name", $._name), optional(seq(isFuture ? choice("?", "?:") : "?", field("default", $._expression)))),

    ...(isNix2 && {
      list_pattern: ($) => seq("[", parameters($, field("name", $._name)), "]"),
    }),
  };
}

/** Returns parameters and, at the end, a comma or `...`, but not a comma after `...`. */
function parameters($, parameter) {
  const ellipses = field("ellipses", alias($._ellipses, $.ellipses));
  return optional(
    choice(ellipses, seq(parameter, repeat(seq(",", parameter)), optional(seq(",", optional(ellipses))))),
  );
}

function operationRules({ isNix2, isFuture }) {
  const isBothPipes = !isNix2 || isFuture;

  /** Returns the binary operators of one level; their operands are `operand`. */
  const level = (operand, ...operators) =>
    seq(
      field("left", operand),
      field("operator", operators.length === 1 ? operators[0] : choice(...operators)),
      field("right", operand),
    );

  return {
    _operation: ($) => choice($._equality, alias($._logical_operation, $.binary_expression)),

    _logical_operation: ($) =>
      choice(
        ...when(isBothPipes, () => [prec.right(Level.pipeLeft, level($._operation, "<|"))]),
        prec.left(Level.pipeRight, level($._operation, "|>")),
        prec.right(Level.implies, level($._operation, arrow($))),
        prec.left(Level.or, level($._operation, "||")),
        prec.left(Level.and, level($._operation, "&&")),
      ),

    _equality: ($) => choice($._order, alias($._equality_operation, $.binary_expression)),
    _equality_operation: ($) => level($._order, "==", "!="),

    _order: ($) => choice($._arithmetic, alias($._order_operation, $.binary_expression)),
    _order_operation: ($) => level($._arithmetic, "<", "<=", ">", ">="),

    /**
     * Inlined: an application followed by `?` is the beginning of `e ? p` and of `e ? p : d`, and must not be reduced
     * before the colon tells.
     */
    _arithmetic: ($) => choice($._apply, $._arithmetic_operation),

    _arithmetic_operation: ($) =>
      choice($.unary_expression, $.has_attr_expression, alias($._arithmetic_binary, $.binary_expression)),

    _arithmetic_binary: ($) =>
      choice(
        prec.right(Level.update, level($._arithmetic, "//")),
        prec.left(Level.sum, level($._arithmetic, plus($), minus($))),
        prec.left(Level.product, level($._arithmetic, "*", "/")),
        prec.right(Level.concat, level($._arithmetic, plusPlus($))),
      ),

    unary_expression: ($) =>
      choice(
        prec(Level.not, seq(field("operator", "!"), field("argument", $._arithmetic))),
        prec(Level.negate, seq(field("operator", minus($)), field("argument", $._arithmetic))),
      ),

    has_attr_expression: ($) =>
      prec.left(
        Level.hasAttr,
        seq(field("expression", $._arithmetic), field("operator", "?"), field("attrpath", $.attrpath)),
      ),
  };
}

function selectionRules({ isLegacy, isNix2, isFuture }) {
  return {
    _apply: ($) => choice($._select, $.apply_expression),

    apply_expression: ($) => seq(field("function", $._apply), field("argument", $._select)),

    ...(isLegacy && {
      _select: ($) => choice($._simple, $.select_expression, alias($._or_application, $.apply_expression)),

      select_expression: ($) =>
        seq(
          field("expression", $._simple),
          dot($),
          field("attrpath", $.attrpath),
          optional(seq(alias($._or, "or"), field("default", $._select))),
        ),

      /** `f or`, which applies `f` to a variable of that name. */
      _or_application: ($) =>
        seq(field("function", $._simple), field("argument", alias($._or_variable, $.variable_expression))),
      _or_variable: ($) => field("name", alias($._or, $.identifier)),
    }),

    ...(isNix2 && {
      _select: ($) => choice($._selectable, $.select_expression),

      /** Everything that `.name` starts a new path after; after a path it goes on with it. */
      _selectable: ($) =>
        choice(
          $._simple,
          $.index_expression,
          $.list_slice_expression,
          $.set_slice_expression,
          ...when(isFuture, () => [$.null_select_expression]),
        ),

      select_expression: ($) => seq(field("expression", $._selectable), dot($), field("attrpath", $.attrpath)),

      index_expression: ($) => seq(field("expression", $._select), field("index", alias($._list_index, $.list_index))),

      list_slice_expression: ($) =>
        seq(field("expression", $._select), alias($._dot_bracket, ".["), commaList(field("key", $._key)), "]"),

      set_slice_expression: ($) =>
        seq(field("expression", $._select), dotBrace($), commaList(field("key", $._key)), "}"),

      _key: ($) => choice($._name, $.string_expression, $.interpolation),
    }),

    ...(isFuture && {
      null_select_expression: ($) =>
        seq(field("expression", $._select), alias($._dot_question, ".?"), field("attr", $._attr)),
    }),

    attrpath: ($) => seq(field("attr", $._attr), repeat(seq(dot($), field("attr", $._attr)))),

    _attr: ($) => choice($._attr_name, $.string_expression, $.interpolation),
  };
}

function literalRules({ isLegacy, isNix2, isFuture }) {
  return {
    _simple: ($) =>
      choice(
        $.variable_expression,
        ...when(isNix2, () => [
          alias($._null, $.null_expression),
          alias($._true, $.true_expression),
          alias($._false, $.false_expression),
        ]),
        alias($._integer, $.integer_expression),
        alias($._float, $.float_expression),
        ...when(isLegacy, () => [alias($._uri, $.uri_expression)]),
        alias($._search_path, $.spath_expression),
        $.path_expression,
        $.hpath_expression,
        $.string_expression,
        $.indented_string_expression,
        $.parenthesized_expression,
        $.attrset_expression,
        $.rec_attrset_expression,
        ...when(isLegacy, () => [$.let_attrset_expression]),
        $.list_expression,
      ),

    /** In a list that turns out wrong, names are more likely variables than parameters. */
    variable_expression: ($) => (isNix2 ? prec.dynamic(1, field("name", $._name)) : field("name", $._name)),

    parenthesized_expression: ($) => seq("(", field("expression", $._expression), ")"),

    path_expression: ($) => seq(alias($._path_start, $.path_fragment), optional($._path_rest)),
    hpath_expression: ($) => seq(alias($._home_path_start, $.path_fragment), optional($._path_rest)),
    _path_rest: ($) =>
      repeat1(seq(alias($._path_interpolation, $.interpolation), optional(alias($._path_fragment, $.path_fragment)))),
    _path_interpolation: ($) => seq(alias($._path_interpolation_start, "${"), field("expression", $._expression), "}"),

    attrset_expression: ($) => bracedBindings($),
    rec_attrset_expression: ($) => seq(alias($._rec, "rec"), bracedBindings($)),
    ...(isLegacy && { let_attrset_expression: ($) => seq(alias($._let, "let"), bracedBindings($)) }),

    list_expression: ($) =>
      isFuture
        ? seq("[", commaList(field("element", choice($._expression, $.list_unpack))), "]")
        : seq("[", repeat(field("element", isNix2 ? choice($._select, $.list_unpack) : $._select)), "]"),

    ...(isNix2 && {
      list_unpack: ($) => seq("*", field("expression", isFuture ? $._expression : $._select)),
    }),
  };
}

function bracedBindings($) {
  return seq("{", repeat(field("binding", $._binding)), "}");
}

function stringRules() {
  /** Returns a string that opens with the token `start`. */
  const quoted = ($, start) =>
    seq(
      alias(start, '"'),
      repeat(
        choice(
          alias($._string_fragment, $.string_fragment),
          alias($._string_escape, $.escape_sequence),
          $.interpolation,
        ),
      ),
      alias($._quote_end, '"'),
    );

  return {
    string_expression: ($) => quoted($, $._quote_start),

    indented_string_expression: ($) =>
      seq(
        alias($._indent_start, "''"),
        repeat(
          choice(
            alias($._indented_fragment, $.string_fragment),
            alias($._indented_escape, $.escape_sequence),
            $.interpolation,
          ),
        ),
        alias($._indent_end, "''"),
      ),

    interpolation: ($) => seq(alias($._interpolation_start, "${"), field("expression", $._expression), "}"),

    /** A string that the scanner saw `=` after: a name at the beginning of a binding and nothing else. */
    _binding_string: ($) => quoted($, $._binding_quote_start),
  };
}

function bindingRules({ isNix2, isFuture }) {
  return {
    _binding: ($) =>
      choice(
        $.binding,
        $.inherit,
        $.inherit_from,
        ...when(isNix2, () => [$.set_unpack]),
        ...when(isFuture, () => [$.inherit_paths]),
      ),

    binding: ($) => seq($._binding_head, field("expression", $._expression), ";"),

    /** A rule of its own, so that a value behind a name is reason enough to miss the `=` between them. */
    _binding_head: ($) => seq(field("attrpath", alias($._binding_attrpath, $.attrpath)), "="),

    /**
     * The names of a binding. The scanner tells those it can see a `=` behind from other names: an expression that
     * runs into one of them has lost its `;`, and the next binding can be saved.
     */
    _binding_attrpath: ($) => seq(field("attr", $._binding_attr), repeat(seq(dot($), field("attr", $._binding_attr)))),
    _binding_attr: ($) =>
      choice($._attr, alias($._binding_identifier, $.identifier), alias($._binding_string, $.string_expression)),

    inherit: ($) => seq(alias($._inherit, "inherit"), optional(field("attrs", $.inherited_attrs)), ";"),

    inherit_from: ($) =>
      seq(
        alias($._inherit, "inherit"),
        "(",
        field("expression", $._expression),
        ")",
        optional(field("attrs", $.inherited_attrs)),
        ";",
      ),

    inherited_attrs: ($) => repeat1(field("attr", $._attr)),

    ...(isNix2 && {
      set_unpack: ($) => seq("*", field("expression", $._expression), ";"),
    }),

    ...(isFuture && {
      inherit_paths: ($) =>
        seq(
          alias($._inherit, "inherit"),
          choice(
            field("path", alias($._selecting_inherit_path, $.inherit_path)),
            seq("{", commaList(field("path", $.inherit_path)), "}"),
          ),
          ";",
        ),

      inherit_path: ($) => seq(field("name", $._name), optional($._inherit_selectors)),
      _selecting_inherit_path: ($) => seq(field("name", $._name), $._inherit_selectors),
      _inherit_selectors: ($) =>
        choice(seq(dot($), field("attrpath", $.attrpath), optional($._inherit_slice)), $._inherit_slice),
      _inherit_slice: ($) => seq(dotBrace($), commaList(field("key", $._key)), "}"),
    }),
  };
}
