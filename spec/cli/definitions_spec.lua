-- SPDX-License-Identifier: MIT

-- --define and LARK_DEFINE: endpoints from a file, for every command.
local files = require "support.files"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

-- The file that docs/definitions.md shows.
local function documented()
  local text = files.read(os.getenv "LARK_SOURCE" .. "/docs/definitions.md")
  local block = assert(text:match "\n    %-%- recruiting%.lua\n(.-\n)\n    lualark")
  return (block:gsub("\n    ", "\n"):gsub("^    ", ""))
end

describe("--define", function()
  local sim, path
  setup(function()
    sim = simulator.start("--limits", "off")
    path = files.temporary(documented())
  end)
  teardown(function()
    sim:stop()
    os.remove(path)
  end)

  local NAME, TALENT = "hire.my_application.list", "talent_id=6960663240925956660"

  local function run(words, more)
    local env = sim:env(more and more.env)
    local ended = process.run({ lualark, table.unpack(words) },
      { env = env, input = more and more.input })
    return ended
  end

  it("serves call, where the endpoint is checked and called", function()
    local ended = run { "call", "--define", path, "--format", "json", NAME, TALENT }
    assert.equal(0, ended.status)
    assert.matches("高级Java", ended.out, 1, true)
    ended = run { "call", "--define", path, NAME, "talent_idd=1" }
    assert.equal(2, ended.status)
    assert.matches("Did you mean talent_id", ended.err)
  end)

  it("serves call --dry-run and schema", function()
    local ended = run { "call", "--define", path, "--dry-run", NAME, TALENT }
    assert.matches('"/open-apis/hire/v1/external_applications?talent_id=', ended.out, 1, true)
    assert.matches("Lists the applications that a talent made",
      run({ "schema", "--define", path, NAME }).out)
    local listed = run({ "schema", "--define", path, "hire" }).out
    local before, mine, behind =
      listed:find("hire.minutes.get", 1, true), listed:find(NAME, 1, true),
      listed:find("hire.note.create", 1, true)
    assert.is_true(before < mine and mine < behind)
  end)

  it("serves explain", function()
    local coded = files.temporary
      [[return { ["hire.my_own.get"] = { get = "/a", errors = { 1002102 } } }]]
    assert.matches("hire.my_own.get", run({ "explain", "--define", coded, "1002102" }).out, 1, true)
    assert.is_nil(run({ "explain", "1002102" }).out:find("my_own", 1, true))
    os.remove(coded)
  end)

  it("serves repl", function()
    local ended = run({ "repl", "--define", path }, { input = "?" .. NAME
      .. "\n#client.hire.my_application.list{talent_id='6960663240925956660'}.items\n" })
    assert.equal("", ended.err)
    assert.matches("Lists the applications that a talent made", ended.out)
    assert.matches("\n1\n$", ended.out)
  end)

  for _, how in ipairs { "unrestricted", "limits", "sandbox" } do
    it("serves run, and every client of the script: " .. how, function()
      local script = files.temporary [[
        local lark = require "lark"
        local client = assert(lark.client())
        local list = client.hire.my_application.list
        return #list { talent_id = "6960663240925956660" }.items, nil
      ]]
      local option = ({ limits = "--time=9s", sandbox = "--sandbox" })[how] or "--verbose"
      local ended = run({ "run", "--format=json", option, script },
        { env = { LARK_DEFINE = path } })
      assert.equal("1\n", ended.out)
      assert.equal(0, ended.status)
      os.remove(script)
    end)
  end

  it("goes before LARK_DEFINE", function()
    local ended = run({ "schema", "--define", path, NAME }, { env = { LARK_DEFINE = "/none" } })
    assert.equal(0, ended.status)
    ended = run({ "schema", NAME }, { env = { LARK_DEFINE = "/none" } })
    assert.equal(1, ended.status)
    assert.matches("cannot open /none", ended.err)
  end)

  it("says what is wrong with a file, with status 2", function()
    local WRONG = {
      ["return {"] = ":1: ",
      ["return 3"] = "returns a number; it returns a table",
      ["error 'no luck'"] = "no luck",
      ['return { ["hire.x.y"] = { get = "/a", limits = { "9/day" } } }'] = "a limit reads like",
      ['return { ["hire.job.get"] = { get = "/a" } }'] = "hire.job.get is there already",
      ['return { ["hire.x.y"] = { get = "/a", query = { { "q", "strng" } } } }'] =
        "expected a type",
    }
    local script = files.temporary "return 1"
    for text, message in pairs(WRONG) do
      local wrong = files.temporary(text)
      for command, word in pairs { call = NAME, schema = NAME, explain = "1", run = script } do
        local ended = run { command, "--define", wrong, word }
        assert.matches(message, ended.err, 1, true)
        assert.equal(2, ended.status)
      end
      assert.equal(2, run({ "repl", "--define", wrong }).status)
      os.remove(wrong)
    end
    os.remove(script)
  end)
end)
