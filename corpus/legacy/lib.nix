# A library that `package.nix` imports.
{
  or = a: b: if a == [ ] then b else a;
}
