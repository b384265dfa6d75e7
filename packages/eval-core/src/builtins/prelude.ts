/**
 * What is written in Nix itself: `derivation`, which makes a derivation when asked for it, and `<nix/fetchurl.nix>`,
 * whose attributes must be those that other implementations give, because they are hashed.
 */

/** The source of `derivation`. */
export const derivationSource = `
attributes@{ outputs ? [ "out" ], ... }:
let
  strict = derivationStrict attributes;
  shared = attributes // builtins.listToAttrs named // { all = map (output: output.value) named; drvAttrs = attributes; };
  named = map (outputName: {
    name = outputName;
    value = shared // {
      outPath = strict.\${outputName};
      inherit (strict) drvPath;
      type = "derivation";
      inherit outputName;
    };
  }) outputs;
in
(builtins.head named).value
`;

/** The source of what importing the path of a derivation calls: outputs as \`derivation\` would give them. */
export const importedDerivationSource = `
{ drvPath, name, outputs }: paths:
let
  shared = builtins.listToAttrs named // {
    all = map (output: output.value) named;
    inherit drvPath name;
    type = "derivation";
  };
  named = map (outputName: {
    name = outputName;
    value = shared // { outPath = paths.\${outputName}; inherit outputName; };
  }) outputs;
in
(builtins.head named).value
`;

/** The source of \`<nix/fetchurl.nix>\`. */
export const fetchurlSource = `
{
  system ? "",
  url,
  hash ? "",
  md5 ? "",
  sha1 ? "",
  sha256 ? "",
  sha512 ? "",
  outputHash ?
    if hash != "" then hash
    else if sha512 != "" then sha512
    else if sha1 != "" then sha1
    else if md5 != "" then md5
    else sha256,
  outputHashAlgo ?
    if hash != "" then ""
    else if sha512 != "" then "sha512"
    else if sha1 != "" then "sha1"
    else if md5 != "" then "md5"
    else "sha256",
  executable ? false,
  unpack ? false,
  name ? baseNameOf (toString url),
  impure ? false,
}:
derivation (
  {
    builder = "builtin:fetchurl";
    outputHashMode = if unpack || executable then "recursive" else "flat";
    inherit name url executable unpack;
    system = "builtin";
    preferLocalBuild = true;
    impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
    urls = [ url ];
  }
  // (if impure then { __impure = true; } else { inherit outputHashAlgo outputHash; })
)
`;
