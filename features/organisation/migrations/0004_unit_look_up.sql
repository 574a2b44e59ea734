-- A unit by its code in whatever tree, and by its folded name: lists ask for the first for every row, the public door for the
-- second with every place that is typed.
CREATE INDEX unit_by_code ON unit (code, level);
CREATE INDEX unit_by_folded ON unit (tree, folded);
