/**
 * A rehearsal before many files: a text in which every construct occurs is formatted a few times. The engine then has
 * seen the rare paths of the formatter before it compiles the common ones. Without it, it compiles most functions two
 * or three times over, which takes longer than formatting some ten thousand small files.
 */
import { format, type Formatter } from "../format.ts";
import type { FormatOptions } from "../options.ts";

/** How often the text is formatted: enough for the engine to take note of what it sees. */
const repetitions = 12;

/** Formats the text of the rehearsal. What comes out is of no interest. */
export function rehearse(formatter: Formatter, verify: FormatOptions["verify"]): void {
  const sources = texts.map((text) => new TextEncoder().encode(text));
  for (let round = 0; round < repetitions; round++) {
    for (const source of sources) format(source, { verify }, formatter);
  }
}

/** The texts: a package and a module, with what is rare in either. */
export const texts: readonly string[] = [
  `# A file as there are many
{ stdenv, fetchurl, lib ? import <lib>, pkgconfig
, enableThis ? true # a comment
, enableThat ? stdenv.isLinux && !stdenv.isDarwin, ... }@args:

with lib;
assert enableThis -> enableThat != null;
let
  version = "1.2.\${toString 3}"; inherit (args) foo bar;
  /* A block
   * of comment lines
   */
  long = if enableThis then "yes" else if enableThat then "perhaps" else throw "no: \${version} and \\\${more} \\"quoted\\"";
  url = mirror://example/index.html;
  numbers = [ 1 2.5 (-3) (1 + 2 * 3 - 4 / 2) ];
  ops = a ++ b ++ [ c ] // { d = 1; } // e || f && g == h -> i < j && k >= l;
  path = ./some/path/\${version}/file.nix; other = ~/home; search = <nixpkgs/nixos>; root = /etc/hosts;
in stdenv.mkDerivation rec {
  name = "package-\${version}";
  src = fetchurl { url = "https://example.org/\${name}.tar.gz"; sha256 = "0000000000000000000000000000000000000000000000000000"; };

  nativeBuildInputs = [ pkgconfig ]; # trailing
  buildInputs = [ a b.c (d.override { e = false; }) ] ++ lib.optionals enableThis [ f g ] ++ optional (!enableThat) h;


  patches = [
    # first
    ./a.patch
    (fetchurl {
      url = "x"; sha256 = "y"; })
  ];
  configureFlags = [ "--prefix=\${placeholder "out"}" "--a-very-long-flag-that-fills-the-line" "--another-long-flag-for-the-line" ];
  postInstall = ''
    mkdir -p $out/bin
      substitute \${./wrapper.sh} $out/bin/tool ''\${escaped} --subst-var-by path "\${lib.makeBinPath [ coreutils gnused ]}"
    \${lib.optionalString enableThis ''
      echo "nested"
    ''}
  '';
  passthru = { inherit version; tests."quoted name".\${name} = x: y: { z, ... }: x.y or (z ? a.b); };
  fn = callPackage ({ a, b ? [] }: a b) { inherit a; b = null; } (x: let y = x; in { inherit y; }) { c = 1;
    d = 2; };
  meta = with stdenv.lib; {
    description = "A package";
    longDescription = '' one line '';
    license = licenses.mit; /* block */
    maintainers = with maintainers; [ me you ];
    platforms = platforms.linux ++ platforms.darwin;
  };
}
# end
`,
  `{ config, lib, pkgs, ... }:
with lib;
let cfg = config.services.thing; in
{
  options.services.thing = {
    enable = mkEnableOption "thing";
    package = mkOption { type = types.package; default = pkgs.thing; defaultText = "pkgs.thing"; description = "x"; };
    settings = mkOption {
      type = types.attrsOf (types.submodule ({ name, ... }: { options = { a = mkOption { default = name; }; }; }));
      default = { };
    };
  };
  config = mkIf cfg.enable (mkMerge [
    { systemd.services.thing = { wantedBy = [ "multi-user.target" ]; script = "exec thing"; }; }
    (mkIf (cfg.settings != { }) { environment.etc = mapAttrs' (n: v: nameValuePair "thing/\${n}" { text = v; }) cfg.settings; })
  ]);
}
`,
];
