# Legacy: the spaces of the first line count for the indentation. Nix 2: they are text.
[
  ''  x''
  ''  a
      b
  ''
]
