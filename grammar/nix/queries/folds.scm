; Only in legacy.

(let_attrset_expression) @fold
