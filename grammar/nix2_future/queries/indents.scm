; Only in the experimental edition.

(inherit_paths) @indent.begin

(inherit_paths
  ";" @indent.end)
