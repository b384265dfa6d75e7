{ lib, stdenv ? null, ... }@args:
# <- punctuation.bracket
# ^ variable.parameter
#             ^ operator
#               ^ constant.builtin
#                     ^ punctuation.special
#                          ^ operator
#                           ^ variable.parameter
#                               ^ punctuation.delimiter

let
# <- keyword
  inherit (lib) mkIf;
# ^ keyword.import
#          ^ variable
#               ^ property
  f = x: x + 1;
# ^ function
#   ^ operator
#     ^ variable.parameter
#          ^ operator
#            ^ number
in
# <- keyword
if f 1.5 == -2 && true then
# <- keyword.conditional
#  ^ function.call
#    ^ number.float
#        ^ operator
#           ^ operator
#                 ^ boolean
  "a${toString args.b or ./c}\n" # comment
# ^ string
#   ^ punctuation.special
#     ^ function.builtin
#                   ^ property
#                     ^ keyword.operator
#                        ^ string.special.path
#                            ^ string.escape
#                                ^ comment
else
  rec { a = http://example.org; b = builtins.map <nixpkgs>; }
# ^ keyword
#       ^ property
#           ^ string.special.url
#                                            ^ function.builtin
#                                                ^ string.special.path
