# `true`, `false` and `null` are variables.
let
  true' = "yes";
  null' = { "or" = 1; };
in
{
  used = [ true' ((false': false') 0) null' ];
  "true" = true';
  argument = ({ false }: false) { false = "no"; };
  recursive = rec { false = 0; it = false; };
}
