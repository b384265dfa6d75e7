# Legacy: operators and literals are looked up by name. Nix 2: they are what they are.
let
  __sub = a: b: "minus";
  __mul = a: b: "times";
  __div = a: b: "by";
  __lessThan = a: b: true';
  true' = 1;
in
[ (__sub 2 1) (__mul 2 3) (__div 4 2) (__lessThan 2 1) (__sub 0 1) true' ]
