# A chain and a fan of derivations.
let
  make = name: inputs: derivation {
    inherit name inputs;
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [ "-c" "echo $inputs > $out" ];
    outputs = [ "out" "dev" ];
  };
  chain = builtins.foldl' (all: i: [ (make "link-${toString i}" (if all == [ ] then [ ] else [ (builtins.head all) ])) ]) [ ] (builtins.genList (i: i) 2000);
  fan = builtins.genList (i: make "leaf-${toString i}" chain) 3000;
in
builtins.stringLength (make "all" fan).drvPath
