-- SPDX-License-Identifier: MIT

-- bindings/api.lua, from which the reference and the editor's definitions are made: it has
-- what the live module has, and its examples print what they say.
local files = require "support.files"
local lark = require "lark"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"
local api = dofile(source .. "/bindings/api.lua")

local function read(path) return files.read(source .. "/" .. path) end

local function names_of(list)
  local names = {}
  for i, entry in ipairs(list) do names[i] = (entry[1]:gsub("%?$", "")) end
  table.sort(names)
  return names
end

local function joined(...)
  local all = {}
  for _, list in ipairs { ... } do table.move(list, 1, #list, #all + 1, all) end
  return all
end

local function class(name)
  for _, one in ipairs(api.classes) do
    if one.class == name then return one end
  end
end

describe("the reference of", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  it("the module has what the module has", function()
    local live = {}
    -- Made at their first use.
    assert.is_function(lark.download)
    assert.is_function(lark.inbox)
    assert.is_function(lark.journal)
    assert.is_function(lark.key)
    assert.is_function(lark.map)
    assert.is_function(lark.language)
    assert.is_function(lark.pages)
    assert.is_function(lark.set_language)
    assert.is_table(lark.test)
    assert.is_table(lark.types)
    assert.is_table(lark.events)
    for _, name in ipairs { "collation_key", "define", "endpoints", "explain", "grid",
      "grid_fill", "grid_gather", "preview", "schema", "store", "suggest", "transport" } do
      assert.is_function(lark[name])
    end
    for name in pairs(lark) do live[#live + 1] = name end
    table.sort(live)
    assert.same(names_of(joined(api.lark.fields, api.lark.functions)), live)
  end)

  it("clients and tasks has their methods", function()
    local client = sim:client()
    for _, entry in ipairs(api.client.functions) do assert.is_function(client[entry[1]]) end
    local registered = {}
    for _, file in ipairs { "client_type", "raw", "request", "download", "listen", "ticket",
      "define", "drift" } do
      local list = read("bindings/src/client/" .. file .. ".c")
        :gmatch "luaL_Reg [%l_]+_methods?%[%] = (%b{});"
      for methods in list do
        for name in methods:gmatch '{"([%l_]+)", ' do registered[#registered + 1] = name end
      end
    end
    table.sort(registered)
    assert.same(names_of(api.client.functions), registered)
    client:close()
    local task = lark.spawn(function() end)
    for _, entry in ipairs(api.task.functions) do assert.is_function(task[entry[1]]) end
    local count = select(2, read("bindings/src/task/task_methods.c"):gsub('{"[%l_]+", task_', ""))
    assert.equal(count, #api.task.functions)
    task:cancel()
  end)

  it("what engines add has what they add", function()
    assert.matches('"send"', read "bindings/engine/library/messages.c", 1, true)
    assert.matches('"on"', read "bindings/engine/script/events.c", 1, true)
    assert.matches('"on_replace"', read "bindings/engine/script/handover.c", 1, true)
    assert.matches('"state"', read "bindings/engine/script/handover.c", 1, true)
    assert.matches('"data"', read "bindings/engine/library/data.c", 1, true)
    assert.same({ "data", "on", "on_replace", "send", "state" }, names_of(api.lark.engine))
  end)

  it("options has every option of lark.client", function()
    local known = {}
    for name in read "bindings/src/client/options.c":gmatch 'OPTION%("([%w_]+)"' do
      known[#known + 1] = name
    end
    table.sort(known)
    assert.same(known, names_of(class("lark.client.options").fields))
  end)

  it("statistics and codes has their members", function()
    local function keys(value)
      local found = {}
      for name in pairs(value) do found[#found + 1] = name end
      table.sort(found)
      return found
    end
    local client = sim:client()
    assert.same(keys(client:stats()), names_of(class("lark.stats").fields))
    client:close()
    assert.same(keys(lark.explain(1002553)), names_of(class("lark.code").fields))
  end)

  for _, part in ipairs { api.lark, api.client } do
    for _, entry in ipairs(part.functions) do
      if entry.example then
        it(part.name .. "'s " .. entry[1] .. " has an example that prints what it says", function()
          local printed, expected = {}, {}
          for line in entry.example:gmatch "%-%->([^\n]*)" do
            expected[#expected + 1] = line:sub(2)
          end
          local client = sim:client()
          local module = setmetatable({
            client = function(options)
              local all = { app_id = sim.app_id, app_secret = sim.app_secret, base_url = sim.url }
              for name, value in pairs(options or {}) do all[name] = value end
              return lark.client(all)
            end,
          }, { __index = lark })
          local globals = setmetatable({
            lark = module, client = client,
            print = function(...)
              local parts = table.pack(...)
              for i = 1, parts.n do parts[i] = tostring(parts[i]) end
              printed[#printed + 1] = table.concat(parts, "\t")
            end,
          }, { __index = _G })
          assert(load(entry.example, "=" .. entry[1], "t", globals))()
          client:close()
          assert.same(expected, printed)
        end)
      end
    end
  end
end)
