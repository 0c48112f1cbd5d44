-- SPDX-License-Identifier: MIT

-- Encodes a list of COUNT rows, so that the cost of one can be counted.
--
--     lua5.4 growth_encode.lua COUNT
local lark = require "lark"

local count, rows = math.tointeger(tonumber(arg[1])), {}
for i = 1, count do
  rows[i] = { id = tostring(6134134355464633 + i), name = { zh_cn = "张三", en_us = "San" },
    tags = { "a", "b" }, count = 10000 + i }
end
local began = os.clock()
lark.encode(rows)
print(("cpu_us=%.3f"):format((os.clock() - began) * 1e6 / count))
