# Legacy: `?` takes another `?` for its operand. Nix 2 has a `?` with a default besides, and wants parentheses here.
let a = { b = true; }; in
[ (a ? b ? c) (-1 ? b) (!a ? b) ]
