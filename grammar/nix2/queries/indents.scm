; In Nix 2 and in its experimental edition.

[
  (list_slice_expression)
  (set_slice_expression)
  (list_pattern)
  (set_unpack)
] @indent.begin

(set_unpack
  ";" @indent.end)
