-- SPDX-License-Identifier: MIT

--- Reads JSON at build time, when there is no `lark` yet: objects and arrays as tables,
--- arrays with `[0] = "array"`, integers as integers. Raises where the text is wrong.

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function unescape(text)
  return (text:gsub("\\(.)(%x?%x?%x?%x?)", function(mark, hex)
    if mark == "u" then return utf8.char(tonumber(hex, 16)) end
    return (ESCAPES[mark] or mark) .. hex
  end))
end

local read

local function string_at(text, at)
  local from = at + 1
  at = from
  while true do
    local found = text:match('^[^"\\]*()', at)
    if text:sub(found, found) == '"' then return unescape(text:sub(from, found - 1)), found + 1 end
    at = found + 2
  end
end

local function list_at(text, at)
  local list = { [0] = "array" }
  at = text:match("^%s*()", at + 1)
  while text:sub(at, at) ~= "]" do
    list[#list + 1], at = read(text, at)
    at = text:match("^%s*,?%s*()", at)
  end
  return list, at + 1
end

local function object_at(text, at)
  local object = {}
  at = text:match("^%s*()", at + 1)
  while text:sub(at, at) ~= "}" do
    local name
    name, at = string_at(text, at)
    at = assert(text:match("^%s*:()", at), "a colon is missing")
    object[name], at = read(text, at)
    at = text:match("^%s*,?%s*()", at)
  end
  return object, at + 1
end

local WORDS = { ["true"] = true, ["false"] = false }

function read(text, at)
  at = text:match("^%s*()", at)
  local first = text:sub(at, at)
  if first == "{" then return object_at(text, at) end
  if first == "[" then return list_at(text, at) end
  if first == '"' then return string_at(text, at) end
  local word, behind = text:match("^([%w%.%+%-]+)()", at)
  assert(word, "a value is missing")
  if WORDS[word] ~= nil then return WORDS[word], behind end
  return assert(math.tointeger(tonumber(word)) or tonumber(word), word), behind
end

return function(text) return (read(text, 1)) end
