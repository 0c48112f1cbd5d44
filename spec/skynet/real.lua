-- SPDX-License-Identifier: MIT

-- lark.so and lark.skynet in the services of a real skynet: `make test-skynet SKYNET=DIR`
-- runs this. spec/scripts/skynet_spec.lua runs daily, with a stand-in.
local configure = require "support.configure"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local skynet = assert(os.getenv "SKYNET", "SKYNET names the folder of a built skynet")
local module = assert(os.getenv "LARK_MODULE", "LARK_MODULE names the folder of lark.so")
local source, build = configure.source, os.getenv "LARK_BUILD"

-- As examples/config.path of skynet, and a page's user adds the last lines.
local CONFIG = [[
thread = 4
harbor = 0
bootstrap = "snlua bootstrap"
root = "%s/"
cpath = root .. "cservice/?.so"
lualoader = root .. "lualib/loader.lua"
lua_path = root .. "lualib/?.lua;" .. root .. "lualib/?/init.lua"
lua_cpath = root .. "luaclib/?.so"
luaservice = root .. "service/?.lua"
lua_path = lua_path .. ";%s/scripts/?.lua"
lua_cpath = lua_cpath .. ";%s/?.so"
luaservice = luaservice .. ";%s/?.lua"
]]

local function read(path)
  local file = io.open(path)
  if not file then return nil end
  local text <const> = file:read "a"
  file:close()
  return text
end

describe("a real skynet", function()
  local folder, sim
  setup(function() folder = configure.folder "" end)
  teardown(function() configure.remove(folder) end)
  after_each(function()
    if sim then sim:stop() end
  end)

  -- Runs skynet to its end. `values` are added to its configuration.
  local function run(values, services, modules)
    local lines = { CONFIG:format(skynet, source, modules or module, services) }
    for name, value in pairs(values) do lines[#lines + 1] = ("%s = %q\n"):format(name, value) end
    configure.write(folder .. "/config", table.concat(lines))
    return process.run({ "sh", "-c", 'echo "process = \\"$$\\"" >> "$2" && exec "$1" "$2"', "sh",
      skynet .. "/skynet", folder .. "/config" }, { env = sim:env() })
  end

  local function scenario(name, store)
    local path = folder .. "/result"
    os.remove(path)
    local ended = run({ start = "lark_main", scenario = name, store = store or "", result = path },
      source .. "/spec/skynet/services")
    local text = assert(read(path), ended.out .. ended.err)
    local answer = lark.decode(text)
    assert(answer.ok, answer.result)
    return answer.result, ended
  end

  it("runs the services of docs/skynet.md", function()
    sim = simulator.start()
    local text = assert(read(source .. "/docs/skynet.md"))
    for name, lua in text:gmatch "`(%l+%.lua)`[^\n]*\n\n```lua skynet\n(.-)```" do
      configure.write(folder .. "/" .. name, lua)
    end
    local ended = run({ start = "main" }, folder)
    local printed = text:match "```text\n(.-)```"
    assert.is_truthy(ended.out:find(printed, 1, true), ended.out .. ended.err)
  end)

  it("meets no refusals where three services share a store", function()
    sim = simulator.start()
    local tokens = 0
    for _, worker in ipairs(scenario("three", "hire")) do
      assert.equal(0, worker.failed)
      assert.equal(0, worker.limited)
      tokens = tokens + worker.tokens
    end
    assert.equal(1, tokens)
    assert.equal(180, sim:count "hire.referral.search")
  end)

  it("shares a client, whose answers wake its service", function()
    sim = simulator.start("--limits", "off")
    local found = scenario "shared"
    assert.equal(100, found.points)
    assert.is_true(found.missing)
    assert.matches("does not exist", found.text)
    assert.equal(52, found.calls)
    -- With a look each hundredth of a second 50 calls would take half a second.
    assert.is_true(found.took_ms < 300, found.took_ms .. " ms for 50 calls")
  end)

  it("meets refusals where each has its own", function()
    sim = simulator.start()
    local limited = 0
    for _, worker in ipairs(scenario "three") do limited = limited + worker.limited end
    assert.is_true(limited > 0)
  end)

  it("gets data and every kind of error", function()
    sim = simulator.start("--limits", "off", "--latency", "100")
    local found, ended = scenario "endings"
    assert.equal(100, found.data.account.assets.confirmed_bonus.point_bonus)
    assert.equal(1002553, found.unknown.code)
    assert.equal("param", found.wrong.kind)
    assert.matches("Did you mean referral_account_id", found.wrong.text)
    assert.equal("timeout", found.late.kind)
    assert.equal("cancelled", found.cancelled.kind)
    assert.equal(100, found.callback.account.assets.confirmed_bonus.point_bonus)
    assert.matches("lark_worker.lua:%d+: mine", ended.out)
    assert.is_true(found.pages > 0)
    assert.equal('{"big":9007199254740993,"list":[],"none":null}', found.json)
  end)

  it("loses no descriptor where services end with calls under way", function()
    sim = simulator.start("--limits", "off", "--latency", "200")
    local counted, ended = scenario "ends"
    assert.equal(counted.before, counted.after)
    assert.is_nil(ended.out:match "stack traceback", ended.out)
  end)

  it("is told which Lua lark.so was built for", function()
    sim = simulator.start()
    local ended = run({ start = "lark_worker" }, source .. "/spec/skynet/services",
      build .. "/lib/lua/5.4")
    assert.matches("lark.so was built for Lua 5.4, and this is Lua 5.5", ended.out, 1, true)
  end)
end)
