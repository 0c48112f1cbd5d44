-- SPDX-License-Identifier: MIT

-- The editor's definitions that the build writes: Lua that compiles, classes that exist,
-- and every endpoint.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"

local folder = os.getenv "LARK_BUILD" .. "/share/lualark/editor"

local function written()
  local found = {}
  for path in process.run { "find", folder, "-name", "*.lua" }.out:gmatch "[^\n]+" do
    found[#found + 1] = path
  end
  table.sort(found)
  return found
end

-- Words of LuaLS itself, and what the report library annotates.
local BUILT_IN = {
  string = true, integer = true, number = true, boolean = true, table = true, any = true,
  userdata = true, ["function"] = true, fun = true, ["nil"] = true, ["false"] = true,
  concurrency = true, lenient = true, -- members of tables that stand in line
}

-- The names of classes in a type, parameters' names and quoted values left out.
local function names_in(kind, visit)
  kind = kind:gsub('"[^"]*"', ""):gsub("[%w_%.]+%??:", "")
  for name in kind:gmatch "[%a_][%w_%.]*" do visit((name:gsub("%.$", ""))) end
end

describe("the editor's definitions", function()
  local text, classes = {}, {}
  setup(function()
    for i, path in ipairs(written()) do text[i] = files.read(path) end
    text = table.concat(text, "\n")
  end)

  it("are Lua, a file for the module and for each family", function()
    local names = {}
    for i, path in ipairs(written()) do
      assert(loadfile(path, "t"))
      assert.equal("---@meta", files.read(path):match "[^\n]*")
      names[i] = path:match "([^/]+)%.lua$"
    end
    assert.same({ "approval", "bitable", "calendar", "contact", "hire", "im", "lark" }, names)
  end)

  it("define each class once, and every class that they name", function()
    local twice, missing = {}, {}
    for name in text:gmatch "%-%-%-@class ([%w_%.]+)" do
      if classes[name] then twice[#twice + 1] = name end
      classes[name] = true
    end
    assert.same({}, twice)
    local function check(name)
      if not BUILT_IN[name] and not classes[name] and not name:find "^%.*$"
          and not tonumber(name) then missing[name] = true end
    end
    for kind in text:gmatch "%-%-%-@return ([^\n]*)" do
      names_in(kind:gsub(" [%w_%.]+$", ""), check)
    end
    for kind in text:gmatch "%-%-%-@type ([^\n]*)" do names_in(kind, check) end
    for kind in text:gmatch "%-%-%-@overload ([^\n]*)" do names_in(kind, check) end
    for kind in text:gmatch "%-%-%-@field [%w_]+%?? ([%w_%.]+)" do names_in(kind, check) end
    assert.same({}, missing)
  end)

  it("have every endpoint, its pages, parameters and deprecation", function()
    for _, name in ipairs(lark.endpoints()) do
      local schema = lark.schema(name)
      local family, rest = name:match "^(.-)%.(.*)$"
      local owner, short = name:match "^(.*)%.([^.]+)$"
      local call = schema.page and ("\n%s.%s = {}\n") or "\nfunction %s.%s(params) end\n"
      local found = text:find(call:format(owner:gsub("%.", "_"), short), 1, true)
      assert.is_truthy(found, name)
      -- What stands above it, back to the empty line.
      local above = text:sub(1, found):match ".*\n\n(.-)$"
      assert.equal(schema.deprecated ~= nil, above:find("---@deprecated", 1, true) ~= nil, name)
      if schema.page then
        assert.is_truthy(text:find(("---@class lark.%s.paged.%s\n---@field each fun"):format(
          family, rest), 1, true), name)
      end
      local params = text:match("%-%-%-@class lark%." .. family .. "%.params%."
        .. rest:gsub("%.", "%%.") .. "\n(.-)\n%-*\n?\n")
      for _, param in ipairs(schema.params) do
        assert.is_truthy(params:find(("---@field %s%s "):format(param.name,
          param.required and "" or "?"), 1, true), name .. " " .. param.name)
      end
    end
  end)

  it("show the values of enums, and that answers may hold others", function()
    assert.matches('%-%-%-@field user_id_type%? "open_id"|"union_id"', text)
    assert.matches("%-%-%-@field [%w_]+%? 1|2|[%d|]*integer ", text)
  end)
end)
