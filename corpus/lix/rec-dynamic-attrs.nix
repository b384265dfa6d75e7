# A computed name of a recursive set sees its scope and is no part of it.
let
  name = "computed";
  skip = null;
in
let
  # the static names
  one = 1;
  "with space" = 2;


  more = 41;
  nested.${name} = more;
  list = [ (let a = 1; in { inherit a; "${name}!" = a; }) ];
in {
  inherit one "with space" more nested list;
  # the computed ones
  ${name} = one + more;
  ${skip} = throw "never";
}
