; Only in legacy.

((variable_expression
  name: (identifier) @boolean)
  (#any-of? @boolean "true" "false"))

((variable_expression
  name: (identifier) @constant.builtin)
  (#eq? @constant.builtin "null"))

(uri_expression) @string.special.url

(select_expression
  "or" @keyword.operator)

(end_of_input) @comment
