# Some things only their author can decide. They are left, with the reason.
self:
{
  config = rec {
    __overrides = self;
    port = 80;
    url = "http://example.org:${toString port}";
  };
  shadowed = let true = self.strict; in true;
  url = https://example.org;
}
