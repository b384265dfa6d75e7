# Legacy: `args` has what was passed. A later edition may add the defaults. Edition lix reads it as legacy does.
(args@{ a ? 1, ... }: [ a args ]) { b = 2; }
