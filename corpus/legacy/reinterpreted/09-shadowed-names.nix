# Legacy: operators and literals are looked up by name. Nix 2: they are what they are.
let
  __sub = a: b: "minus";
  __mul = a: b: "times";
  __div = a: b: "by";
  __lessThan = a: b: true;
  true = 1;
in
[ (2 - 1) (2 * 3) (4 / 2) (2 < 1) (-1) true ]
