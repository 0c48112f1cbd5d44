-- ends: limit
local lark = require "lark"
local a, b
local old = lark.spawn(function()
  local _ <close> = setmetatable({}, { __close = function()
    for _ = 1, 1e9 do local _ = a < b end
  end })
  lark.sleep(1000)
end)
lark.sleep(0.01)
local n = 4 * 1024 * 1024 // 16 - 64
a, b = ("\0"):rep(n), ("\0"):rep(n - 1) .. "\1"
old:cancel()
