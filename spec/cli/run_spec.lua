-- SPDX-License-Identifier: MIT

-- lualark run, as a user types it.
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"

local lualark = script.lualark

describe("lualark run", function()
  local sim, scripts, path

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "5")
    scripts = script.new(sim)
    path = scripts.path
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
  end)

  local function run(...) return scripts:run(...) end

  local function json(text, ...)
    local ended = run(text, { "--format", "json" }, ...)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return lark.decode(ended.out)
  end

  it("gives the script its arguments", function()
    assert.same({ "a", "--flag", "", "b c" },
      json("return { ... }", { "a", "--flag", "", "b c" }))
    assert.same({ path, "x" }, json("return { arg[0], arg[1] }", { "x" }))
  end)

  it("lets a script require modules written in C", function()
    assert.equal("[1]\n", run('print(require "cjson".encode { 1 })').out)
    assert.equal("true\n", run("print(require 'luv'.hrtime() > 0)").out)
  end)

  it("shows such modules all that a stock Lua shows them", function()
    local function shown(program)
      local out, names = process.run({ "nm", "-D", program }).out, {}
      for name in out:gmatch "%s[TU] (lua%a*_%w+)" do names[#names + 1] = name end
      return names, out
    end
    local ours, all = {}, process.run({ "readelf", "-d", lualark }).out
    for _, name in ipairs(shown(lualark)) do ours[name] = true end
    local stock = shown "/usr/bin/lua5.4"
    assert.is_true(#stock > 100)
    for _, name in ipairs(stock) do
      assert.is_true(ours[name] or all:find("liblua5.4", 1, true) ~= nil, name)
    end
  end)

  it("renders what the script returns", function()
    assert.equal("", run("").out)
    assert.equal("42\n", run("return 42").out)
    assert.equal("张三\n", run("return '张三'").out)
    local ended = run("return { { n = 1, name = '张三' }, { n = 22, name = 'x' } }")
    assert.matches("n +name", ended.out)
    assert.matches("22 +x", ended.out)
    assert.equal(0, ended.status)
    assert.same({ { a = 1 }, { b = lark.null } },
      json("local lark = require 'lark' return { { a = 1 }, { b = lark.null } }"))
  end)

  it("takes --format and --output behind the script too, up to --", function()
    local ended = run("return { ... }", nil, { "x", "--format=json", "--", "--format", "csv" })
    assert.same({ "x", "--format", "csv" }, lark.decode(ended.out))
    assert.equal(2, run("", nil, { "--format" }).status)
  end)

  it("sends print to stderr if the result has a format", function()
    local ended = run("print('progress', 1) return {}", { "--format", "json" })
    assert.equal("progress\t1\n", ended.err)
    assert.equal("{}\n", ended.out)
    assert.equal("plain\n", run("print 'plain'").out)
  end)

  it("reads a script from standard input", function()
    local ended = process.run({ lualark, "run", "-", "x" }, { input = "return (...)" })
    assert.equal("x\n", ended.out)
  end)

  it("makes calls that look blocking and run at once", function()
    sim:reset()
    local found = json [[
      local lark = require "lark"
      local client = lark.client()
      local ids = {}
      for i = 1, 30 do ids[i] = "6134134355464633" end
      local results, errors = lark.map(ids, function(id)
        return client.hire.referral.get_by_application { application_id = id }
      end)
      return { #results, errors.n }
    ]]
    assert.same({ 30, 0 }, found)
    assert.is_true(sim:stats().in_flight.max >= 10)
  end)

  it("lets calls in the script's own coroutines run at once", function()
    sim:reset()
    local found = json [[
      local lark = require "lark"
      local client = lark.client()
      local function read(id)
        local page = coroutine.wrap(function()
          local data = assert(client.hire.referral.get_by_application { application_id = id })
          coroutine.yield(data.referral.id)
          local again = assert(client.hire.referral.get_by_application { application_id = id })
          coroutine.yield(again.referral.create_time)
          return "end"
        end)
        return { page(), page(), page() }
      end
      local ids = {}
      for i = 1, 20 do ids[i] = "6134134355464633" end
      local results, errors = lark.map(ids, read)
      assert(errors.n == 0, tostring(errors[1]))
      return results
    ]]
    assert.equal(20, #found)
    assert.same({ "7392247983414413606", 1618899376474, "end" }, found[20])
    assert.is_true(sim:stats().in_flight.max >= 10)
  end)

  it("keeps coroutines as they are otherwise", function()
    local found = json [[
      local co = coroutine.create(function(a, b)
        local c = coroutine.yield(a + b)
        local d, e = coroutine.yield(c * 2)
        error({ d + e })
      end)
      local out = {}
      local function add(...) out[#out + 1] = { n = select("#", ...), ... } end
      add(coroutine.resume(co, 1, 2))
      add(coroutine.resume(co, 10))
      local ok, err = coroutine.resume(co, 3, 4)
      add(ok, err[1])
      add(coroutine.resume(co))
      add(pcall(coroutine.wrap(function() error("wrapped", 0) end)))
      add(coroutine.status(co), coroutine.isyieldable())
      local nested = coroutine.wrap(function()
        for value in coroutine.wrap(function()
          for i = 1, 3 do coroutine.yield(i) end
        end) do coroutine.yield(value * 10) end
      end)
      add(nested(), nested(), nested())
      for i, row in ipairs(out) do
        for j = 1, row.n do row[j] = tostring(row[j]) end
        out[i] = table.concat(row, " ")
      end
      return out
    ]]
    assert.same({
      "true 3", "true 20", "false 7", "false cannot resume dead coroutine",
      "false wrapped", "dead true", "10 20 30",
    }, found)
  end)

  it("waits across pcall, metamethods and iterators", function()
    assert.same({ true, "张三", "张三" }, json [[
      local lark = require "lark"
      local client = lark.client()
      local function name()
        local data = assert(client.hire.referral.get_by_application {
          application_id = "6134134355464633" })
        return data.referral.referral_user.name.zh_cn
      end
      local lazy = setmetatable({}, { __index = function() return name() end })
      local ok = pcall(name)
      local from_iterator
      for found in function(_, last) if not last then return name() end end do
        from_iterator = found
      end
      return { ok, lazy.anything, from_iterator }
    ]])
  end)

  it("reports a syntax error with file and line, and exits 1", function()
    local ended = run("local x = = 1")
    assert.equal(1, ended.status)
    assert.matches(path .. ":1: unexpected symbol", ended.err, 1, true)
    assert.equal("", ended.out)
  end)

  it("reports a runtime error with file, line and traceback, and exits 1", function()
    local ended = run("local function deep()\n  local x = nil\n  return x.field\nend\ndeep()")
    assert.equal(1, ended.status)
    assert.matches(path .. ":3: attempt to index a nil value", ended.err, 1, true)
    assert.matches("stack traceback", ended.err, 1, true)
    assert.matches(path .. ":5:", ended.err, 1, true)
  end)

  it("reports a script that is not there, and bytecode", function()
    local ended = process.run { lualark, "run", "/nowhere.lua" }
    assert.equal(1, ended.status)
    assert.matches("/nowhere.lua", ended.err)
    ended = run(string.dump(function() end))
    assert.equal(1, ended.status)
    assert.matches("binary chunk", ended.err)
  end)

  it("exits by the kind of an error of ours, returned or raised", function()
    local CASES = {
      { 1, 'talent_id = "404"', "1002102" },
      { 2, "", "talent_id is missing" },
    }
    for _, case in ipairs(CASES) do
      local text = ([[
        local client = require("lark").client()
        local data, err = client.hire.external_application.list { %s }
        if not data then %s end
      ]])
      for _, way in ipairs { "error(err)", "return nil, err" } do
        local ended = run(text:format(case[2], way))
        assert.equal(case[1], ended.status)
        assert.matches(case[3], ended.err, 1, true)
        assert.not_matches("stack traceback", ended.err)
      end
    end
  end)

  it("exits 3 without credentials, though the script does not look", function()
    local ended = run([[
      local client = require("lark").client()
      print(client.hire.referral.search { talent_id = "1" })
    ]], nil, nil, { LARK_BASE_URL = sim.url })
    assert.equal(3, ended.status)
    assert.matches("LARK_APP_ID", ended.err)
  end)

  it("exits 6 if rows are missing, with the reasons on stderr", function()
    local ended = run([[
      local lark = require "lark"
      return lark.map({ 1, 2, 3 }, function(n)
        if n == 2 then return nil, "no such row" end
        return { n = n }
      end)
    ]], { "--format", "ndjson" })
    assert.equal(6, ended.status)
    assert.matches("2: no such row", ended.err, 1, true)
    assert.matches('{"n":1}', ended.out, 1, true)
    assert.equal(0, run([[
      return require("lark").map({ 1 }, function(n) return { n = n } end)
    ]]).status)
  end)

  it("exits 1 for an error in a task that nobody awaited", function()
    local ended = run [[
      local lark = require "lark"
      lark.spawn(function() error "beside" end)
      return 1
    ]]
    assert.equal(1, ended.status)
    assert.matches("beside", ended.err)
  end)

  it("exits 2 for wrong usage", function()
    assert.equal(2, process.run({ lualark, "run" }).status)
    assert.equal(2, run("", { "--format", "xml" }).status)
    assert.equal(2, run("", { "--bogus" }).status)
    assert.equal(2, process.run({ lualark }).status)
    assert.equal(2, process.run({ lualark, "dance" }).status)
  end)

  it("writes a file whole or not at all", function()
    local target = os.tmpname()
    local ended = run("return { { a = 1 } }", { "--format=csv", "--output", target })
    assert.equal(0, ended.status)
    local function content()
      local file <close> = assert(io.open(target))
      return file:read("a")
    end
    -- Excel reads a CSV as UTF-8 only if it begins with a mark.
    assert.equal("\xEF\xBB\xBFa\r\n1\r\n", content())
    ended = run([[
      local i = 0
      return function()
        i = i + 1
        if i > 3 then error "x" end
        return { i }
      end]], { "--format", "ndjson", "--output", target })
    assert.equal(1, ended.status)
    assert.equal("\xEF\xBB\xBFa\r\n1\r\n", content())
    assert.equal("", process.run({ "sh", "-c", "ls " .. target .. ".*" }).out)
    os.remove(target)
    assert.equal(1, run("return 1", { "--output", "/nowhere/x" }).status)
  end)

  it("writes the rows of a function as they come", function()
    local ended = run([[
      local i = 0
      return function()
        i = i + 1
        if i > 1 then io.stderr:write("next ", i, "\n") end
        return i < 3 and { i = i } or nil
      end]], { "--format", "ndjson" })
    assert.equal('{"i":1}\n{"i":2}\n', ended.out)
    assert.equal("next 2\nnext 3\n", ended.err)
    assert.equal(0, ended.status)
    local target = os.tmpname()
    scripts:write [[
      local i = 0
      return function()
        i = i + 1
        if i == 2 then -- the first has been written before the second is asked for
          local file = io.open(arg[1])
          assert(file:read "a" == '{"i":1}\n')
        end
        return i < 3 and { i = i } or nil
      end]]
    local piped = process.run { "sh", "-c", '"$1" run --format ndjson "$2" "$3" > "$3"', "sh",
      lualark, path, target }
    assert.equal("", piped.err)
    assert.equal(0, piped.status)
    os.remove(target)
  end)

  it("writes through links and into pipes rather than replacing them", function()
    local target = os.tmpname()
    local link = target .. ".link"
    process.run { "ln", "-s", target, link }
    assert.equal(0, run("return 1", { "--output", link }).status)
    local file = assert(io.open(target))
    assert.equal("1\n", file:read("a"))
    file:close()
    process.run { "rm", link, target }

    process.run { "mkfifo", target }
    scripts:write "return 'through'"
    local piped = process.run { "sh", "-c", [[
      timeout 10 cat "$2" &
      "$1" run --output "$2" "$3"
      wait]], "sh", lualark, target, path }
    assert.equal("through\n", piped.out)
    process.run { "rm", target }
  end)

  it("fails if standard output cannot be written", function()
    scripts:write "return 1"
    for _, words in ipairs { { "run", path }, { "--help" }, { "--version" }, { "schema" } } do
      for _, redirection in ipairs { ">/dev/full", ">&-" } do
        local ended = process.run { "sh", "-c", 'exec "$@" ' .. redirection, "sh", lualark,
          table.unpack(words) }
        assert.equal(1, ended.status)
        assert.matches("writ", ended.err)
      end
    end
  end)

  it("survives what a script leaves behind when it exits", function()
    local ended = run [[
      local lark = require "lark"
      LATE = setmetatable({}, { __gc = function() lark.sleep(0.001) end })
      local client = assert(lark.client())
      lark.spawn(function() client.hire.referral.search { talent_id = "1" } end)
      local task = lark.spawn(function() lark.sleep(100) end)
      EARLY = setmetatable({}, { __gc = function() task:cancel() end })
      lark.sleep(0.001)
      client:start("hire.referral.search", { talent_id = "1" }, print)
      os.exit(7, true)
    ]]
    assert.equal(7, ended.status)
  end)

  it("does not let an error message drive the terminal", function()
    local ended = run [[error("\27[2Jgone", 0)]]
    assert.not_matches("\27", ended.err)
    assert.matches("\\x1b", ended.err, 1, true)
  end)

  it("helps", function()
    for _, words in ipairs { { "--help" }, { "run", "--help" }, { "call", "--help" },
      { "schema", "--help" } } do
      local ended = process.run { lualark, table.unpack(words) }
      assert.equal(0, ended.status)
      assert.matches("^Usage: lualark", ended.out)
    end
    assert.equal("lualark " .. lark.version .. "\n", process.run({ lualark, "--version" }).out)
  end)
end)
