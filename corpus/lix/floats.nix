# A float may begin with its dot, and then it may stand directly behind another value.
let
  apply = f: f 0.5;
  isFloat = x: builtins.isFloat x;
in
{
  half = 0.5;
  small = 0.25e-3;
  list = [ 1.5 0.5 0.5 ];
  negative = -0.5;
  applied = apply (x: x + 0.5);
  parenthesised = (isFloat) 0.0;
}
