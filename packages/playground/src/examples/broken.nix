# Errors are marked where they are; everything else still has its colours.
{
  name = "demo"
  version = 1;
  list = [ 1 2 (3 + ];
  text = "never closed;
  last = if true then 1;
}
