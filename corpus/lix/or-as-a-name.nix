# `or` may be an attribute, and a variable where it is an argument: `f or` binds tighter than any application.
let
  lib = { "or" = a: b: a || b; and = a: b: a && b; };
  or' = 5;
  double = x: x * 2;
in
{
  "or" = lib."or" false true;
  has = lib ? "or";
  inherit (lib) and;
  calls = [ (double or') (double or') ];
  sum = builtins.add 1 (double or');
  variable = { "or" = or'; }."or" or 1;
}
