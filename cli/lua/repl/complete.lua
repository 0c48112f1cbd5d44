-- SPDX-License-Identifier: MIT

--- Completion: finds what could follow the text before the cursor.
---
--- It knows no terminal. It looks only at the world that it is given:
---
---     { globals = _G, catalog = lark, is_client = fn(value) }
---
--- A text may be long and the endpoints many: what is looked for behind the cursor's word is read
--- backwards from there, and only candidates that are shown are described.
local language = require "lualark.language"
local words = require "lualark.words"

local M = {}

-- Methods of a client, which is a userdata and cannot list them.
local METHODS = {
  "cancel", "close", "define", "endpoints", "fd", "request", "schema", "set_app_ticket", "start",
  "stats", "step", "timeout_ms", "wait",
}

local WORDS = {
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
  "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
}

-- More candidates are listed by their names alone.
M.MOST_EXPLAINED = 30

-- -------------------------------------------------------------------- scanning

-- Where the run of characters begins that ends at `at`, all of which match `set`; at + 1 where
-- there is none. A pattern that is anchored at the end would be tried at each place of the text.
local function run_before(text, set, at)
  while at > 0 and text:find(set, at) == at do at = at - 1 end
  return at + 1
end

-- A name that ends at `at`, and where it begins; nil where there is none.
local function name_before(text, at)
  local from = run_before(text, "^[%w_]", at)
  local name = text:sub(from, at)
  if name:find "^[%a_]" then return name, from end
end

local function skip_space(text, at) return run_before(text, "^%s", at) - 1 end

-- The name before a `=` that ends a text, spaces aside.
local function assigned_before(text, at)
  at = skip_space(text, at)
  if text:sub(at, at) ~= "=" then return nil end
  return name_before(text, skip_space(text, at - 1))
end

-- What opens or closes something, or stands behind a key.
local MARKS = "[\"'%[%](){}=-]"

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
  local open, i = {}, text:find(MARKS)
  while i do
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
      local key, from = name_before(text, skip_space(text, i - 1))
      local mark = key and skip_space(text, from - 1)
      if mark and text:find("^[{,;]", mark) then top.keys[key] = true end
    end
    i = text:find(MARKS, i + 1)
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

-- Where the endpoints of the client are known that a name holds, the repl's own or a variable:
-- functions `endpoints` and `schema`. Nil where it holds none.
local function catalog_of(world, name)
  local value = rawget(world.globals, name)
  if world.is_client(value) then
    return {
      endpoints = function() return value:endpoints() end,
      schema = function(endpoint) return value:schema(endpoint) end,
    }
  end
  return name == "client" and world.catalog or nil
end

-- "client.hire.referral.search" as the endpoint's schema.
local function schema_of(world, path)
  local root, rest = path:match("^([%a_][%w_]*)%.(.+)$")
  local catalog = root and catalog_of(world, root)
  if not catalog then return nil end
  return catalog.schema(rest) or catalog.schema((rest:gsub("%.%a+$", "")))
end

-- The schema of the endpoint whose parameters are being written, and their table.
local function call_around(world, text, open)
  local top = open[#open]
  if not top or top.mark ~= "{" then return nil end
  local at = skip_space(text, top.at - 1)
  if text:sub(at, at) == "(" then at = skip_space(text, at - 1) end
  local path = text:sub(run_before(text, "^[%w_.]", at), at):match "[%a_][%w_.]*"
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

-- Describes the candidates that are endpoints, where they are few enough to be listed so.
local function explained(list, catalog)
  for _, one in ipairs(#list <= M.MOST_EXPLAINED and list or {}) do
    local schema = one.endpoint and catalog.schema(one.endpoint)
    if schema then one.doc = language.text(schema, "doc") end
  end
  return list
end

-- The next words below a dotted prefix such as "hire." that begin with `start`.
local function below(catalog, prefix, start)
  local list, seen, whole = {}, {}, prefix .. start
  for _, name in ipairs(catalog.endpoints()) do
    if begins(name, whole) then
      local word, more = name:match("^([%w_]+)(.?)", #prefix + 1)
      if word and not seen[word] then
        seen[word] = true
        list[#list + 1] = { text = word, endpoint = more == "" and name or nil }
      end
    end
  end
  return list
end

-- Candidates behind "client." and a further path, which ends with a dot or is "".
local function of_client(catalog, path, mark, start)
  local list = mark == "." and below(catalog, path, start) or {}
  local schema = path ~= "" and catalog.schema(path:sub(1, -2))
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

-- Candidates behind a path such as "client.hire." ("" for a first word), and where their
-- endpoints are known.
local function members(world, path, start)
  if path == "" then return words_of(world) end
  local mark = path:sub(-1)
  local root, rest = path:match("^([%a_][%w_]*)[.:](.*)$")
  local catalog = root and catalog_of(world, root)
  if catalog then return of_client(catalog, rest, mark, start), catalog end
  return fields_of(value_of(world, path:sub(1, -2)), mark)
end

-- A text's last word, and the path before it: "x.y[1].na" are "x.y[1]." and "na".
local function split(text)
  local from = run_before(text, "^[%w_]", #text)
  local word = text:sub(from)
  local mark = text:sub(from - 1, from - 1)
  if from == 1 or not mark:find "[.:]" then return "", word end
  local path = text:sub(run_before(text, "^[%w_.%[%]]", from - 2), from - 2):match "[%a_].*"
  return path and path .. mark or ".", word
end

-- ------------------------------------------------------------------ completing

-- Candidates for a parameter's value, in a string that begins at `quote_at`.
local function within_string(world, text, open, quote_at)
  local schema = call_around(world, text, open)
  local name = schema and assigned_before(text, quote_at - 1)
  local list = name and values_of(param_of(schema, name), "") or {}
  return quote_at + 1, list
end

-- Candidates for a parameter's name, or behind a `=` for its value.
local function within_call(schema, top, before)
  local name = assigned_before(before, #before)
  local values = name and values_of(param_of(schema, name), '"') or {}
  if #values > 0 then return values end
  if before:find("^[{,;]", skip_space(before, #before)) then return params_of(schema, top.keys) end
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
    for _, name in ipairs(world.catalog.endpoints()) do
      list[#list + 1] = { text = name, endpoint = name }
    end
    return asked, explained(matching(list, text:sub(asked)), world.catalog)
  end

  local open, quote_at = scan(text)
  local start, list, catalog
  if quote_at then
    start, list = within_string(world, text, open, quote_at)
    return start, matching(list, text:sub(start))
  end

  local path, word = split(text)
  start = #text - #word + 1
  local schema, top = call_around(world, text, open)
  if schema and path == "" then list = within_call(schema, top, text:sub(1, start - 1)) end
  if not list then list, catalog = members(world, path, word) end
  return start, explained(matching(list, word), catalog)
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
