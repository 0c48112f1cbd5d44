-- ends: done true -- time=2000
-- Each version replaces itself, and once more while it is asked for its state.
local lark = require "lark"
local count = (lark.state() or { count = 0 }).count
lark.on_replace(function()
  local again = host.replace()
  lark.on_replace(function() return { count = -1 } end)
  return { count = count + 1, again = again }
end)
return host.replace()
