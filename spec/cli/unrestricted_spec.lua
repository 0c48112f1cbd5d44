-- SPDX-License-Identifier: MIT

-- lualark run without limits: the script has a Lua as the stock interpreter's
-- (bindings/engine/trusted/unrestricted.c).
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"

describe("a script without limits", function()
  local sim, scripts

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "5")
    scripts = script.new(sim)
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)

  local function run(...) return scripts:run(...) end

  it("ends the program with os.exit and its status, and loses no output", function()
    for _, call in ipairs { "os.exit(7)", "os.exit(7, true)", "coroutine.wrap(os.exit)(7)",
      "require('lark').spawn(os.exit, 7)" } do
      local ended = run("io.write 'one ' print 'two' io.write 'three' " .. call)
      assert.equal("one two\nthree", ended.out)
      assert.equal(7, ended.status)
    end
    assert.equal(0, run("os.exit(true)").status)
    assert.equal(1, run("os.exit(false)").status)
  end)

  it("keeps what was recorded before os.exit", function()
    local file = os.tmpname()
    os.remove(file)
    local ended = run([[
      local client = require("lark").client()
      assert(client.hire.referral.get_by_application { application_id = "6134134355464633" })
      os.exit(3)
    ]], { "--record", file })
    assert.equal(3, ended.status)
    assert.equal(0, process.run({ "sh", "-c", 'test -s "$1" -a ! -e "$1-wal"', "sh", file }).status)
    os.remove(file)
  end)

  it("has finalizers, when they are collected and at the end", function()
    local ended = run [[
      setmetatable({}, { __gc = function() print "collected" end })
      collectgarbage()
      KEPT = setmetatable({}, { __gc = function() print "closed" end })
      return "result"
    ]]
    assert.equal("collected\nresult\nclosed\n", ended.out)
  end)

  it("has written its result before the finalizers run at the end", function()
    local target = os.tmpname()
    local ended = run("KEPT = setmetatable({}, { __gc = function() os.exit(9) end }) return 'all'",
      { "--output", target })
    assert.equal(9, ended.status)
    local file <close> = assert(io.open(target))
    assert.equal("all\n", file:read("a"))
    os.remove(target)
  end)

  it("has the whole debug library and collector", function()
    assert.equal("true\tincremental\n", run([[
      local lines = 0
      debug.sethook(function() lines = lines + 1 end, "l")
      local x = 1
      x = x + 1
      debug.sethook()
      print(lines > 0, collectgarbage "generational")
    ]]).out)
  end)

  it("loads modules written in C", function()
    assert.equal("function\n", run([[
      local path = package.searchpath("cjson", package.cpath)
      print(type(assert(package.loadlib(path, "luaopen_cjson"))))
    ]]).out)
  end)

  it("takes more memory than a sandbox has, in one piece", function()
    assert.equal("100000000\n", run("return #('x'):rep(100000000)").out)
  end)

  it("keeps print and io.write in order, and print's lines come at once", function()
    scripts:write "io.write 'a' print 'b' io.write 'c' print 'd' io.read() return 'e'"
    local ended = process.run { "sh", "-c", [[
      mkfifo "$1.in"
      "$2" run "$1" < "$1.in" > "$1.out" &
      exec 3> "$1.in"
      for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        grep -q cd "$1.out" && break
        sleep 0.1
      done
      cat "$1.out"
      echo >&3
      wait
      tail -n 1 "$1.out"
      rm -f "$1.in" "$1.out"]], "sh", scripts.path, scripts.lualark }
    assert.equal("ab\ncd\ne\n", ended.out)
  end)

  it("turns warnings on by itself", function()
    assert.equal("", run("warn 'unseen'").err)
    assert.equal("Lua warning: seen\n", run("warn '@on' warn 'seen'").err)
  end)

  it("waits in place where it cannot yield", function()
    local ended = run [[
      local lark = require "lark"
      local client = lark.client()
      local list = { 3, 1, 2 }
      table.sort(list, function(a, b)
        lark.sleep(0.001)
        assert(client.hire.referral.get_by_application { application_id = "6134134355464633" })
        return a < b
      end)
      return table.concat(list)
    ]]
    assert.equal("123\n", ended.out)
  end)

  it("renders when all its tasks have ended", function()
    local ended = run [[
      local lark = require "lark"
      lark.spawn(function() lark.sleep(0.02) print "beside" end)
      return "result"
    ]]
    assert.equal("beside\nresult\n", ended.out)
    ended = run [[
      local lark = require "lark"
      lark.spawn(function() lark.sleep(0.02) error "beside" end)
      return "result"
    ]]
    assert.equal("", ended.out)
    assert.equal(1, ended.status)
  end)

  it("may give a client functions: a log, an app_ticket", function()
    local ended = run([[
      local lark = require "lark"
      local client = lark.client { log = function(entry) print(entry.endpoint) end }
      assert(client.hire.referral.get_by_application { application_id = "6134134355464633" })
      assert(lark.client().hire.referral.get_by_application { application_id = "6134134355464633" })
    ]], { "--verbose" })
    assert.matches("hire.referral.get_by_application\n", ended.out, 1, true)
    local _, lines = ended.err:gsub("lualark: hire.referral.get_by_application #1", "")
    assert.equal(1, lines) -- a client with a log of its own has no other
  end)

  it("has no lark.send, lark.on or host: nobody listens", function()
    assert.equal("nil\tnil\tnil\n", run([[
      local lark = require "lark"
      print(lark.send, lark.on, host)
    ]]).out)
  end)

  it("tells what was raised, whatever it was", function()
    for text, message in pairs {
      ["error({ code = 5 })"] = '{"code":5}',
      ["error({ print })"] = "a table was raised as an error",
      ["error()"] = "a nil was raised as an error",
      ["error(setmetatable({}, { __tostring = function() return 'its text' end }))"] = "its text",
      ["error(42)"] = "42",
    } do
      local ended = run(text)
      assert.equal(1, ended.status)
      assert.matches("lualark: " .. message .. "\nstack traceback:\n", ended.err, 1, true)
    end
  end)

  it("tells a long error whole", function()
    local ended = run("error(('x'):rep(100000), 0)")
    assert.equal(100000, #ended.err:match "^lualark: (x+)\n")
  end)
end)
