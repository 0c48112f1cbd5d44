-- SPDX-License-Identifier: MIT

--- Chunks and where their text is. A chunk is known by its key: its name, such as "@quest", or a
--- short name of one that was loaded from a string.
---
--- A chunk whose name is a file's has that file's path. Any other has a number, by which the client
--- asks for its text.
local primitives = require "lark.debug.primitives"

local M = {}

local LONGEST_TITLE = 60

local mapped = {}    -- names of chunks to paths, as the client said
local identities = {} -- of keys
local numbers, keys = {}, {}

local function read_file(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

--- Takes the paths that the client has for names.
--- @param names table<string, string>
function M.map(names)
  mapped, identities = {}, {}
  for name, path in pairs(names) do
    if type(path) == "string" then mapped[name] = primitives.real_path(path) or path end
  end
end

-- The path of a chunk's file. A program may have the name of a file that is another's.
local function path_of(name)
  if mapped[name] then return mapped[name] end
  local path = primitives.real_path(name)
  local content = path and read_file(path)
  if not content then return nil end
  local text = primitives.text(name)
  return (not text or text == content) and path or nil
end

--- Names a source for breakpoints: the path of a file, or the key.
function M.identity(key)
  local known = identities[key]
  if not known then
    known = key:sub(1, 1) == "@" and path_of(key:sub(2)) or key
    identities[key] = known
  end
  return known
end

--- A script was started: a name may stand for another text than before.
function M.forget() identities = {} end

--- The text of a chunk or a file; nil if it is not known.
function M.text(identity)
  if identity:sub(1, 1) == "@" then return primitives.text(identity:sub(2)) end
  return primitives.texts[identity] or read_file(identity)
end

local function number_of(key)
  if not numbers[key] then
    keys[#keys + 1] = key
    numbers[key] = #keys
  end
  return numbers[key]
end

--- The text that the client asks for by number.
function M.by_number(number)
  return keys[number] and M.text(keys[number])
end

local function title_of(text)
  local line = text:match "^%s*([^\n]*)"
  if #line <= LONGEST_TITLE then return line end
  return line:sub(1, utf8.offset(line, 0, LONGEST_TITLE) - 1) .. "..."
end

--- A chunk as the protocol has it; nil for functions of C.
function M.describe(key)
  local identity = M.identity(key)
  if identity ~= key then return { name = identity:match "[^/]+$", path = identity } end
  local kind, name = key:sub(1, 1), key:sub(2)
  if key == "=[C]" then return nil end
  if kind == "=" then return { name = name, presentationHint = "deemphasize" } end
  if kind ~= "@" then
    local text = primitives.texts[key]
    if not text then return { name = "(a text)", presentationHint = "deemphasize" } end
    name = title_of(text)
  end
  return { name = name, path = name, sourceReference = number_of(key) }
end

--- Names a source that the client sent, likewise.
function M.of_client(source)
  local number = source.sourceReference
  if math.type(number) == "integer" and number > 0 and keys[number] then
    return M.identity(keys[number])
  end
  local path = source.path or source.name
  if type(path) ~= "string" then return nil end
  for _, known in pairs(mapped) do
    if known == path then return path end
  end
  return primitives.real_path(path) or ("@" .. path)
end

return M
