; Only in the experimental edition.

(inherit_paths) @fold
