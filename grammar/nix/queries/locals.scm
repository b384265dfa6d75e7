; Only in legacy.

(let_attrset_expression) @local.scope

(let_attrset_expression
  binding: (binding
    attrpath: (attrpath
      .
      attr: (identifier) @local.definition)))

(let_attrset_expression
  binding: (inherit
    attrs: (inherited_attrs
      attr: (identifier) @local.definition)))

(let_attrset_expression
  binding: (inherit_from
    attrs: (inherited_attrs
      attr: (identifier) @local.definition)))
