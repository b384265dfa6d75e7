# A package as it is written today. On the right: the same in Nix 2.
{ lib, stdenv, fetchurl, config ? {} }:

let
  flags = [ "-O2" ] ++ config.flags or [];
  sources = [ (fetchurl { url = https://example.org/a.tar.gz; }) ];
in

stdenv.mkDerivation rec {
  pname = "demo";
  version = "1." + toString (config.minor or 0);
  src = builtins.elemAt sources 0;
  buildInputs = [ lib.zlib ] ++ flags;
  passthru = let { body = { inherit version; }; };
  postInstall = ''
    mkdir -p $out/share
    echo "${pname} ${version}" > $out/share/version
  '';
}
