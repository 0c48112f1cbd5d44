-- SPDX-License-Identifier: MIT

--- Completion: finds what could follow the text before the cursor.
---
--- It knows no terminal. It looks only at the world that it is given:
---
---     { globals = _G, endpoints = names, schema = fn(name), is_client = fn(value) }
local language = require "lualark.language"
local words = require "lualark.words"

local M = {}

-- Methods of a client, which is a userdata and cannot list them.
local METHODS = {
  "cancel", "close", "define", "fd", "request", "set_app_ticket", "start", "stats", "step",
  "timeout_ms", "wait",
}

local WORDS = {
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
  "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
}

-- -------------------------------------------------------------------- scanning

local CLOSES = { ["("] = ")", ["{"] = "}", ["["] = "]" }

-- The end of a quoted string that begins at `at`; nil if it is open.
local function string_end(text, at)
  local quote = text:sub(at, at)
  local i = at + 1
  while i <= #text do
    local c = text:sub(i, i)
    if c == quote then return i end
    i = i + (c == "\\" and 2 or 1)
  end
end

-- The end of [[...]] or [=[...]=] that begins at `at`; #text if it is open.
local function long_end(text, at)
  local level = text:match("^%[(=*)%[", at)
  local _, to = text:find("]" .. level .. "]", at, true)
  return to or #text
end

