# Legacy: the letters x and u, a line feed. Nix 2: the letter A twice, and one line.
[ "x41" "u{41}" "a
b" ]
