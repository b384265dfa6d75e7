use experimental.nix2;

# Nix 2 on the left: the right shows what every Nix of today understands.
{ config, hosts }:

let
  *config.{name, tags};
  swap = [left, right]: [ right left ];
  port = config ? server.port : 8080;
in
{
  inherit name;
  first = hosts.0;
  labels = [ "nix" *tags ];
  both = swap hosts;
  shouted = name |> builtins.toString |> (text: text + "!");
  pair = config.[name, tags];
  *{ inherit port; };
}
