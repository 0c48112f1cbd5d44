-- SPDX-License-Identifier: MIT

--- Writes a Lua file that returns the pages which `lualark help TOPIC` shows, by topic and
--- language: cli/lua/topics.lua names them.
---
---     lua5.4 tools/topics.lua SOURCE OUT.lua
local source, out_path = table.unpack(arg)

local function read(path)
  local file <close> = io.open(source .. "/" .. path, "rb")
  return file and file:read "a"
end

-- Places of a page in a language; the first that is there counts.
local function page(name, folder)
  return read(folder .. name .. ".md") or folder == "docs/" and read(name:upper() .. ".md") or nil
end

local lines = { "-- Made by tools/topics.lua. Changes go into docs/.", "return {" }
for _, topic in ipairs(dofile(source .. "/cli/lua/topics.lua")) do
  local english = assert(page(topic.name, "docs/"), "docs/ has no page " .. topic.name)
  local chinese = page(topic.name, "docs/zh/")
  lines[#lines + 1] = ("  [%q] = { en = %q, zh = %s },"):format(topic.name, english,
    chinese and ("%q"):format(chinese) or "nil")
end
lines[#lines + 1] = "}\n"
local out = assert(io.open(out_path, "wb"))
assert(out:write(table.concat(lines, "\n")))
assert(out:close())
