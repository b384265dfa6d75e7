# Legacy: numbers mix. A later edition may refuse it. Edition lix reads it as legacy does.
[ (1 + 0.5) (1.5 * 2) (0.1 < 0.2) ]
