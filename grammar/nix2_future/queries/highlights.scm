; Only in the experimental edition.

(null_coalesce_expression
  "?:" @operator)

(null_select_expression
  ".?" @punctuation.delimiter
  attr: (identifier) @property)

(formal
  "?:" @operator)

(inherit_path
  name: (identifier) @variable)

(inherit_path
  key: (identifier) @property)
