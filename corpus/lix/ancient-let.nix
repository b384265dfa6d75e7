# `let { … }` is the attribute `body` of a recursive set.
{
  plain = let
    # comes first, although it needs the others
    body = six * seven; # the answer
    six = 6;
    seven = 7;
  in body;

  asArgument = builtins.length [ (let body = 1; in body) (let inherit (rec { body = 2; }) body; in body) ];

  computed = (let
    body = known;
    known = 1;
  in {
    inherit body known;
    ${"un" + "known"} = 2;
  }).body;

  inside = let body = let body = outer; in body; outer = 3; in body;
}
