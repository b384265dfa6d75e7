# As much of nixpkgs as the packaging of this project uses, so that it can be evaluated without a nixpkgs: derivations
# that nobody builds, and the library functions by their documented meaning.
{ system }:
let
  lib = {
    inherit (builtins) attrValues;
    inherit (builtins) concatStringsSep;
    genAttrs =
      names: f:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = f name;
        }) names
      );
    filterAttrs =
      keep: set:
      builtins.listToAttrs (
        builtins.concatMap (
          name:
          if keep name set.${name} then
            [
              {
                inherit name;
                value = set.${name};
              }
            ]
          else
            [ ]
        ) (builtins.attrNames set)
      );
    hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
    importJSON = path: builtins.fromJSON (builtins.readFile path);
    last = list: builtins.elemAt list (builtins.length list - 1);
    mapAttrsToList = f: set: map (name: f name set.${name}) (builtins.attrNames set);
    splitString = separator: text: builtins.filter builtins.isString (builtins.split separator text);
    cleanSource = path: path;
    licenses.mit.spdxId = "MIT";
  };

  mkDerivation =
    {
      pname,
      version,
      passthru ? { },
      meta ? { },
      src ? null,
      ...
    }@attrs:
    derivation (
      removeAttrs attrs [
        "passthru"
        "meta"
        "src"
      ]
      // {
        name = "${pname}-${version}";
        builder = "/bin/sh";
        inherit system;
      }
    )
    // passthru
    // {
      inherit meta;
    };

  named =
    name:
    derivation {
      inherit name system;
      builder = "/bin/sh";
    };

  pkgs = {
    inherit lib callPackage;
    stdenvNoCC = {
      inherit mkDerivation;
      hostPlatform = { inherit system; };
    };
    stdenv.hostPlatform = { inherit system; };
    fetchurl =
      { url, hash }:
      derivation {
        name = baseNameOf url;
        builder = "builtin:fetchurl";
        system = "builtin";
        outputHash = hash;
        outputHashMode = "flat";
        inherit url;
      };
    makeWrapper = named "make-wrapper";
    nodejs = named "nodejs" // {
      meta.platforms = [ system ];
    };
    writeShellScriptBin = name: text: named name // { inherit text; };
  };

  callPackage =
    path: arguments:
    let
      function = import path;
    in
    function (builtins.intersectAttrs (builtins.functionArgs function) pkgs // arguments);
in
pkgs
