{
  description = "Language tooling that carries Nix into its next dialect";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "aarch64-darwin"
        "aarch64-linux"
        "x86_64-darwin"
        "x86_64-linux"
      ];
      forEachSystem = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
      app = program: package: {
        type = "app";
        program = "${package}/bin/${program}";
      };
    in
    {
      packages = forEachSystem (pkgs: {
        default = pkgs.callPackage ./nix/package.nix { };
      });

      apps = forEachSystem (
        pkgs:
        let
          package = self.packages.${pkgs.stdenv.hostPlatform.system}.default;
          commands = [
            "lix-eval"
            "lix-fmt"
            "lix-lint"
            "lix-lsp"
            "lix-migrate"
            "lix-parse"
          ];
        in
        nixpkgs.lib.genAttrs commands (command: app command package)
        // {
          default = app "lix-migrate" package;
        }
      );

      formatter = forEachSystem (
        pkgs:
        pkgs.writeShellScriptBin "lix-fmt" ''
          exec ${self.packages.${pkgs.stdenv.hostPlatform.system}.default}/bin/lix-fmt "$@"
        ''
      );

      overlays.default = final: _: { lix-tools = final.callPackage ./nix/package.nix { }; };
    };
}
