# Values need no space between them to be two values.
let
  x10 = "ten";
  id = x: x;
in
{
  notHexadecimal = [ 0 x10 ];
  strings = [ "a" "b" ''c'' "d" ];
  call = id "e";
  numbers = [ 1 "2" 3 ];
  selected = { f = id; }.f "g";
}
