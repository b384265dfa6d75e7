; In Nix 2 and in its experimental edition.

[
  (list_slice_expression)
  (set_slice_expression)
  (list_pattern)
] @fold
