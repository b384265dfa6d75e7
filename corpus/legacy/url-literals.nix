# A URL is a string without quotes, and so is anything that looks like one.
let
  fetch = { url, mirrors ? mirror://example/ }: "${mirrors}${url}";
in
{
  homepage = https://example.org/~me?q=1&r=%20; # with a comment behind it
  source = fetch { url = http://example.org/a.tar.gz; };
  notAFunction = x:x;
  list = [ ftp://a/b"c"git+https://d/e ];
}
