# Strings: building, splitting, replacing, matching.
let
  words = builtins.genList (i: "word-${toString i}.nix") 60000;
  text = builtins.concatStringsSep " " words;
  stem = word: builtins.head (builtins.match "([a-z]+-[0-9]+)[.].*" word);
in
builtins.stringLength (builtins.replaceStrings [ "word" "." ] [ "w" "_" ] text)
+ builtins.length (builtins.split " " text)
+ builtins.length (map (word: builtins.substring 0 3 (stem word)) words)
