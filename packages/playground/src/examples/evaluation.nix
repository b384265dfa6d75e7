# Evaluated in the browser, in a worker that can be stopped. See the tab Value.
let
  fibonacci = n: if n < 2 then n else fibonacci (n - 1) + fibonacci (n - 2);
  squares = builtins.genList (i: i * i) 10;
in
{
  fibonacci = map fibonacci [ 5 10 15 20 ];
  inherit squares;
  sum = builtins.foldl' (a: b: a + b) 0 squares;
  text = builtins.concatStringsSep ", " (map toString squares);
  hash = builtins.hashString "sha256" "nix";
  json = builtins.fromJSON ''{"nested": [1, 2.5, null]}'';
  missing = { }.attribute or "none";
}
