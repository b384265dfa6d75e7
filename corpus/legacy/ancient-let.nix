# `let { … }` is the attribute `body` of a recursive set.
{
  plain = let {
    # comes first, although it needs the others
    body = six * seven; # the answer
    six = 6;
    seven = 7;
  };

  asArgument = builtins.length [ let { body = 1; } let { inherit (rec { body = 2; }) body; } ];

  computed = let {
    body = known;
    known = 1;
    ${"un" + "known"} = 2;
  };

  inside = let { body = let { body = outer; }; outer = 3; };
}
