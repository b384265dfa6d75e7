# Legacy: two dollars and a brace. Nix 2: a dollar and an interpolation. Edition lix reads them as legacy does.
let x = "interpolated"; in
[ "$${x}" ''$${x}'' "$$${x}" ]
