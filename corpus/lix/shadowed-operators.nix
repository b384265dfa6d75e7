# Operators call functions by name.
let
  __sub = a: b: "${toString a} minus ${toString b}";
  __lessThan = a: b: a == "less";
in
{
  minus = __sub 3 1;
  negative = __sub 0 3;
  chained = __sub (__sub 3 2) 1;
  comparisons = [ (__lessThan "less" "x") (__lessThan "less" "x") (!(__lessThan "less" "x")) (!(__lessThan "less" "x")) ];
  times = 2 * 3;
}
