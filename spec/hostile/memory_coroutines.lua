-- ends: limit memory
local all = {}
while true do
  all[#all + 1] = coroutine.wrap(function(...) coroutine.yield(...) end)
  all[#all](table.unpack({}, 1, 1000))
end
