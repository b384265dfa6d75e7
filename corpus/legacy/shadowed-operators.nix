# Operators call functions by name.
let
  __sub = a: b: "${toString a} minus ${toString b}";
  __lessThan = a: b: a == "less";
in
{
  minus = 3 - 1;
  negative = -3;
  chained = 3 - 2 - 1;
  comparisons = [ ("less" < "x") ("x" > "less") ("x" <= "less") ("less" >= "x") ];
  times = 2 * 3;
}
