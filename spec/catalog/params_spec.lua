-- SPDX-License-Identifier: MIT

-- The parameters of every endpoint of Hire: the valid ones of
-- spec/fixtures/hire_params.json pass and travel where the documents say; then each is
-- tried once too large, empty, of the wrong type and outside its enum. All are refused
-- under the name of the parameter, also where it lies within another one.
local hire_params = require "support.hire_params"
local lark = require "lark"

local fixtures = hire_params.all

local function sorted_names(all)
  local names = {}
  for name in pairs(all) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function copy(value)
  if type(value) ~= "table" then return value end
  return lark.decode(lark.encode(value))
end

local function decoded(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- A query's values as text; of a name that repeats, a list of them.
local function query_of(path)
  local found = {}
  for name, value in (path:match "%?(.*)" or ""):gmatch "([^&=]+)=([^&]*)" do
    found[name] = found[name] or {}
    table.insert(found[name], decoded(value))
  end
  return found
end

local function as_texts(values)
  local texts = {}
  for name, value in pairs(values or {}) do
    texts[name] = {}
    for i, one in ipairs(type(value) == "table" and value or { value }) do
      texts[name][i] = tostring(one)
    end
  end
  return texts
end

local WRONG_TYPE = {
  string = 7, integer = "x", number = "x", boolean = "x", array = "x", object = "x",
}

-- Numbers one beyond an end; text and lists one longer or shorter than allowed.
local function beyond(field, add)
  local function number(bound)
    return field.value_format == "digits" and tostring(bound) or bound
  end
  if field.max then add("at most", number(field.max + 1)) end
  if field.min then add("at least", number(field.min - 1)) end
  if field.max_length then add("at most", ("a"):rep(field.max_length + 1)) end
  if field.max_items then
    local items = lark.array {}
    for i = 1, field.max_items + 1 do items[i] = field.item.type == "integer" and 1 or "1" end
    if field.item.type ~= "object" and not field.item.enum then add("at most", items) end
  end
  if (field.min_items or 0) > 0 then add("must not be empty", lark.array {}) end
end

-- Calls add(why, value) for each wrong value of a field.
local function spoil(field, required, add)
  if field.format == "file" then return end
  add("must be an?", WRONG_TYPE[field.type])
  if field.enum then
    add("must be one of", field.type == "integer" and 987654 or "nothing of the kind")
  elseif field.unit and field.type == "string" then
    add("since 1970", "yesterday")
  elseif field.value_format and field.value_format ~= "digits" then
    add("must read like", "yesterday")
  end
  if required and field.type == "string" then add("must not be empty", "") end
  beyond(field, add)
end

-- Replaces the value at `path` in a copy of the parameters.
local function with(params, path, value)
  local changed = copy(params)
  local at = changed
  for i = 1, #path - 1 do at = at[path[i]] end
  at[path[#path]] = value
  return changed
end

local function name_of(path)
  local name = tostring(path[1])
  for i = 2, #path do
    name = name .. (type(path[i]) == "number" and "[%d]" or ".%s"):format(path[i])
  end
  return name
end

-- Calls visit(path, field) for each field that the parameters hold, outermost first.
local function walk(field, value, path, visit)
  visit(path, field)
  local function inner(key, child)
    local at = table.move(path, 1, #path, 1, {})
    at[#at + 1] = key
    if child and value[key] ~= nil then walk(child, value[key], at, visit) end
  end
  if field.type == "array" and field.item and value[1] ~= nil then inner(1, field.item) end
  for _, child in ipairs(field.fields or {}) do inner(child.name, child) end
end

describe("the parameters of", function()
  it("all endpoints of Hire have examples", function()
    local hire = {}
    for _, name in ipairs(lark.endpoints()) do
      if name:find "^hire%." then hire[#hire + 1] = name end
    end
    assert.equal(182, #hire)
    assert.same(hire, sorted_names(fixtures))
  end)

  for _, name in ipairs(sorted_names(fixtures)) do
    local fixture, params = fixtures[name], hire_params.of(fixtures[name])

    if name == "hire.attachment.create" then
      it(name .. " say that a file cannot be sent as a value", function()
        local shown, err = lark.preview(name, { content = "bytes" })
        assert.is_nil(shown)
        assert.equal("content", err.parameter)
      end)
      goto continue
    end

    it(name .. " pass, and travel as documented", function()
      local shown = assert(lark.preview(name, params))
      local path = fixture.path:gsub(":([%w_]+)", fixture.in_path or {})
      assert.equal(fixture.method, shown.method)
      assert.equal(path, decoded(shown.path:match "^[^?]*"))
      assert.same(as_texts(fixture.query), query_of(shown.path))
      assert.same(fixture.body or {}, shown.body and lark.decode(shown.body) or {})
    end)

    it(name .. " are refused where they are wrong", function()
      for _, param in ipairs(lark.schema(name).params) do
        if params[param.name] == nil then goto next_param end
        walk(param, params[param.name], { param.name }, function(path, field)
          spoil(field, field.required, function(why, value)
            local shown, err = lark.preview(name, with(params, path, value))
            local where = name_of(path)
            assert.is_nil(shown, where .. " " .. why)
            assert.equal("param", err.kind)
            assert.equal(where, err.parameter)
            assert.matches(why, err.msg)
          end)
        end)
        if param.required then
          local without = copy(params)
          without[param.name] = nil
          local _, err = lark.preview(name, without)
          assert.equal(param.name .. " is missing", err and err.msg)
        end
        ::next_param::
      end
    end)
    ::continue::
  end
end)
