# What a package of ten years ago may look like.
{ lib ? import ./lib.nix, fetchurl ? (x: x.url), extra ? { } }:

rec {
  name = "hello-${version}";
  version = "2.10";

  src = fetchurl {
    url = http://example.org/hello-2.10.tar.gz;
    sha256 = "0ssi1wpaf7plaswqqjwigppsg5fyh99vdlb9kzl7c9lng89ndq1i";
  };

  preConfigure = ''sed -i 's/a\.b/c/' configure
    export HOME=$PWD
  '';

  # one attribute for every extra output
  ${if extra ? output then extra.output else null} = "$${name}";

  priority = .5;

  meta = {
    homepage = http://example.org/hello; # the old address
    description = "Prints a \"greeting\"\.";
    platforms = lib.or [ ] [ "x86_64-linux" ];
  };
}
