-- SPDX-License-Identifier: MIT

-- lualark run --sandbox: the command's code in the script's state is out of the script's reach.
local lark = require "lark"
local script = require "support.script"
local simulator = require "support.simulator"

-- Replaces whatever the script can name.
local REPLACE = [[
  local function forged() return "forged" end
  local lark = require "lark"
  for _, library in pairs { lark, string, table, math, utf8, os, coroutine } do
    for name in pairs(library) do library[name] = forged end
  end
  for _, name in ipairs { "lark.render", "lark.render.json", "lark.render.table", "lark.report",
    "lark.rows", "lark.column", "lark.render.sections" } do
    local module = require(name)
    for field, value in pairs(module) do
      if type(value) == "function" then module[field] = forged end
    end
  end
  for name in pairs(_G) do
    if name ~= "_G" and name ~= "pairs" then _G[name] = forged end
  end
]]

describe("a sandboxed script", function()
  local sim, scripts

  setup(function()
    sim = simulator.start("--limits", "off")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)

  local function run(text, ...)
    return scripts:run(text, { "--sandbox", ... })
  end

  it("cannot forge the command's messages with lark.send", function()
    local ended = run [[
      local lark = require "lark"
      lark.send("missing", { lines = { "forged" }, unread = 3 })
      lark.send("output", "forged\n")
      lark.send("refused", "forged")
      return "honest"
    ]]
    assert.equal("honest\n", ended.out)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
  end)

  it("cannot make up why it got no client", function()
    local ended = run [[
      local lark = require "lark"
      lark.send("refused", "forged")
      error "failed"
    ]]
    assert.equal(1, ended.status)
    assert.not_matches("refused", ended.err)
    ended = run [[
      local lark = require "lark"
      tostring = function() return "forged" end
      lark.client { proxy = "x" }
      error "failed"
    ]]
    assert.equal(2, ended.status)
    assert.matches("lark.client() refused: lark.client() takes no options here", ended.err, 1, true)
    assert.not_matches("forged", ended.err)
  end)

  it("cannot change how its result is rendered", function()
    local result = [[ return { { n = 1, name = "张三\27" } }, { [2] = "no such row" } ]]
    for _, format in ipairs { "json", "ndjson", "csv", "md", "html", "table" } do
      local honest = run(result, "--format", format)
      local replaced = run(REPLACE .. result, "--format", format)
      assert.equal(6, honest.status)
      local function without_time(text)
        return (text:gsub("%d%d%d%d%-%d%d%-%d%d %d%d:%d%d", ""))
      end
      assert.equal(without_time(honest.out), without_time(replaced.out), format)
      assert.equal(honest.err, replaced.err)
      assert.equal(6, replaced.status)
    end
  end)

  it("finds no function of the command's", function()
    local ended = run([[
      local found = {}
      for _, library in pairs { require "lark", string, table, coroutine, _G } do
        for _, name in ipairs { "output", "missing", "refused", "finish", "own" } do
          if rawget(library, name) then found[#found + 1] = name end
        end
      end
      return { found = #found, host = pcall(function() return host.output end),
        debug = tostring(debug) }
    ]], "--format", "json")
    assert.same({ found = 0, host = false, debug = "nil" }, lark.decode(ended.out))
  end)

  it("has reports and rows that render as everybody's do", function()
    local text = [[
      local report = require "lark.report"
      local rows = require "lark.rows"
      local list = rows.of({ { b = 1, a = 2 } }):select { "b", "a" }
      local made = report.new "A title"
      made:note "a note"
      return %s
    ]]
    for _, result in ipairs { "list", "made" } do
      local ended = run(text:format(result))
      assert.equal("", ended.err)
      assert.equal(scripts:run(text:format(result)).out, ended.out)
    end
  end)

  it("may add methods to strings, and change its copies of modules", function()
    local ended = run([[
      function string.shout(text) return text:upper() .. "!" end
      local render = require "lark.render"
      render.render = function() return "its own" end
      assert(require("lark.render").render {} == "its own")
      local n = 0
      return function()
        n = n + 1
        return n < 3 and { n = n, word = ("word"):shout() } or nil
      end
    ]], "--format", "ndjson")
    assert.equal("", ended.err)
    assert.equal('{"n":1,"word":"WORD!"}\n{"n":2,"word":"WORD!"}\n', ended.out)
  end)

  it("tells that there is no module of a name, at its own line", function()
    local ended = run "\nrequire 'nothing.like.that'"
    assert.matches(":2: module 'nothing.like.that' not found", ended.err, 1, true)
  end)
end)
