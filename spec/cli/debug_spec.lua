-- SPDX-License-Identifier: MIT

-- lualark run --debug: a script under an editor's debugger.
local dap = require "support.dap"
local files = require "support.files"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"

describe("lualark run --debug", function()
  local sim, scripts, started, client
  setup(function()
    sim = simulator.start()
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)
  after_each(function()
    if client then client:close() end
    client = nil
    if started then
      started.signal "KILL"
      started.finish()
    end
    started = nil
  end)

  local ADDER = table.concat({
    "local lark = require 'lark'",
    "local function add(a, b)",
    "  local sum = a + b",
    "  return sum",
    "end",
    "print(add(1, ...))",
    "lark.sleep(0.01)",
    "return add(3, 4)",
  }, "\n")

  -- Starts a script under the debugger. Returns the port on which it waits.
  local function start(text, options, ...)
    scripts:write(text)
    local words = { script.lualark, "run", "--debug", "0" }
    table.move(options or {}, 1, #(options or {}), #words + 1, words)
    table.move({ scripts.path, ... }, 1, 1 + select("#", ...), #words + 1, words)
    started = process.start(words, { env = sim:env() })
    started.await "127.0.0.1:"
    return tonumber(started.so_far():match "on 127%.0%.0%.1:(%d+)")
  end

  local function finish()
    local ended = started.finish()
    started = nil
    return ended
  end

  it("waits for an editor, and stops where it is told", function()
    client = dap.connect(start(ADDER, {}, "2"))
    local set = client:begin(scripts.path, { { line = 3 }, { line = 9 } })
    assert.is_true(set[1].verified)
    assert.is_false(set[2].verified)
    assert.matches("no code", set[2].message)
    local stop = client:event "stopped"
    assert.equal("breakpoint", stop.reason)
    assert.is_true(stop.allThreadsStopped)
    local frames = client:frames(stop.threadId)
    -- The command's own code is not shown.
    assert.equal(2, #frames)
    assert.equal(scripts.path, frames[1].source.path)
    assert.same({ "add", 3 }, { frames[1].name, frames[1].line })
    assert.same({ "main chunk", 6 }, { frames[2].name, frames[2].line })
    local seen = client:ask("evaluate", { expression = "a .. b", frameId = frames[1].id })
    assert.equal('"12"', seen.body.result)
    client:ask("setExpression", { expression = "b", value = "40", frameId = frames[1].id })
    client:ask("setBreakpoints", { source = { path = scripts.path } })
    client:ask("continue", { threadId = stop.threadId })
    assert.equal("41\n", client:event "output".output)
    assert.is_truthy(client:event "terminated")
    assert.is_true(client:ask("disconnect", {}).success)
    local ended = finish()
    assert.equal(0, ended.status, ended.err)
    assert.equal("41\n7\n", ended.out)
  end)

  it("stops at the first line of the script, not of the command", function()
    client = dap.connect(start(ADDER, {}, "2"))
    client:begin(scripts.path, {}, { stopOnEntry = true })
    local stop = client:event "stopped"
    assert.equal("entry", stop.reason)
    local frames = client:frames(stop.threadId)
    assert.same({ scripts.path, 1 }, { frames[1].source.path, frames[1].line })
  end)

  it("knows relative paths, and links", function()
    local folder = files.folder()
    files.write(folder .. "/real.lua", "local n = 1\nreturn n")
    process.run { "ln", "-s", folder .. "/real.lua", folder .. "/link.lua" }
    started = process.start({ "env", "-C", folder, script.lualark, "run", "--debug", "0",
      "link.lua" }, { env = sim:env() })
    started.await "127.0.0.1:"
    client = dap.connect(tonumber(started.so_far():match "on 127%.0%.0%.1:(%d+)"))
    local set = client:begin(folder .. "/link.lua", { { line = 2 } })
    assert.is_true(set[1].verified)
    local frames = client:frames(client:event "stopped".threadId)
    assert.matches("/real%.lua$", frames[1].source.path)
    files.remove(folder)
  end)

  it("goes on when the editor is gone, even killed in a stop", function()
    client = dap.connect(start(ADDER, {}, "2"))
    client:begin(scripts.path, { { line = 3 } })
    client:event "stopped"
    client:kill()
    client = nil
    local ended = finish()
    assert.equal(0, ended.status, ended.err)
    assert.equal("3\n7\n", ended.out)
  end)

  it("ends a stop on Ctrl-C, and the script comes to its end", function()
    client = dap.connect(start("local lark = require 'lark'\nlark.sleep(0)\n"
      .. "local done = lark.sleep(60)\nreturn 'ended'"))
    client:begin(scripts.path, { { line = 3 } })
    client:event "stopped"
    started.signal "INT"
    assert.is_truthy(client:event "continued")
    assert.is_truthy(client:event "terminated")
    client:ask("disconnect", {})
    local ended = finish()
    assert.equal("ended\n", ended.out)
  end)

  it("ends on Ctrl-C while it waits for an editor", function()
    start "print 'never'"
    started.signal "INT"
    local ended = finish()
    assert.not_equal(0, ended.status)
    assert.equal("", ended.out)
    assert.matches("interrupted before an editor attached", ended.err, 1, true)
  end)

  it("kills the script of a launch when the editor ends it", function()
    client = dap.connect(start "while true do end")
    assert(client:ask("initialize", {}).success)
    assert(client:ask("launch", {}).success)
    assert(client:ask("configurationDone", {}).success)
    client:event "thread"
    assert.is_true(client:ask("disconnect", {}).success)
    local ended = finish()
    assert.not_equal(0, ended.status)
    assert.matches("the debugger ended it", ended.err, 1, true)
  end)

  it("debugs one that nobody trusts, within its limits", function()
    client = dap.connect(start("local n = 1\nn = n + 1\nreturn n",
      { "--sandbox", "--time", "500ms" }))
    client:begin(scripts.path, { { line = 2 } })
    local stop = client:event "stopped"
    local failed = client:ask("evaluate", { expression = "io.open" })
    assert.matches("attempt to index a nil value", failed.message, 1, true)
    os.execute "sleep 0.6"
    client:ask("continue", { threadId = stop.threadId })
    client:event "terminated"
    client:ask("disconnect", {})
    local ended = finish()
    assert.equal(0, ended.status, ended.err)
    assert.equal("2\n", ended.out)
  end)

  it("steps into modules that have a file", function()
    local folder = files.folder()
    files.write(folder .. "/part.lua", "return {\n  f = function()\n    return 5\n  end\n}")
    client = dap.connect(start(("package.path = %q .. package.path\nlocal part = require 'part'\n"
      .. "return part.f()"):format(folder .. "/?.lua;")))
    client:begin(folder .. "/part.lua", { { line = 3 } })
    local frames = client:frames(client:event "stopped".threadId)
    assert.same({ folder .. "/part.lua", 3 }, { frames[1].source.path, frames[1].line })
    files.remove(folder)
  end)

  describe("stdio", function()
    -- As an editor starts it. What it writes for people goes to standard error, into a file.
    local said
    before_each(function() said = os.tmpname() end)
    after_each(function() os.remove(said) end)

    local function launch(text, ...)
      scripts:write(text)
      local words = { "sh", "-c", ('exec "$@" 2>%s'):format(said), "sh", "env" }
      for name, value in pairs(sim:env()) do words[#words + 1] = name .. "=" .. value end
      table.move({ script.lualark, "run", "--debug", "stdio", scripts.path, ... }, 1,
        5 + select("#", ...), #words + 1, words)
      client = dap.start(words)
    end

    it("debugs over the streams of an editor that starts it", function()
      launch(ADDER, "2")
      client:begin(scripts.path, { { line = 3 } }, {}, "launch")
      local stop = client:event "stopped"
      assert.equal("breakpoint", stop.reason)
      client:ask("setBreakpoints", { source = { path = scripts.path } })
      client:ask("continue", { threadId = stop.threadId })
      assert.equal("3\n", client:event "output".output)
      assert.is_truthy(client:event "terminated")
      assert.is_true(client:ask("disconnect", {}).success)
      assert.is_nil(client:message())
      assert.equal("3\n7\n", files.read(said))
    end)

    it("keeps the streams from the script", function()
      launch "io.write 'no message\\n'\nprint(io.read 'a' == '')"
      client:begin(scripts.path, {}, {}, "launch")
      assert.equal("true\n", client:event "output".output)
      assert.is_truthy(client:event "terminated")
      client:ask("disconnect", {})
      assert.is_nil(client:message())
      assert.equal("no message\ntrue\n", files.read(said))
    end)

    it("lets the editor end the script", function()
      launch "while true do end"
      client:begin(scripts.path, {}, {}, "launch")
      client:event "thread"
      assert.is_true(client:ask("disconnect", {}).success)
      assert.is_nil(client:message())
      assert.matches("the debugger ended it", files.read(said), 1, true)
    end)

    it("ends with an editor that leaves before the script begins", function()
      local ended = scripts:run("print 'never'", { "--debug", "stdio" })
      assert.not_equal(0, ended.status)
      assert.equal("", ended.out)
      assert.matches("the editor left before the script began", ended.err, 1, true)
    end)

    it("goes on when the editor is gone", function()
      launch("local lark = require 'lark'\nlark.sleep(0)\nprint 'on its own'")
      client:begin(scripts.path, { { line = 2 } }, {}, "launch")
      client:event "stopped"
      client:kill()
      client = nil
      for _ = 1, 1000 do
        if files.read(said) ~= "" then break end
        os.execute "sleep 0.02"
      end
      assert.equal("on its own\n", files.read(said))
    end)

    it("is for editors, and reads no script from them", function()
      local ended = process.run({ script.lualark, "run", "--debug", "stdio", "-" },
        { input = "print 'never'" })
      assert.equal(2, ended.status)
      assert.matches("the editor is at standard input", ended.err, 1, true)
    end)
  end)

  it("says what is wrong with a port", function()
    for _, port in ipairs { "x", "65536", "-1", "1.5" } do
      local ended = scripts:run("print 'never'", { "--debug=" .. port })
      assert.equal(2, ended.status)
      assert.matches("--debug " .. port, ended.err, 1, true)
    end
    local port = start "print 'never'"
    local ended = scripts:run("print 'never'", { "--debug", tostring(port) })
    assert.equal(4, ended.status, ended.err)
    assert.equal("", ended.out)
    assert.matches("port " .. port, ended.err, 1, true)
  end)
end)
