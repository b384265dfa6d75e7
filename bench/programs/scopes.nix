# `with`, `inherit` and functions of sets with defaults.
let
  lib = { add = a: b: a + b; twice = x: x * 2; zero = 0; };
  f = { a, b ? a, c ? lib.zero, ... }@args: with lib; add (twice a) (add b c);
  g = i: let inherit (lib) twice; in f { a = twice i; d = i; };
in
builtins.foldl' (sum: i: sum + g i) 0 (builtins.genList (i: i) 200000)
