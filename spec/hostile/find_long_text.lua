-- ends: limit longer than
local p, find = ("!"):rep(260000), string.find
while true do
  for _ = 1, 1000 do
    find("", p) find("", p) find("", p) find("", p)
    find("", p) find("", p) find("", p) find("", p)
  end
end
