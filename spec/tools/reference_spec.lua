-- SPDX-License-Identifier: MIT

-- The reference that the build writes: every endpoint, code and function, links that lead
-- somewhere, and examples that run against the simulator.
local chinese = require "support.chinese"
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local source, build = os.getenv "LARK_SOURCE", os.getenv "LARK_BUILD"
local folder = build .. "/docs/reference"

local function pages()
  local found = {}
  for name in process.run { "ls", folder }.out:gmatch "(%S+)%.md\n" do
    found[name] = files.read(folder .. "/" .. name .. ".md")
  end
  return found
end

-- The section of an endpoint on its page.
local function section_of(all, name)
  local page = assert(all[name:match "^(.*)%."], name)
  return page:match("\n## " .. name:gsub("%.", "%%.") .. "\n(.-)\n## ")
    or page:match("\n## " .. name:gsub("%.", "%%.") .. "\n(.*)$")
end

-- A heading's anchor, as GitHub makes it.
local function anchor_of(heading)
  return (heading:lower():gsub("[^%w%- _]", ""):gsub(" ", "-"))
end

local function anchors_of(text)
  local found = {}
  for heading in text:gmatch "\n#+ ([^\n]+)" do found[anchor_of(heading)] = true end
  return found
end

-- The page that a link leads to: those above the folder are the guides.
local function target(all, page, path)
  if path == "" then return all[page] end
  local guide = path:match "^%.%./(.*)$"
  if guide then return files.read(source .. "/docs/" .. guide) end
  return all[path:match "^(.*)%.md$" or ""]
end

describe("the reference", function()
  local all, sim, client
  setup(function()
    all = pages()
    sim = simulator.start("--limits", "off")
    client = sim:client()
  end)
  teardown(function()
    client:close()
    sim:stop()
  end)

  it("has every endpoint with who may call, limits, parameters and errors", function()
    for _, name in ipairs(lark.endpoints()) do
      local schema, section = lark.schema(name), section_of(all, name)
      assert.is_truthy(section, name)
      for _, text in ipairs { schema.doc, schema.method .. " " .. schema.path, "| who may call |",
        "| limits |", "### Example" } do
        assert.is_truthy(section:find(text, 1, true), name .. ": " .. text)
      end
      for _, param in ipairs(schema.params) do
        local row = ("| `%s`%s | "):format(param.name, param.required and " *" or "")
        assert.is_truthy(section:find(row, 1, true), name .. ": " .. param.name)
      end
      for _, scope in ipairs(schema.scopes or {}) do
        assert.is_truthy(section:find("`" .. scope .. "`", 1, true), name .. ": " .. scope)
      end
      assert.equal(schema.deprecated ~= nil, section:find("**Deprecated.**", 1, true) ~= nil)
      assert.equal(schema.unverified ~= nil, section:find("**Unverified.**", 1, true) ~= nil)
    end
  end)

  it("has no broken links", function()
    local broken, count = {}, 0
    for page, text in pairs(all) do
      for path, anchor in text:gmatch "%]%(([^)#:]*)#?([^)]*)%)" do
        if not path:find "^http" and not anchor:find "^//" then
          count = count + 1
          local found = target(all, page, path)
          if not found or anchor ~= "" and not anchors_of(found)[anchor] then
            broken[#broken + 1] = ("%s: %s#%s"):format(page, path, anchor)
          end
        end
      end
    end
    assert.same({}, broken)
    assert.is_true(count > 500, count)
  end)

  -- For families that the simulator lacks: checks a call, and sends nothing.
  local function checked()
    local function branch(name)
      return setmetatable({}, {
        __index = function(_, part) return branch(name and name .. "." .. part or part) end,
        __call = function(_, params) return lark.preview(name, params) end,
      })
    end
    return branch()
  end

  it("has examples that run", function()
    local without = {}
    for _, name in ipairs(lark.endpoints()) do
      local example = section_of(all, name):match "```lua\n(.-)```"
      if example then
        local caller = name:find "^hire%." and client or checked()
        local run = assert(load(example, "=" .. name, "t",
          { client = caller, lark = lark, assert = assert }))
        local ok, err = pcall(run)
        assert.is_true(ok, name .. ": " .. tostring(err))
        assert.is_truthy(example:find("client." .. name .. " ", 1, true))
      else
        without[#without + 1] = name
      end
    end
    -- A file to upload, and users' tokens.
    assert.same({ "contact.department.search", "hire.attachment.create", "hire.todo.list",
      "im.file.create", "im.image.create" },
      without)
  end)

  it("has the members of every table that the report library takes", function()
    local page = all.report
    for _, name in ipairs { "lark.report.column", "lark.chart.options", "lark.rows.join",
      "lark.rows.pivot", "lark.aggregate.options", "lark.referrals.options",
      "lark.render.options", "lark.render.choice" } do
      local section = page:match("\n### " .. name:gsub("%.", "%%.") .. "\n(.-)\n\n#")
        or page:match("\n### " .. name:gsub("%.", "%%.") .. "\n(.*)$")
      assert.is_truthy(section, name)
      assert.matches("| field | type | meaning |\n|---|---|---|\n| `", section, 1, true)
    end
    -- The lines of a meaning are one.
    assert.is_truthy(page:find("| `as?` | `string` | the field that holds the matching row; "
      .. "without it, that row's fields fill in what this row lacks |", 1, true))
    assert.is_truthy(page:find("### rows:keys\n", 1, true))
  end)

  it("has every sentence about lark and clients in Chinese, and none that nobody says", function()
    local lua_pages = dofile(source .. "/tools/reference/lua_pages.lua")(source .. "/tools")
    local api = dofile(source .. "/bindings/api.lua")
    local words = dofile(source .. "/bindings/api.zh.lua")
    local said, missing, stale = {}, {}, {}
    local page = lua_pages.chinese_module(api, setmetatable({}, { __index = function(_, english)
      said[english] = true
      if not words[english] then missing[#missing + 1] = english end
      return words[english]
    end }))
    for english in pairs(words) do
      if not said[english] then stale[#stale + 1] = english end
    end
    assert.same({ missing = {}, stale = {} }, { missing = missing, stale = stale })
    assert.same({}, chinese.faults(words))
    assert.equal(all["lua.zh-CN"], page)
    -- Nor is English left in the page of the other language afterwards, or here.
    assert.equal(all.lua, lua_pages.module(api))
    local function shape(text)
      local code = {}
      for block in text:gmatch "```lua\n(.-)```" do code[#code + 1] = block end
      return { code, select(2, text:gsub("\n|", "")), select(2, text:gsub("\n#", "")) }
    end
    assert.same(shape(all.lua), shape(page))
  end)

  it("has every function of the report library", function()
    local lua_pages = dofile(source .. "/tools/reference/lua_pages.lua")(source .. "/tools")
    local missing = {}
    for _, module in ipairs(lua_pages.LIBRARY) do
      local functions, lent = lua_pages.library(function(path)
        return files.read(source .. "/" .. path)
      end, module)
      local known = {}
      for _, entry in ipairs(functions) do known[entry.name] = entry.doc ~= "" end
      for _, one in ipairs(lent) do known[one.name] = true end
      local ok, live = pcall(require, module[1])
      for name, value in pairs(ok and live or {}) do
        if type(value) == "function" and not known[name] then
          missing[#missing + 1] = module[1] .. "." .. name
        end
      end
      local short = module[1]:match "[^.]+$"
      for name in pairs(known) do
        assert.is_truthy(all.report:find(("[.:`]%s[`(\n]"):format(name)), short .. "." .. name)
      end
    end
    assert.same({}, missing)
  end)
end)
