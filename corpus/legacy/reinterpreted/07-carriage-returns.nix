# Legacy: a carriage return in a `''` string is part of it. Nix 2: a line ends.
[ ''
  a
'' "b
c" ]
