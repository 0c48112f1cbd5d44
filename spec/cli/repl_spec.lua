-- SPDX-License-Identifier: MIT

-- lualark repl: fed from a pipe, and used at a terminal.
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"
local terminal = require "support.terminal"

local lualark = script.lualark

describe("lualark repl", function()
  local sim, home

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "20")
    home = os.tmpname()
    os.remove(home)
  end)
  teardown(function()
    sim:stop()
    process.run { "rm", "-rf", home }
  end)

  it("helps", function()
    local ended = process.run { lualark, "repl", "--help" }
    assert.equal(0, ended.status)
    assert.matches("^Usage: lualark repl", ended.out)
  end)

  describe("from a pipe", function()
    local function feed(input, env)
      env = env or sim:env { HOME = home }
      return process.run({ lualark, "repl" }, { env = env, input = input })
    end

    -- The text that is shown for one expression.
    local function shown(expression)
      local ended = feed(expression .. "\n")
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
      return ended.out
    end

    it("shows the values of expressions, and nothing for statements", function()
      assert.equal('"' .. lark.version .. '"\n', shown "lark.version")
      assert.equal("42\n", shown "x = 41\nx + 1")
      assert.equal("1\nnil\n2.5\n", shown "1, nil, 2.5")
      assert.equal("", shown "local y = 1")
      assert.equal("", shown "")
      assert.equal("nil\n", shown "nil")
    end)

    it("keeps the last result in _", function()
      assert.equal("20\n40\n40\n", shown "20\n_ * 2\nlocal nothing\n_")
    end)

    it("writes tables as Lua, and rows as a table", function()
      assert.equal('{ 1, { 2 }, a = "张\\n\\"", ["b c"] = true, n = null }\n',
        shown '{ 1, { 2 }, n = lark.null, a = "张\\n\\"", ["b c"] = true }')
      assert.equal("{}\n{ t = <itself> }\n", shown "{}\nt = {} t.t = t return t")
      local long = shown "{ text = ('x'):rep(60), more = { a = 1 }, list = { 'y' } }"
      assert.equal(('{\n  list = { "y" },\n  more = { a = 1 },\n  text = "%s"\n}\n')
        :format(("x"):rep(60)), long)
      assert.equal("id  name\n──  ────\n1   张三\n2   —\n",
        shown "{ { id = '1', name = '张三' }, { id = '2' } }")
    end)

    it("has a client, modules and what schema knows", function()
      local ended = feed [[
client.hire.referral.get_by_application { application_id = "6134134355464633" }
_.referral.referral_user.name.zh_cn
report.new("R"):note("A note.")
?hire.referral_acc
?client.hire.referral.search
]]
      assert.equal("", ended.err)
      for _, part in ipairs { '      name = { en_us = "zhangsan", zh_cn = "张三" }', '\n"张三"\n',
        "A note.", "hire.referral_account.get_account_assets  ", "POST /open-apis" } do
        assert.matches(part, ended.out, 1, true)
      end
      local _, count = feed("?").out:gsub("\n", "")
      assert.equal(#lark.endpoints(), count)
    end)

    it("reports errors on stderr, goes on, and exits by the last", function()
      local ended = feed 'client.hire.referral.search {}\n1\n'
      assert.equal(2, ended.status)
      assert.equal("1\n", ended.out)
      assert.equal("hire.referral.search: talent_id is missing (param). "
        .. "talent_id: The talent who was referred.\n", ended.err)
      ended = feed "x = = 1"
      assert.equal(1, ended.status)
      local err = ended.err
      assert.equal("input:1: unexpected symbol near '='\n", err)
      err = feed("?hire.referral.serch").err
      assert.matches("did you mean hire.referral.search?", err, 1, true)
      assert.equal(2, process.run({ lualark, "repl", "x" }).status)
    end)

    it("shows the traceback of a mistake, without its own levels", function()
      assert.equal("input:1: no\n", feed("error 'no'").err)
      local err = feed("function f(t)\n  return t.x.y\nend\nf {}").err
      assert.equal("input:2: attempt to index a nil value (field 'x')\nstack traceback:\n"
        .. "\tinput:2: in function 'f'\n", (err:gsub("\n\t%(%.%.%.[^\n]*", "")))
      assert.equal("{ 1 }\n", feed("error { 1 }").err)
    end)

    it("takes input over several lines, empty ones within", function()
      assert.equal("1\n2\n", shown "for i = 1, 2 do\n\n  print(i)\nend")
      assert.equal("3\n4\n", shown "1 +\n2\n(2 *\n2)")
      local ended = feed "for i = 1, 2 do"
      assert.equal(1, ended.status)
      assert.matches("'end' expected near <eof>", ended.err, 1, true)
    end)

    it("starts without credentials, and says what to set", function()
      local ended = feed("1 + 1\nclient.hire", { LARK_BASE_URL = sim.url })
      assert.equal("2\n", ended.out)
      assert.equal(3, ended.status)
      assert.matches("LARK_APP_ID", ended.err)
    end)

    it("does not let values drive a terminal, and writes no history", function()
      assert.equal('"\\x1b[2J"\n', shown "'\\27[2J'")
      assert.not_matches("\27", feed("error('\\27[2J')").err)
      assert.is_nil(io.open(home .. "/.local"))
    end)

    it("shows long values whole", function()
      local all = shown "local t = {} for i = 1, 300 do t[i] = { i } end return t"
      assert.equal(302, select(2, all:gsub("\n", "")))
    end)
  end)

  describe("at a terminal", function()
    local CTRL_C, CTRL_D, UP = "\3", "\4", "\27[A"

    local function open(env)
      local all = { HOME = home, XDG_STATE_HOME = false, NO_COLOR = "1", LC_ALL = false }
      for name, value in pairs(env or {}) do all[name] = value end
      local session = terminal.start({ lualark, "repl" }, sim:env(all))
      session:await "lark> "
      return session
    end

    local function leave(session)
      session:type(CTRL_D)
      return session:finish()
    end

    it("completes endpoints, parameters and values", function()
      local session <close> = open()
      session:ask("client.hire.refe\t", "rral")
      session:ask("\t", "referral_website")
      session:ask(".se\t", "arch")
      session:ask("{ us\t", "er_id_type = ")
      session:ask('"\t', "a user within the tenant")
      session:ask("o\t", 'pen_id"')
      session:ask(", ta\t", "lent_id = ")
      session:ask("'6930815272790114324' }\n", '"张三"' and "1618899376474")
      session:await "lark> "
      session:ask("?hire.external_application.l\t\n",
        "GET /open-apis/hire/v1/external_applications")
      assert.equal(0, (leave(session)))
    end)

    it("edits and shows UTF-8, whatever the locale", function()
      local session <close> = open()
      session:ask("'张三x\127四'\n", '\r\n"张三四"')
      leave(session)
    end)

    it("ends code, waits and lines with Ctrl-C, and goes on", function()
      local session <close> = open()
      session:ask("print 'computing' while true do end\n", "\ncomputing")
      session:ask(CTRL_C, "interrupted")
      session:await "lark> "
      session:ask("kept = 1 print 'sleeping' lark.sleep(100)\n", "\nsleeping")
      session:ask(CTRL_C, "interrupted")
      session:await "lark> "
      session:ask("print 'in a coroutine' coroutine.wrap(function() while true do end end)()\n",
        "\nin a coroutine")
      session:ask(CTRL_C, "interrupted")
      session:await "lark> "
      session:ask("half of" .. CTRL_C, "^C")
      session:await "lark> "
      session:ask("if true then\n", "   .. ")
      session:ask(CTRL_C, "lark> ")
      session:ask("kept + 1\n", "\n2")
      assert.equal(0, (leave(session)))
    end)

    it("cancels a call with Ctrl-C", function()
      local slow <close> = setmetatable({ sim = simulator.start("--latency", "30000") },
        { __close = function(self) self.sim:stop() end })
      local session <close> = open { LARK_BASE_URL = slow.sim.url }
      session:type("client.hire.referral.search { talent_id = '1' }\n")
      repeat lark.sleep(0.02) until slow.sim:stats().requests > 0
      session:ask(CTRL_C, "interrupted")
      session:await "lark> "
      assert.equal(0, (leave(session)))
    end)

    it("ends code that catches the error, with a second Ctrl-C", function()
      local session <close> = open()
      session:ask("print 'stubborn' while true do pcall(function() while true do end end) end\n",
        "\nstubborn")
      session:type(CTRL_C)
      lark.sleep(0.1)
      session:ask(CTRL_C, "interrupted")
      session:await "lark> "
      assert.equal(0, (leave(session)))
    end)

    it("continues an input in the next line, and drops it with an empty one", function()
      local session <close> = open()
      session:ask("function twice(x)\n", "   .. ")
      session:ask("return x * 2\n", "   .. ")
      session:ask("end\n", "lark> ")
      session:ask("twice(21)\n", "\n42")
      session:ask("twice(\n", "   .. ")
      session:ask("\n", "near <eof>")
      -- An empty line among pasted ones is no end.
      session:await "lark> "
      session:ask("do\n\n\tprint(twice(4))\nend\n", "\n8")
      leave(session)
    end)

    it("remembers lines without secrets, in a private file", function()
      local session <close> = open()
      session:ask("'one'\n", '\n"one"') session:await "lark> "
      session:ask("'one'\n", '\n"one"') session:await "lark> "
      session:ask("app_secret = 1\n", "lark> ")
      session:ask("('" .. sim.app_secret .. "'):len()\n", "\n16") session:await "lark> "
      leave(session)
      local path = home .. "/.local/state/lualark/history"
      local file = assert(io.open(path))
      local text = file:read("a")
      file:close()
      assert.equal(1, select(2, text:gsub("'one'\n", "")))
      assert.not_matches("secret", text)
      local modes = process.run { "stat", "-c", "%a", path, (path:gsub("/history", "")) }
      assert.equal("600\n700\n", modes.out)

      local again <close> = open()
      again:ask(UP .. "\n", '\n"one"')
      leave(again)
    end)

    it("keeps the latest thousand lines", function()
      local state = os.tmpname()
      os.remove(state)
      process.run { "mkdir", "-p", state .. "/lualark" }
      local lines = {}
      for i = 1, 1500 do lines[i] = "'line " .. i .. "'\n" end
      local path = state .. "/lualark/history"
      local file = assert(io.open(path, "w"))
      file:write(table.concat(lines))
      file:close()
      local session <close> = open { XDG_STATE_HOME = state }
      session:ask(UP .. "\n", '\n"line 1500"')
      leave(session)
      file = assert(io.open(path))
      local text = file:read("a")
      file:close()
      assert.matches("^'line 501'\n", text)
      assert.equal(1000, select(2, text:gsub("\n", "")))
      assert.equal("600\n", process.run({ "stat", "-c", "%a", path }).out)
      process.run { "rm", "-rf", state }
    end)

    it("cuts very long values, and says how to see them whole", function()
      local session <close> = open()
      session:ask("local t = {} for i = 1, 300 do t[i] = { i } end return t\n",
        "... 202 more lines; show(_) shows all")
      session:await "lark> "
      session:ask("show(_)\n", "{ 300 }")
      leave(session)
    end)

    it("has colour, unless NO_COLOR is set", function()
      local session <close> = open { NO_COLOR = "" }
      session:ask("'text'\n", '\27[32m"text"\27[0m')
      session:ask("error 'bad'\n", "\27[31minput:1: bad\27[0m")
      leave(session)
      local plain <close> = open()
      plain:ask("'text'\n", '\n"text"\r')
      leave(plain)
    end)
  end)
end)
