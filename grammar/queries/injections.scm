; Other languages inside strings. Only where a name or a comment leaves no doubt.

((comment) @injection.content
  (#set! injection.language "comment"))

; The phases and hooks of `stdenv`.
((binding
  attrpath: (attrpath
    attr: (identifier) @_name .)
  expression: [
    (indented_string_expression
      (string_fragment) @injection.content)
    (string_expression
      (string_fragment) @injection.content)
  ])
  (#match? @_name "^((pre|post)(Unpack|Patch|Configure|Build|Check|Install|Fixup|InstallCheck|Dist)|(unpack|patch|configure|build|check|install|fixup|installCheck|dist)Phase|shellHook)$")
  (#set! injection.language "bash")
  (#set! injection.combined))

; A script that a function of nixpkgs writes.
((apply_expression
  function: (apply_expression
    function: [
      (variable_expression
        name: (identifier) @_function)
      (select_expression
        attrpath: (attrpath
          attr: (identifier) @_function .))
    ])
  argument: (indented_string_expression
    (string_fragment) @injection.content))
  (#any-of? @_function "runCommand" "runCommandLocal" "writeShellScript" "writeShellScriptBin")
  (#set! injection.language "bash")
  (#set! injection.combined))
