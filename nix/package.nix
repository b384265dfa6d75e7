# The commands of lix-tools: lix-parse, lix-fmt, lix-lint, lix-eval, lix-migrate and lix-lsp. They are bundled, so what is
# installed needs Node and nothing else.
{
  lib,
  stdenvNoCC,
  callPackage,
  makeWrapper,
  nodejs,
}:
let
  manifest = lib.importJSON ../package.json;
  nodeModules = callPackage ./node-modules.nix { lockFile = ../package-lock.json; };
in
stdenvNoCC.mkDerivation {
  pname = "lix-tools";
  inherit (manifest) version;

  src = lib.cleanSource ../.;

  nativeBuildInputs = [
    makeWrapper
    nodejs
  ];

  buildPhase = ''
    runHook preBuild
    rm -rf node_modules
    cp --recursive ${nodeModules}/node_modules node_modules
    chmod --recursive u+w node_modules
    mkdir -p node_modules/@lix-tools
    for directory in packages/*; do
      ln -s "../../$directory" "node_modules/@lix-tools/$(basename "$directory")"
    done
    node scripts/bundle.mjs
    runHook postBuild
  '';

  installPhase = ''
    runHook preInstall
    for launcher in packages/*/bin/*.cjs; do
      command=$(basename "$launcher" .cjs)
      directory=$(dirname "$(dirname "$launcher")")
      home="$out/lib/lix-tools/$(basename "$directory")"
      mkdir -p "$home/dist"
      cp --recursive "$directory/bin" "$directory/package.json" "$home/"
      cp --recursive "$directory/dist/bin" "$home/dist/bin"
      makeWrapper ${nodejs}/bin/node "$out/bin/$command" --add-flags "$home/bin/$command.cjs"
    done
    runHook postInstall
  '';

  passthru = { inherit nodeModules; };

  meta = {
    inherit (manifest) description;
    homepage = "https://github.com/lix-tools/lix-tools";
    license = lib.licenses.mit;
    mainProgram = "lix-migrate";
    inherit (nodejs.meta) platforms;
  };
}
