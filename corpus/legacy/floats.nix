# A float may begin with its dot, and then it may stand directly behind another value.
let
  apply = f: f.5;
  isFloat = x: builtins.isFloat x;
in
{
  half = .5;
  small = .25e-3;
  list = [ 1.5.5 .5 ];
  negative = -.5;
  applied = apply (x: x + .5);
  parenthesised = (isFloat).0;
}
