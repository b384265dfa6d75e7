; What every dialect has.

[
  (attrset_expression)
  (rec_attrset_expression)
  (let_expression)
  (list_expression)
  (parenthesized_expression)
  (indented_string_expression)
  (string_expression)
  (formals)
  (inherit)
  (inherit_from)
  (comment)
] @fold
