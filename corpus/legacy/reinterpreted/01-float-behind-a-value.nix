# Legacy: a function applied to, and a list with, a float. Nix 2: elements of lists.
let
  f = x: x;
  x = 1;
in
[ (f.0) ((f).5) [ x .5 ] ]
