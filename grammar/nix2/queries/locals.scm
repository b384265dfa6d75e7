; In Nix 2 and in its experimental edition.

(list_pattern
  name: (identifier) @local.definition)

; `*e.{a, b};` binds its keys in `let` and `rec`.
(let_expression
  binding: (set_unpack
    expression: (set_slice_expression
      key: (identifier) @local.definition)))

(rec_attrset_expression
  binding: (set_unpack
    expression: (set_slice_expression
      key: (identifier) @local.definition)))
