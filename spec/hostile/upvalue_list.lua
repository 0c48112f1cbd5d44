-- ends: limit
-- Each closure looks for its variable in the list of open ones.
local text = { "local f " }
for i = 1, 180 do text[#text + 1] = ("local a%d = %d "):format(i, i) end
for i = 180, 1, -1 do text[#text + 1] = ("f = function() return a%d end "):format(i) end
text[#text + 1] = "while true do f = function() return a1 end end"
load(table.concat(text))()
