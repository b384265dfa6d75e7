# Calls and integers: Ackermann's function and a sum over a call tree.
let
  ack = m: n: if m == 0 then n + 1 else if n == 0 then ack (m - 1) 1 else ack (m - 1) (ack m (n - 1));
  tree = depth: if depth == 0 then 1 else tree (depth - 1) + tree (depth - 1);
in
ack 2 300 + tree 18
