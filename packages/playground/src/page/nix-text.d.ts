/** Nix files are imported as their text; the build puts it in. */
declare module "*.nix" {
  const text: string;
  export default text;
}
