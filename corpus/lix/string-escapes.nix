# A backslash before a byte that needs none vanishes.
{
  regex = builtins.match "[0-9]+.[0-9]+" "1x5";
  shell = "sed s/-/_/ \$HOME";
  notInterpolated = "matomo.\${config}";
  notHexadecimal = "x41";
  indented = ''
    a.b "quoted" ''${x}
  '';
  defined = "\n\r\t\"\\\${}" + ''''${} ''' ''\n'';
}
