# What current Lix warns about or refuses, one of each.
let
  name = "Nix";
in
rec {
  url = https://lix.systems/about;
  half = .5;
  greeting = let { body = "Hello ${name}"; };
  joined = "a"+"b"+(if true then"c"else"d");
  escape = "100\%";
  list = [ .1 .2 ];
  or = 1;
  literal = "$${name}";
  text = ''first
    second
  '';
}
