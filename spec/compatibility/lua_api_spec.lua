-- SPDX-License-Identifier: MIT

-- The names of the Lua API, read from a running state, against golden/lua-api.txt and
-- golden/lua-report.txt, as docs/compatibility.md promises. After an intended change
-- GOLDEN=write rewrites them; a line that goes or changes is a break: see CONTRIBUTING.md.
local files = require "support.files"
local golden = require "support.golden"
local lark = require "lark"
local outline = require "support.outline"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"

-- A line for each name: "client:close", "function".
local function list(lines, prefix, from)
  local names = {}
  for name in pairs(from) do
    if type(name) == "string" and name:sub(1, 2) ~= "__" then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    lines[#lines + 1] = prefix .. name .. "\t" .. type(from[name])
  end
end

-- The methods behind the __index of a userdata, be it a table or a function over one, which
-- has those that were used.
local function methods_of(value)
  local index = debug.getmetatable(value).__index
  if type(index) == "table" then return index end
  local _, methods = debug.getupvalue(index, 1)
  return methods
end

local function outlined(lines, prefix, ...)
  for line in outline.of(...):gmatch "([^\n]+)\n" do
    if line:sub(1, 1) ~= "." then lines[#lines + 1] = prefix .. line end
  end
end

describe("the Lua API", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  -- Errors of all sorts, as far as they have fields of their own.
  local function errors(client)
    local function why(_, err) return err end
    local found = {
      why(client.hire.talent.get {}),
      why(client.hire.referral_account.get_account_assets { referral_account_id = "404" }),
      why(lark.client { app_id = "a", app_secret = "b", timeout = -1 }),
    }
    sim:faults { "code,code=99991672,status=400,endpoint=hire.talent.get" }
    found[#found + 1] = why(client.hire.talent.get { talent_id = "1" })
    sim:faults { "code,code=1002002,skip=1,endpoint=hire.external_application.list" }
    found[#found + 1] = why(client.hire.external_application.list.all {
      talent_id = sim:company().talents[1].id, page_size = 10 })
    -- Its items are the platform's.
    assert.is_true(#found[#found].partial > 0)
    found[#found].partial = lark.array {}
    sim:faults {}
    return found
  end

  -- Lists what clients, tasks and their like have, and what they return.
  local function objects(lines)
    local log, path = {}, os.tmpname()
    local journal = assert(lark.journal(path))
    local client = sim:client {
      drift = true, journal = journal, log = function(entry) log[#log + 1] = entry end,
    }
    local task = lark.spawn(function() end)
    for _, entry in ipairs(dofile(source .. "/bindings/api.lua").client.functions) do
      assert.is_function(client[entry[1]])
    end
    for _, one in ipairs { { "client:", client }, { "journal:", journal }, { "task:", task } } do
      list(lines, one[1], methods_of(one[2]))
    end
    task:cancel()
    list(lines, "paged endpoint.", { each = client.hire.job.list.each,
      all = client.hire.job.list.all })

    outlined(lines, "error.", table.unpack(errors(client)))
    assert(client.hire.note.create({ talent_id = "6930815272790114324", content = "hello" },
      { row = "one" }))
    outlined(lines, "log entry.", table.unpack(log))
    outlined(lines, "stats.", client:stats())
    outlined(lines, "journal entry.", table.unpack(journal:entries()))
    outlined(lines, "code.", lark.explain(1002553))
    outlined(lines, "preview.", lark.preview("hire.note.create", { talent_id = "1", content = "" }))
    client:close()
    journal:close()
    os.remove(path)
    os.remove(path .. "-runs")
  end

  it("has the names and kinds that it had", function()
    -- Some members are made at their first use.
    for _, entry in ipairs(dofile(source .. "/bindings/api.lua").lark.functions) do
      assert.is_function(lark[entry[1]])
    end
    assert.is_table(lark.types)
    local lines = {}
    list(lines, "lark.", lark)
    list(lines, "lark.types.", lark.types)
    objects(lines)
    golden.compare("compatibility/golden/lua-api.txt", table.concat(lines, "\n") .. "\n")
  end)

  it("has the options of clients that it had", function()
    local text = files.read(source .. "/bindings/src/client/options.c")
    local lines = {}
    for name in text:gmatch 'OPTION%("([%w_]+)"' do lines[#lines + 1] = name end
    table.sort(lines)
    golden.compare("compatibility/golden/lua-options.txt", table.concat(lines, "\n") .. "\n")
    for _, name in ipairs(lines) do
      local _, err = lark.client { [name .. "x"] = true }
      assert.matches(name, err.hint or err.msg, 1, true)
    end
  end)
end)

describe("the report library", function()
  it("has the names and kinds that it had", function()
    local lines = {}
    for _, name in ipairs { "aggregate", "applications", "arguments", "bitable", "cqueues", "csv",
      "decimal", "fetch", "field", "locale", "luv", "raw", "referrals", "render", "report", "rows",
      "skynet", "workflow", "zone" } do
      package.loaded.skynet = package.loaded.skynet or {}
      list(lines, "lark." .. name .. ".", require("lark." .. name))
    end
    local report = require "lark.report".new "A title"
    list(lines, "report:", getmetatable(report).__index)
    local methods = getmetatable(require "lark.rows".of {}).__index
    for _, subject in ipairs { "choose", "fields", "group", "join", "pivot", "sort" } do
      for name, method in pairs(require("lark.rows." .. subject)) do
        assert.equal(method, methods[name])
      end
    end
    list(lines, "rows:", methods)
    golden.compare("compatibility/golden/lua-report.txt", table.concat(lines, "\n") .. "\n")
  end)
end)
