# Nix 2 reads strings differently, so the migrator writes them such that both agree.
name:
{
  literal = "$${name} costs \$5";
  escape = "C:\Users\${name}";
  script = ''echo one
    echo two
      echo three
  '';
  price = ''
    total: $${name}
    tab:''\tend
  '';
}
