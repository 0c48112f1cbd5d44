-- SPDX-License-Identifier: MIT

--- The example of an endpoint's page: a call with parameters that are valid.
local M = {}

-- A valid value where no example is known.
local made

local function made_object(fields)
  local object = {}
  for _, field in ipairs(fields or {}) do
    if field.required then object[field.name] = made(field.type) end
  end
  return object
end

function made(shape)
  if shape.default ~= nil then return shape.default end
  if shape.enum and shape.enum[1] then return shape.enum[1].value end
  if shape.type == "integer" or shape.type == "number" then return shape.min or 1 end
  if shape.type == "boolean" then return true end
  if shape.type == "array" then return { [0] = "array", made(shape.item) } end
  if shape.type == "object" then return made_object(shape.fields) end
  return shape.unit and "1618899376474" or "a1"
end

-- The parameters of the facts, without a page's token, which belongs to their answer.
local function known(fixture)
  local params = {}
  for _, place in ipairs { "in_path", "query", "body" } do
    for name, value in pairs(fixture[place] or {}) do params[name] = value end
  end
  params.page_token = nil
  return params
end

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

-- A text as Lua source: letters of all languages as they are.
local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(char)
    return char == "\n" and "\\n" or char:match '["\\]' and "\\" .. char
      or ("\\%d"):format(char:byte())
  end) .. '"'
end

local literal

local function members_of(value, indent)
  local parts = {}
  if value[0] == "array" then
    for i, item in ipairs(value) do parts[i] = literal(item, indent) end
  else
    for i, key in ipairs(sorted_keys(value)) do
      local name = key:match "^[%a_][%w_]*$" or "[" .. quoted(key) .. "]"
      parts[i] = name .. " = " .. literal(value[key], indent)
    end
  end
  return parts
end

-- A value as Lua source, on one line where that is short.
function literal(value, indent)
  if type(value) == "string" then return quoted(value) end
  if type(value) ~= "table" then return tostring(value) end
  local inner = indent .. "  "
  local parts = members_of(value, inner)
  if #parts == 0 then return value[0] == "array" and "lark.array {}" or "{}" end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #line + #indent <= 80 and not line:find("\n", 1, true) then return line end
  return "{\n" .. inner .. table.concat(parts, ",\n" .. inner) .. ",\n" .. indent .. "}"
end

local function takes_file(endpoint)
  for _, param in ipairs(endpoint.params) do
    if param.type.format == "file" then return true end
  end
end

--- The example as Lua; or nil, and why there is none.
--- @param endpoint table   its plain shape
--- @param fixture? table   valid parameters by place
--- @return string? text
--- @return string? why
function M.of(endpoint, fixture)
  if takes_file(endpoint) then return nil, "It uploads a file: docs/files.md shows how." end
  if endpoint.token == "user" then
    return nil, "It needs a user_access_token: docs/clients.md shows how to give one."
  end
  local params = fixture and known(fixture)
  if not params then params = made_object(endpoint.params) end
  local text = literal(params, "")
  return ("local data = assert(client.%s %s)"):format(endpoint.name, text == "{}" and "{}" or text)
end

return M
