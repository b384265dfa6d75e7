; Only in the experimental edition.

(inherit_expression) @local.scope

; The keys of a path are what it binds, else its last name.
(inherit_path
  key: (identifier) @local.definition)

(inherit_path
  attrpath: (attrpath
    attr: (identifier) @local.definition .)
  .)

(inherit_path
  name: (identifier) @local.reference)
