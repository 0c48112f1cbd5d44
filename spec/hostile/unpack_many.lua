-- ends: limit in one piece
-- A stack that grows for a C function.
pcall(table.unpack, {}, 1, 1e6)
select("#", table.unpack({}, 1, 9e5))
