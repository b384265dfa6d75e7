# Legacy: a string. Nix 2: a function.
[ x:x ]
