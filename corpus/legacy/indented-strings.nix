# The first line of a `''` string counts for the indentation.
{
  single = ''   spaces before are dropped'';
  blank = ''   '';
  several = ''first
    second
      third
  '';
  deeper = ''      first
    second
  '';
  escaped = ''  a''\n    b'';
  usual = ''
    nothing
      to do
  '';
}
