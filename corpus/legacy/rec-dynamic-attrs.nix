# A computed name of a recursive set sees its scope and is no part of it.
let
  name = "computed";
  skip = null;
in
rec {
  # the static names
  one = 1;
  "with space" = 2;

  # the computed ones
  ${name} = one + more;
  ${skip} = throw "never";

  more = 41;
  nested.${name} = more;
  list = [ rec { a = 1; "${name}!" = a; } ];
}
