-- SPDX-License-Identifier: MIT

-- lualark run with limits, as a user types it.
local lark = require "lark"
local script = require "support.script"
local simulator = require "support.simulator"

describe("lualark run with limits", function()
  local sim, scripts, path

  setup(function()
    sim = simulator.start("--limits", "off")
    scripts = script.new(sim)
    path = scripts.path
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)

  local function run(...) return scripts:run(...) end

  -- Status 5, and one line that has all of these parts.
  local function ends_at_limit(ended, ...)
    assert.equal(5, ended.status)
    local line = ended.err:match("^(lualark: [^\n]*)\n$")
    assert(line, "one line, not: " .. ended.err)
    for _, part in ipairs { ... } do assert.truthy(line:find(part, 1, true), line) end
  end

  it("says which limit, how much, and where in the script", function()
    local endless = "local x = 1\nwhile true do x = x + 1 end"
    ends_at_limit(run(endless, { "--time", "200ms" }), path .. ":2:", "0.2 s")
    ends_at_limit(run(endless, { "--sandbox", "--time", "0.2s" }), path .. ":2:", "0.2 s")
    ends_at_limit(run(endless, { "--instructions", "50000" }), path .. ":2:", "50000 instructions")
    ends_at_limit(run(endless, { "--sandbox", "--instructions=50000" }),
      path .. ":2:", "50000 instructions")
    local greedy = "local t = {}\nwhile true do t[#t + 1] = { #t } end"
    ends_at_limit(run(greedy, { "--memory", "8M" }), path .. ":2:", "8388608 bytes")
    ends_at_limit(run(greedy, { "--sandbox", "--memory", "8M" }), path .. ":2:", "8388608 bytes")
    ends_at_limit(run("local lark = require 'lark'\nlark.sleep(60)", { "--time", "200ms" }),
      path .. ":2:", "0.2 s")
  end)

  it("cannot be held up by the script", function()
    for _, text in ipairs {
      "while true do pcall(function() while true do end end) end",
      "xpcall(error, function() while true do end end)",
      "setmetatable({}, { __close = 1 }) local x <close> = setmetatable({}, "
        .. "{ __close = function() while true do end end }) error 'now'",
      "while true do coroutine.wrap(function() while true do end end)() end",
      "error(setmetatable({}, { __tostring = function() while true do end end }))",
    } do
      local ended = run(text, { "--sandbox", "--time", "200ms" })
      assert.is_true(ended.status == 5 or ended.status == 1, text)
    end
  end)

  it("renders what the script returns, and has the report library", function()
    for _, options in ipairs { { "--sandbox" }, { "--memory", "64M" } } do
      local ended = run("return { { n = 1, name = '张三' } }", options)
      assert.equal("", ended.err)
      assert.matches("n +name.*1 +张三", ended.out)
      ended = run("#!/usr/bin/lualark run\nlocal report = require 'lark.report'\n"
        .. "return { ..., arg[1], type(report) }", options, { "a", "--format", "json" })
      assert.same({ "a", "a", "table" }, lark.decode(ended.out))
    end
  end)

  it("writes to the file of --output, and prints to stderr then", function()
    local out = os.tmpname()
    local ended = run("print 'beside' return { 1, 2 }", { "--sandbox", "--output", out })
    assert.equal("", ended.out)
    assert.equal("beside\n", ended.err)
    local file <close> = assert(io.open(out))
    assert.matches("1.*2", file:read("a"))
    os.remove(out)
  end)

  it("gives a sandboxed script a client, but not its credentials", function()
    local ended = run([[
      local lark = require "lark"
      local client = assert(lark.client())
      local data = assert(client.hire.referral.get_by_application {
        application_id = "6134134355464633" })
      local _, options = lark.client { app_id = "x" }
      local _, path = client:request { path = "/open-apis/hire/v1/jobs" }
      return { data.referral.referral_user.name.zh_cn, options.kind, options.parameter, path.kind,
        tostring(io), tostring(os.getenv), tostring(package), tostring(debug) }
    ]], { "--sandbox", "--format", "json" })
    assert.equal("", ended.err)
    assert.same({ "张三", "param", "app_id", "permission",
      "nil", "nil", "nil", "nil" }, lark.decode(ended.out))
  end)

  it("ends with status 6 for missing rows, and with those of errors", function()
    local ended = run("return { { n = 1 } }, { [2] = 'no such talent' }", { "--sandbox" })
    assert.equal(6, ended.status)
    assert.equal("lualark: 2: no such talent\n", ended.err)
    ended = run("local lark = require 'lark' return nil, "
      .. "select(2, lark.client { proxy = 'x' })", { "--sandbox" })
    assert.equal(2, ended.status)
    assert.matches("takes no options", ended.err)
    ended = run("local x\nreturn x.y", { "--sandbox" })
    assert.equal(1, ended.status)
    assert.matches(":2: attempt to index a nil value", ended.err)
    assert.matches("stack traceback", ended.err)
  end)

  it("has the program to itself: it may compute where it cannot yield, and print much", function()
    for _, options in ipairs { { "--sandbox", "--print-limit", "1M" }, { "--time", "20s" } } do
      local ended = run([[
        local began = os.clock()
        string.gsub("x", "x", function() repeat until os.clock() - began > 0.1 end)
        for _ = 1, 3000 do print(("x"):rep(99)) end
        return "done"
      ]], options)
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
      assert.equal(300000 + 5, #ended.out)
    end
  end)

  it("drops what a sandboxed script prints beyond 64 KiB in a second, and says so", function()
    local text = "for _ = 1, 3000 do print(('x'):rep(99)) end"
    local ended = run(text, { "--sandbox" })
    assert.equal(0, ended.status)
    -- At most a few seconds have begun.
    assert.is_true(#ended.out >= 65500 and #ended.out <= 4 * 65600, #ended.out)
    local dropped = tonumber(ended.err:match "^lualark: (%d+) lines were too much")
    local notes = select(2, ended.out:gsub("%(%d+ lines were too much%)", ""))
    assert.equal(3000 + notes, dropped + select(2, ended.out:gsub("\n", "")))
    assert.matches("%-%-print%-limit", ended.err)
    ended = run(text, { "--print-limit", "1K" })
    assert.matches("lines were too much", ended.err)
    assert.equal(2, run(text, { "--print-limit", "0" }).status)
  end)

  it("writes out what a sandboxed script prints to control the terminal", function()
    local text = "print('a\\27[31mred\\tb', 'c\\nd\\r\\u{9b}', '张三', '\\xff\\0') warn('\\27c')"
    local ended = run(text, { "--sandbox" })
    assert.equal("a\\x1b[31mred\tb\tc\nd\\r\\u{9b}\t张三\t\\xff\\x00\n", ended.out)
    assert.equal("Lua warning: \\x1bc\n", ended.err)
    ended = run(text, { "--time", "20s" })
    assert.matches("a\27%[31mred", ended.out)
  end)

  it("says that files are out of reach", function()
    local ended = run("return assert(require 'lark.csv'.read 'x.csv')", { "--sandbox" })
    assert.equal(1, ended.status)
    assert.matches("files are out of this script's reach", ended.err)
  end)

  it("says why there is no client", function()
    local ended = run("local lark = require 'lark' return lark.client().hire",
      { "--sandbox" }, nil, { LARK_APP_ID = "", LARK_APP_SECRET = "" })
    assert.equal(3, ended.status)
    assert.matches("app_id is missing", ended.err)
  end)

  it("refuses texts that are no limits", function()
    for _, options in ipairs { { "--memory", "much" }, { "--time", "-1s" },
      { "--instructions", "1.5.2" }, { "--time", "5 parsecs" }, { "--memory", "0" } } do
      local ended = run("", options)
      assert.equal(2, ended.status)
      assert.matches("a limit reads like", ended.err)
    end
  end)

  it("logs the attempts of a sandboxed script's calls", function()
    local ended = run("local lark = require 'lark' assert(lark.client()"
      .. ".hire.referral.get_by_application { application_id = '6134134355464633' })",
      { "--sandbox", "--verbose" })
    assert.equal(0, ended.status)
    assert.matches("hire.referral.get_by_application #1, HTTP 200", ended.err)
  end)
end)
