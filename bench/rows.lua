-- SPDX-License-Identifier: MIT

--- Returns two rows, to measure a start with a table.
return { { name = "a", n = 1 }, { name = "b", n = 2 } }
