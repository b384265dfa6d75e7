use experimental.nix2;
# <- keyword.directive
#   ^ module
[a, ...]: b:
# <- punctuation.bracket
#^ variable.parameter
#   ^ punctuation.special
{
  *b;
# ^ operator
#  ^ variable
  c = [ *a.0 null false ];
#       ^ operator
#         ^ number
#            ^ constant.builtin
#                 ^ boolean
  d = b.{x, "y"} ? e : a.[f];
#      ^ punctuation.bracket
#        ^ property
#           ^ string
#                ^ operator
#                  ^ property
#                    ^ operator
#                         ^ property
}
