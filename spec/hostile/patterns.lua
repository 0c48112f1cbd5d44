-- ends: limit longer than
local s = ("a"):rep(3000)
while true do
  s:find(("a*"):rep(20) .. "b") s:match("(.-)%1b") s:gsub(("a?"):rep(30) .. "b", "")
  for _ in s:gmatch "%f[a].-b" do end
end