--- The brackets that are open at the end of a text: a list of `{ mark, at, keys }`, the
--- innermost last; `keys` are the fields that a table has so far. And where the string begins
--- that the text ends in, if it does.
local function scan(text)
  local open, i = {}, 1
  while i <= #text do
    local c = text:sub(i, i)
    local top = open[#open]
    if c == '"' or c == "'" then
      local to = string_end(text, i)
      if not to then return open, i end
      i = to
    elseif text:find("^%[=*%[", i) then
      i = long_end(text, i)
    elseif text:find("^%-%-", i) then
      i = text:find("^%[=*%[", i + 2) and long_end(text, i + 2) or text:find("\n", i) or #text
    elseif CLOSES[c] then
      open[#open + 1] = { mark = c, at = i, keys = {} }
    elseif top and c == CLOSES[top.mark] then
      open[#open] = nil
    elseif top and text:find("^=[^=]", i) then
      local key = text:sub(1, i - 1):match("[{,;]%s*([%a_][%w_]*)%s*$")
      if key then top.keys[key] = true end
    end
    i = i + 1
  end
  return open
end

-- ---------------------------------------------------------------- the endpoint

-- Reads a field without metamethods, which might call something.
local function field_of(value, name)
  if type(value) ~= "table" then return nil end
  local found = rawget(value, name)
  if found ~= nil then return found end
  local meta = getmetatable(value)
  local index = type(meta) == "table" and rawget(meta, "__index")
  if type(index) == "table" and index ~= value then return field_of(index, name) end
end

-- Whether a name holds a client: the repl's own, or a variable.
local function names_client(world, name)
  return name == "client" or world.is_client(rawget(world.globals, name))
end

-- "client.hire.referral.search" as the endpoint's schema.
local function schema_of(world, path)
  local root, rest = path:match("^([%a_][%w_]*)%.(.+)$")
  if not root or not names_client(world, root) then return nil end
  return world.schema(rest) or world.schema((rest:gsub("%.%a+$", "")))
end

-- The schema of the endpoint whose parameters are being written, and their table.
local function call_around(world, text, open)
  local top = open[#open]
  if not top or top.mark ~= "{" then return nil end
  local path = text:sub(1, top.at - 1):match("([%a_][%w_.]*)%s*%(?%s*$")
  return path and schema_of(world, path), top
end

local function param_of(schema, name)
  for _, param in ipairs(schema.params) do
    if param.name == name then return param end
  end
end

-- ------------------------------------------------------------------ candidates

local function begins(text, with) return text:sub(1, #with) == with end

-- The candidates that begin with `prefix`, sorted by their text.
local function matching(all, prefix)
  local list = {}
  for _, one in ipairs(all) do
    if begins(one.text, prefix) then list[#list + 1] = one end
  end
  table.sort(list, function(a, b) return a.text < b.text end)
  return list
end

local function params_of(schema, given)
  local list = {}
  for _, param in ipairs(schema.params) do
    if not given[param.name] then
      list[#list + 1] = {
        text = param.name .. " = ", label = param.name,
        doc = (param.required and words "required. " or "")
          .. (language.text(param, "doc") or ""),
      }
    end
  end
  return list
end

local function values_of(param, quote)
  local list = {}
  for _, choice in ipairs(param and param.enum or {}) do
    local text = tostring(choice.value)
    if type(choice.value) == "string" then text = quote .. text .. '"' end
    list[#list + 1] = { text = text, label = tostring(choice.value), doc = language.label(choice) }
  end
  if param and param.type == "boolean" then list = { { text = "true" }, { text = "false" } } end
  return list
end

-- The next words below a dotted prefix such as "hire.".
local function below(world, prefix)
  local list, seen = {}, {}
  for _, name in ipairs(world.endpoints) do
    local word, more = name:sub(#prefix + 1):match("^([%w_]+)(.?)")
    if begins(name, prefix) and word and not seen[word] then
      seen[word] = true
      local doc = more == "" and language.text(world.schema(name), "doc") or nil
      list[#list + 1] = { text = word, doc = doc }
    end
  end
  return list
end

-- Candidates behind "client." and a further path, which ends with a dot or is "".
local function of_client(world, path, mark)
  local list = mark == "." and below(world, path) or {}
  local schema = path ~= "" and world.schema(path:sub(1, -2))
  if schema and schema.page then
    list[#list + 1] = { text = "all", doc = words "The items of all pages as one list." }
    list[#list + 1] = {
      text = "each", doc = words "An iterator over the items of all pages.",
    }
  elseif path == "" and mark == ":" then
    for _, name in ipairs(METHODS) do list[#list + 1] = { text = name } end
  end
  return list
end

local function add_fields(list, value, mark)
  if type(value) ~= "table" then return end
  for key, field in next, value do
    if type(key) == "string" and key:find("^[%a_][%w_]*$")
      and (mark == "." or type(field) == "function") then
      list[#list + 1] = { text = key }
    end
  end
end

local function fields_of(value, mark)
  local list = {}
  if type(value) == "string" then value = string end
  add_fields(list, value, mark)
  local meta = type(value) == "table" and getmetatable(value)
  local index = type(meta) == "table" and rawget(meta, "__index")
  if index ~= value then add_fields(list, index, mark) end
  return list
end

local function words_of(world)
  local list = { { text = "client" }, { text = "lark" }, { text = "report" } }
  local seen = { client = true, lark = true, report = true }
  for key in next, world.globals do
    if type(key) == "string" and not seen[key] then list[#list + 1] = { text = key } end
  end
  for _, word in ipairs(WORDS) do list[#list + 1] = { text = word } end
  return list
end

-- The value of a path such as "_.items[1]", as far as it is plain data.
local function value_of(world, path)
  local root, at = path:match("^([%a_][%w_]*)()")
  local value = root and rawget(world.globals, root)
  while value ~= nil and at <= #path do
    local name, to = path:match("^%.([%a_][%w_]*)()", at)
    if not name then
      name, to = path:match("^%[(%d+)%]()", at)
      name = math.tointeger(tonumber(name))
    end
    if not name then return nil end
    value, at = field_of(value, name), to
  end
  return value
end

-- Candidates behind a path such as "client.hire." ("" for a first word).
local function members(world, path)
  if path == "" then return words_of(world) end
  local mark = path:sub(-1)
  local root, rest = path:match("^([%a_][%w_]*)[.:](.*)$")
  if root and names_client(world, root) then return of_client(world, rest, mark) end
  return fields_of(value_of(world, path:sub(1, -2)), mark)
end

-- A text's last word, and the path before it: "x.y[1].na" are "x.y[1]." and "na".
local function split(text)
  local before, word = text:match("^(.-)([%w_]*)$")
  if not before:find("[.:]$") then return "", word end
  return before:match("([%a_][%w_.%[%]]*[.:])$") or ".", word
end

-- ------------------------------------------------------------------ completing

-- Candidates for a parameter's value, in a string that begins at `quote_at`.
local function within_string(world, text, open, quote_at)
  local schema = call_around(world, text, open)
  local name = schema and text:sub(1, quote_at - 1):match("([%a_][%w_]*)%s*=%s*$")
  local list = name and values_of(param_of(schema, name), "") or {}
  return quote_at + 1, list
end

-- Candidates for a parameter's name, or behind a `=` for its value.
local function within_call(schema, top, before)
  local name = before:match("([%a_][%w_]*)%s*=%s*$")
  local values = name and values_of(param_of(schema, name), '"') or {}
  if #values > 0 then return values end
  if before:find("[{,;]%s*$") then return params_of(schema, top.keys) end
end

--- Completes a text.
--- @param text string  the text before the cursor
--- @param world table
--- @return integer start  where the completed word begins
--- @return { text: string, label?: string, doc?: string }[]
function M.complete(text, world)
  local asked = text:match("^%s*%?%s*()")
  if asked then
    local list = {}
    for _, name in ipairs(world.endpoints) do
      list[#list + 1] = { text = name, doc = language.text(world.schema(name), "doc") }
    end
    return asked, matching(list, text:sub(asked))
  end

  local open, quote_at = scan(text)
  local start, list
  if quote_at then
    start, list = within_string(world, text, open, quote_at)
    return start, matching(list, text:sub(start))
  end

  local path, word = split(text)
  start = #text - #word + 1
  local schema, top = call_around(world, text, open)
  if schema and path == "" then list = within_call(schema, top, text:sub(1, start - 1)) end
  return start, matching(list or members(world, path), word)
end

--- The longest text that all candidates begin with.
function M.common(list)
  local prefix = list[1] and list[1].text or ""
  for _, one in ipairs(list) do
    while not begins(one.text, prefix) do prefix = prefix:sub(1, -2) end
  end
  return prefix
end

return M
