# Lists: generating, filtering, sorting, folding, joining.
let
  numbers = builtins.genList (i: i * 7919 - (i * 7919 / 10007) * 10007) 150000;
  even = builtins.filter (n: n / 2 * 2 == n) numbers;
  sorted = builtins.sort builtins.lessThan even;
  joined = builtins.concatLists (builtins.genList (i: [ i (i + 1) (i + 2) ]) 60000);
in
builtins.foldl' (a: b: a + b) 0 (sorted ++ joined)
