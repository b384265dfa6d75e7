; What every dialect has. Where several patterns take the same node, the last one counts.

(comment) @comment

; Names

(variable_expression
  name: (identifier) @variable)

(attrpath
  attr: (identifier) @property)

(inherited_attrs
  attr: (identifier) @property)

(function_expression
  universal: (identifier) @variable.parameter)

(formal
  name: (identifier) @variable.parameter)

(ellipses) @punctuation.special

; Functions: what is applied, and what a binding makes

(apply_expression
  function: (variable_expression
    name: (identifier) @function.call))

(apply_expression
  function: (select_expression
    attrpath: (attrpath
      attr: (identifier) @function.call .)))

(binding
  attrpath: (attrpath
    attr: (identifier) @function .)
  expression: (function_expression))

; What the language brings along

((variable_expression
  name: (identifier) @variable.builtin)
  (#any-of? @variable.builtin "builtins" "__curPos"))

((variable_expression
  name: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "abort" "baseNameOf" "break" "derivation" "derivationStrict" "dirOf" "fetchGit" "fetchMercurial" "fetchTarball"
    "fetchTree" "fromTOML" "import" "isNull" "map" "placeholder" "removeAttrs" "scopedImport" "throw" "toString"))

((select_expression
  expression: (variable_expression
    name: (identifier) @_builtins)
  attrpath: (attrpath
    .
    attr: (identifier) @function.builtin))
  (#eq? @_builtins "builtins"))

; Literals

(integer_expression) @number

(float_expression) @number.float

(string_expression) @string

(indented_string_expression) @string

(escape_sequence) @string.escape

[
  (path_expression)
  (hpath_expression)
  (spath_expression)
] @string.special.path

(interpolation
  "${" @punctuation.special
  "}" @punctuation.special) @none

; Keywords

[
  "let"
  "in"
  "rec"
  "with"
] @keyword

"inherit" @keyword.import

[
  "if"
  "then"
  "else"
] @keyword.conditional

"assert" @keyword.exception

; Operators and punctuation

(unary_expression
  operator: _ @operator)

(binary_expression
  operator: _ @operator)

(has_attr_expression
  operator: _ @operator)

(formal
  "?" @operator)

"=" @operator

"@" @operator

(function_expression
  ":" @punctuation.delimiter)

[
  ";"
  "."
  ","
] @punctuation.delimiter

[
  "("
  ")"
  "["
  "]"
  "{"
  "}"
] @punctuation.bracket
