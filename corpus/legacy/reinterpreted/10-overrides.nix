# Legacy: `__overrides` replaces attributes. Nix 2: an error, so nobody misreads it. It is reported.
rec { __overrides = { a = 2; }; a = 1; b = a; }
