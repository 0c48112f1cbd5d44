-- SPDX-License-Identifier: MIT

--- Reads the functions of a Lua module from the comments above them:
---
---     --- What it does.
---     --- @param name string  what it is
---     --- @return integer count
---     function M.name(name) ... end
local M = {}

local function add_tag(entry, tag, rest)
  if tag == "param" then
    local name, kind, words = rest:match "^(%S+)%s+(.-)%s%s+(.*)$"
    if not name then name, kind, words = rest:match "^(%S+)%s+(.*)$" end
    entry.params[#entry.params + 1] = { name, kind, words or "" }
  elseif tag == "return" then
    local kind, name = rest:match "^(.-)%s+([%w_]+)$"
    entry.returns[#entry.returns + 1] = { kind or rest, name or "" }
  end
end

local function entry_of(comment)
  local entry, words = { params = {}, returns = {} }, {}
  for _, line in ipairs(comment) do
    local tag, rest = line:match "^@(%w+)%s*(.*)$"
    if tag then add_tag(entry, tag, rest) else words[#words + 1] = line end
  end
  entry.doc = table.concat(words, "\n")
  return entry
end

-- "function M.new(title)", "function Report:note(text)", "M.sum = function"
local function function_of(line)
  local owner, mark, name, params = line:match "^function ([%w_]+)([.:])([%w_]+)%((.-)%)"
  if owner then return owner, mark, name, params end
  owner, name = line:match "^([%w_]+)%.([%w_]+) = "
  -- A member of the module's table as it is made.
  name = name or line:match "^  ([%w_]+) = "
  return owner or "M", ".", name, ""
end

-- Parameters without a tag of their own.
local function add_untagged(entry, params)
  local known = {}
  for _, param in ipairs(entry.params) do known[param[1]:gsub("%?$", "")] = true end
  for name in params:gmatch "[^,%s]+" do
    if not known[name] then entry.params[#entry.params + 1] = { name, "any", "" } end
  end
end

--- The documented functions of a source, in its order: `{ owner, mark, name, doc, params,
--- returns }`; and the first comment of the file.
--- @param text string
--- @return table[] functions
--- @return string about
function M.read(text)
  local found, about, comment = {}, nil, {}
  for line in (text .. "\n"):gmatch "(.-)\n" do
    local words = line:match "^%s*%-%-%-%s?(.*)$"
    if words then
      comment[#comment + 1] = words
    elseif line:find "%S" or #comment > 0 then
      if #comment > 0 then
        about = about or table.concat(comment, "\n")
        local owner, mark, name, params = function_of(line)
        if name then
          local entry = entry_of(comment)
          add_untagged(entry, params)
          entry.owner, entry.mark, entry.name = owner, mark, name
          found[#found + 1] = entry
        end
      end
      comment = {}
    end
  end
  return found, about or ""
end

-- "name? string  what it is"
local function field_of(line)
  local name, kind, words = line:match "^@field (%S+)%s+(.-)%s%s+(.*)$"
  if not name then name, kind = line:match "^@field (%S+)%s+(.*)$" end
  return { name, kind, words or "" }
end

--- The classes of a source and their fields, by name:
---
---     --- @class lark.rows.join
---     --- @field on string  the key in both lists
--- @param text string
--- @return table<string, table[]> classes  each a list of { name, type, words }
function M.classes(text)
  local found, fields = {}, nil
  for line in text:gmatch "[^\n]+" do
    local words = line:match "^%-%-%-%s?(.*)$"
    local name = words and words:match "^@class ([%w_.]+)"
    if name then
      fields = {}
      found[name] = fields
    elseif words and fields and words:find "^@field" then
      fields[#fields + 1] = field_of(words)
    elseif words and fields and #fields > 0 and words:find "^%s" then
      fields[#fields][3] = fields[#fields][3] .. " " .. words:match "^%s*(.*)$"
    else
      fields = nil
    end
  end
  return found
end

return M
