# Attribute sets: updates of small sets, and one that grows.
let
  step = set: i: let x = set.x + i; in builtins.seq x (set // { inherit x; last = i; });
  small = builtins.foldl' step { x = 0; y = 1; z = 2; } (builtins.genList (i: i) 200000);
  grown = builtins.foldl' (set: i: set // { "name${toString i}" = i; }) { } (builtins.genList (i: i) 1500);
  mapped = builtins.mapAttrs (name: value: value + builtins.stringLength name) grown;
in
small.x + builtins.foldl' (sum: name: sum + mapped.${name}) 0 (builtins.attrNames mapped)
