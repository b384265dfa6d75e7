; Only in legacy.

(let_attrset_expression) @indent.begin
