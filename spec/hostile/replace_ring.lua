-- ends: done true -- time=2000
-- A state without a JSON form: the new version is given up.
local lark = require "lark"
local asked = false
lark.on_replace(function()
  asked = true
  local ring = {}
  ring[1] = ring
  return { ring, print, coroutine.create(print), 0 / 0 }
end)
host.replace()
while not asked do lark.sleep(0) end
lark.sleep(0.01)
return asked
