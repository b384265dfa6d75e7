# The linter proves each fix it calls safe. Try "Fix all safe" under Findings.
{ lib, pkgs, unused, ... }:

let
  dead = 1;
  name = "demo";
in
{
  description = "${name}";
  enabled = if lib.hasPrefix "d" name == true then true else false;
  inherit (pkgs) ;
  packages = with pkgs; [ git ] ++ [];
  value = pkgs.value;
  list = (([ 1 2 ]));
  same = builtins.length [] == 0;
  get = x: x;
}
