; What every dialect has.

[
  (attrset_expression)
  (rec_attrset_expression)
  (list_expression)
  (parenthesized_expression)
  (formals)
  (let_expression)
  (if_expression)
  (binding)
  (inherit)
  (inherit_from)
  (indented_string_expression)
  (interpolation)
] @indent.begin

[
  "}"
  "]"
  ")"
] @indent.branch @indent.end

(let_expression
  "in" @indent.branch)

(if_expression
  [
    "then"
    "else"
  ] @indent.branch)

(indented_string_expression
  "''" @indent.branch .)

(binding
  ";" @indent.end)

(inherit
  ";" @indent.end)

(inherit_from
  ";" @indent.end)

(comment) @indent.auto

(string_expression) @indent.auto

(ERROR) @indent.auto
