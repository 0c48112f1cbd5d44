-- ends: done []
-- Looks for everything that a sandboxed script must not find.
local found = require "lark".array {}
for _, name in ipairs { "io", "debug", "package", "dofile", "loadfile", "arg",
  "getfenv", "module", "loadstring" } do
  if _G[name] ~= nil then found[#found + 1] = name end
end
for name in pairs(os) do
  if name ~= "time" and name ~= "clock" and name ~= "date" then
    found[#found + 1] = "os." .. name
  end
end
for _, name in ipairs { "io", "debug", "package", "os.execute", "../lark",
  "lark.raw", "/etc/passwd", "", "core" } do
  if pcall(require, name) then found[#found + 1] = "require " .. name end
end
if string.dump then found[#found + 1] = "string.dump" end
if getmetatable("") then found[#found + 1] = "strings" end
return found
