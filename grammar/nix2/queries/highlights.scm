; In Nix 2 and in its experimental edition.

(null_expression) @constant.builtin

[
  (true_expression)
  (false_expression)
] @boolean

(use_clause
  "use" @keyword.directive)

(feature_name) @module

(select_default_expression
  "?" @operator
  ":" @operator)

(index_expression
  index: (list_index) @number)

[
  ".["
  ".{"
] @punctuation.bracket

(list_slice_expression
  key: (identifier) @property)

(set_slice_expression
  key: (identifier) @property)

(list_unpack
  "*" @operator)

(set_unpack
  "*" @operator)

(list_pattern
  name: (identifier) @variable.parameter)
