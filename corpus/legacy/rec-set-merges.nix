# Definitions of one attribute are merged, and the first says whether the result is recursive.
let
  c = 5;
in
{
  # the first part is no recursive set, so `d` is the `c` of the `let`
  plainFirst.d = c;
  plainFirst = rec { c = 1; };

  # here it is, so `y` and `z` see `x`
  recursiveFirst = rec { x = 1; };
  recursiveFirst.y = x; # by path
  recursiveFirst = { z = x; };

  agreeing = rec { p = 1; };
  agreeing = rec { q = p; };
}
