# JSON both ways.
let
  record = i: { id = i; name = "record ${toString i}"; tags = [ "a" "b" "c" ]; nested.value = i * 3; };
  text = builtins.toJSON (builtins.genList record 30000);
in
builtins.length (builtins.filter (entry: entry.nested.value > 10) (builtins.fromJSON text))
