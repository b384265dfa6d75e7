; What every dialect has. Attributes are no locals unless the set is recursive.

[
  (function_expression)
  (let_expression)
  (rec_attrset_expression)
] @local.scope

(function_expression
  universal: (identifier) @local.definition)

(formal
  name: (identifier) @local.definition)

(let_expression
  binding: (binding
    attrpath: (attrpath
      .
      attr: (identifier) @local.definition)))

(let_expression
  binding: (inherit
    attrs: (inherited_attrs
      attr: (identifier) @local.definition)))

(let_expression
  binding: (inherit_from
    attrs: (inherited_attrs
      attr: (identifier) @local.definition)))

(rec_attrset_expression
  binding: (binding
    attrpath: (attrpath
      .
      attr: (identifier) @local.definition)))

(rec_attrset_expression
  binding: (inherit
    attrs: (inherited_attrs
      attr: (identifier) @local.definition)))

(rec_attrset_expression
  binding: (inherit_from
    attrs: (inherited_attrs
      attr: (identifier) @local.definition)))

(variable_expression
  name: (identifier) @local.reference)

(inherit
  attrs: (inherited_attrs
    attr: (identifier) @local.reference))
