-- SPDX-License-Identifier: MIT

-- Decodes a list of COUNT rows, so that the cost of one can be counted.
--
--     lua5.4 growth_decode.lua COUNT
local lark = require "lark"

local count, rows = math.tointeger(tonumber(arg[1])), {}
for i = 1, count do
  rows[i] = ('{"id":"%d","name":{"zh_cn":"张三","en_us":"San"},"tags":["a","b"],"count":%d}')
    :format(6134134355464633 + i, 10000 + i)
end
local text = "[" .. table.concat(rows, ",") .. "]"
local began = os.clock()
lark.decode(text)
print(("cpu_us=%.3f"):format((os.clock() - began) * 1e6 / count))
