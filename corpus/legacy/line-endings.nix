# Lines that end with a carriage return and a line feed.
{
  /* two
     lines */
  plain = "a
b";
  indented = ''
    it's
    kept'
  '';
  loneCr = 1 # a comment ends here+ 1;
  escaped = "a\
b";
}
