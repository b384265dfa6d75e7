# Legacy: numbers mix. A later edition may refuse it. Edition lix reads it as legacy does.
[ (1 + .5) (1.5 * 2) (.1 < .2) ]
