# The commands as a package: `nix-build`, or `(import ./lix-tools { inherit pkgs; })` in a configuration.
{
  pkgs ? import <nixpkgs> { },
}:
pkgs.callPackage ./nix/package.nix { }
