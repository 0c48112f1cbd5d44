-- SPDX-License-Identifier: MIT

--- The lines of a text on which breakpoints can stop: those that have code, read from what
--- string.dump() writes. Other Luas than 5.4 write another form: there each line counts that is
--- neither empty nor a comment.
local M = {}

local VERSION, FORMAT_BYTES = 0x54, 31
local ABSOLUTE = -128 -- a line that is not given by the one before

-- A reader of the binary form of Lua 5.4.
local function reader(binary)
  local at = 1
  local self = {}

  function self.byte()
    at = at + 1
    return binary:byte(at - 1)
  end

  function self.skip(bytes) at = at + bytes end

  -- Groups of seven bits, the last of which has the eighth bit set.
  function self.number()
    local value = 0
    repeat
      local byte = self.byte()
      value = value << 7 | byte & 0x7f
    until byte & 0x80 ~= 0
    return value
  end

  function self.skip_string()
    local size = self.number()
    if size > 0 then at = at + size - 1 end
  end

  function self.list(read)
    for i = 1, self.number() do read(i) end
  end

  return self
end

local function skip_constant(from)
  local kind = from.byte()
  if kind == 0x03 or kind == 0x13 then
    from.skip(8)
  elseif kind == 0x04 or kind == 0x14 then
    from.skip_string()
  end
end

-- Reads one function and those inside it; adds their lines.
local function read_function(from, lines)
  from.skip_string()
  local line = from.number()
  from.number()
  from.byte()
  local is_vararg = from.byte() ~= 0
  from.byte()
  from.skip(from.number() * 4)
  from.list(function() skip_constant(from) end)
  from.list(function() from.skip(3) end)
  from.list(function() read_function(from, lines) end)
  local steps, absolute = {}, {}
  from.list(function(i)
    local byte = from.byte()
    steps[i] = byte < 128 and byte or byte - 256
  end)
  from.list(function()
    local instruction = from.number()
    absolute[instruction + 1] = from.number()
  end)
  from.list(function()
    from.skip_string()
    from.number()
    from.number()
  end)
  from.list(function() from.skip_string() end)
  for i, step in ipairs(steps) do
    line = step == ABSOLUTE and absolute[i] or line + step
    -- The first instruction of such a function belongs to no line of its own.
    if i > 1 or not is_vararg then lines[line] = true end
  end
end

-- The lines of what string.dump() wrote; nil where its form is not known.
local function read_binary(binary)
  if binary:byte(5) ~= VERSION then return nil end
  local lines = {}
  local read = pcall(function()
    local from = reader(binary)
    from.skip(FORMAT_BYTES)
    from.byte()
    read_function(from, lines)
  end)
  return read and lines or nil
end

local function read_text(text)
  local lines, number = {}, 0
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    number = number + 1
    if line:find "%S" and not line:find "^%s*%-%-" then lines[number] = true end
  end
  return lines
end

--- The lines of a chunk's text, sorted; nil where the text is no Lua.
--- @param text string
--- @param dump? fun(chunk: function): string  in place of string.dump
--- @return integer[]? lines
function M.lines(text, dump)
  text = text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")
  local chunk = load(text, "=text", "t")
  if not chunk then return nil end
  local sorted = {}
  local found = read_binary((dump or string.dump)(chunk)) or read_text(text)
  for line in pairs(found) do sorted[#sorted + 1] = line end
  table.sort(sorted)
  return sorted
end

return M
