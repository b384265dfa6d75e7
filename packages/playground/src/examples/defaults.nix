# Defaults get their own operator, lists an index, and both can be unpacked.
settings:

let
  port = settings.server.port or 8080;
  hosts = settings.hosts or [ "localhost" ];
  extra = { verbose = settings.verbose or false; };
in
{
  address = builtins.elemAt hosts 0 + ":" + toString port;
  all = hosts ++ [ "fallback" ] ++ settings.more or [];
  pair = [ settings.left settings.right ];
  result = { inherit port; } // extra;
  inherit (settings) left right;
}
