-- SPDX-License-Identifier: MIT

-- Measures the end of a lark.run that fails, for each of so many tasks in it.
local lark = require "lark"

local count = tonumber(arg[1])
local began

pcall(lark.run, function()
  for _ = 1, count do lark.spawn(lark.sleep, 1000) end
  lark.sleep(0)
  began = os.clock()
  error "it fails"
end)
print(("cpu_us=%.2f"):format((os.clock() - began) / count * 1e6))
