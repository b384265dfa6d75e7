# `__overrides` replaces attributes of a recursive set, also for the names inside it. No rewrite is made unasked.
rec {
  a = 1;
  b = a + 1;
  __overrides = { a = 10; };
}
