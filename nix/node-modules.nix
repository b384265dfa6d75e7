# The third-party packages of package-lock.json as one `node_modules` folder. Every archive is fetched by its hash in the
# lock file; what is made for other platforms is left out.
{
  lib,
  stdenvNoCC,
  fetchurl,
  lockFile,
}:
let
  lock = lib.importJSON lockFile;

  platform =
    {
      x86_64-linux = {
        os = "linux";
        cpu = "x64";
      };
      aarch64-linux = {
        os = "linux";
        cpu = "arm64";
      };
      x86_64-darwin = {
        os = "darwin";
        cpu = "x64";
      };
      aarch64-darwin = {
        os = "darwin";
        cpu = "arm64";
      };
    }
    .${stdenvNoCC.hostPlatform.system}
      or (throw "lix-tools is not packaged for ${stdenvNoCC.hostPlatform.system}");

  runsHere =
    entry:
    builtins.elem platform.os (entry.os or [ platform.os ])
    && builtins.elem platform.cpu (entry.cpu or [ platform.cpu ])
    && builtins.elem "glibc" (entry.libc or [ "glibc" ]);

  isThirdParty = path: entry: lib.hasPrefix "node_modules/" path && !(entry.link or false);

  # `node_modules/a/node_modules/@b/c` is the package `@b/c`.
  nameOf = path: entry: entry.name or (lib.last (lib.splitString "node_modules/" path));

  archiveOf =
    path: entry:
    let
      name = nameOf path entry;
    in
    fetchurl {
      url = "mirror://npm/${name}/-/${baseNameOf name}-${entry.version}.tgz";
      hash =
        entry.integrity
          or (throw "package-lock.json has no hash of ${name} ${entry.version}, which ${stdenvNoCC.hostPlatform.system} needs");
    };

  wanted = lib.filterAttrs (path: entry: isThirdParty path entry && runsHere entry) lock.packages;
in
stdenvNoCC.mkDerivation {
  pname = "lix-tools-node-modules";
  inherit (lock) version;
  dontUnpack = true;
  installPhase = ''
    runHook preInstall
    ${lib.concatStringsSep "\n" (
      lib.mapAttrsToList (path: entry: ''
        mkdir -p "$out/${path}"
        tar --extract --gzip --strip-components=1 --directory="$out/${path}" --file=${archiveOf path entry}
      '') wanted
    )}
    runHook postInstall
  '';
  passthru.packages = wanted;
}
