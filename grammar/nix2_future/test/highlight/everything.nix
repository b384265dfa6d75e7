use experimental.nix2-future;
# <- keyword.directive
{ a ?: 1 }:
#   ^ operator
inherit a.b.{c};
# <- keyword.import
#       ^ variable
#         ^ property
#            ^ property
[ a.?b, c ?: d ]
#  ^ punctuation.delimiter
#    ^ property
#         ^ operator
