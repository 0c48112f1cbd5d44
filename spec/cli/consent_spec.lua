-- SPDX-License-Identifier: MIT

-- Calls that change something are shown first, and asked about.
local files = require "support.files"
local process = require "support.process"
local simulator = require "support.simulator"
local terminal = require "support.terminal"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local NOTE = { "hire.note.create", "talent_id=6930815272790114324", "content=called back" }
local PATH = { "POST", "/open-apis/hire/v1/notes", table.unpack(NOTE, 2) }

describe("a call that changes something", function()
  local sim

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  local function words(call, ...)
    local all = { lualark, "call", ... }
    table.move(call, 1, #call, #all + 1, all)
    return all
  end

  local function run(call, ...)
    return process.run(words(call, ...), { env = sim:env() })
  end

  for name, call in pairs { endpoint = NOTE, path = PATH } do
    it("needs --yes where nobody can be asked: " .. name, function()
      local before = sim:stats().requests
      local ended = run(call)
      assert.equal(2, ended.status)
      assert.equal("", ended.out)
      assert.matches("hire.note.create changes something", ended.err, 1, true)
      assert.matches("--yes sends it, --dry-run shows it", ended.err, 1, true)
      assert.equal(before, sim:stats().requests)
      ended = run(call, "--yes")
      assert.equal(0, ended.status)
      assert.matches("called back", ended.out, 1, true)
    end)
  end

  it("is asked about on a terminal, and sent if that is wanted", function()
    local env = sim:env()
    for _, yes in ipairs { "y", "YES", "是" } do
      local before = sim:stats().requests
      local seen <close> = terminal.start(words(NOTE), env)
      local shown = seen:await "[y/N] "
      assert.matches("POST /open-apis/hire/v1/notes", shown, 1, true)
      assert.matches('"content":"called back"', shown, 1, true)
      assert.equal(before, sim:stats().requests)
      seen:ask(yes .. "\n", '"id": ')
      assert.equal(0, (seen:finish()))
    end
  end)

  it("is not sent where the answer is another, or none", function()
    local env = sim:env()
    local before = sim:stats().requests
    for _, no in ipairs { "n\n", "\n", "yess\n", "\4" } do
      local seen <close> = terminal.start(words(NOTE), env)
      seen:await "[y/N] "
      seen:ask(no, "nothing was sent")
      assert.equal(1, (seen:finish()))
    end
    assert.equal(before, sim:stats().requests)
  end)

  it("is refused before anybody is asked where it is wrong", function()
    local ended = run { "hire.note.create", "content=x" }
    assert.equal(2, ended.status)
    assert.matches("talent_id is missing", ended.err, 1, true)
  end)

  it("is anything but what reads: a GET, or a POST that the catalog knows to read", function()
    assert.equal(0, run({ "hire.referral.search", "talent_id=1" }).status)
    assert.equal(0, run({ "POST", "/open-apis/hire/v1/referrals/search", "talent_id=1" }).status)
    for _, method in ipairs { "POST", "PUT", "PATCH", "DELETE" } do
      local ended = run { method, "/open-apis/x/v1/things" }
      assert.equal(2, ended.status)
      assert.matches("changes something", ended.err, 1, true)
    end
  end)

  it("is not asked about with --dry-run, nor where a recording answers", function()
    local folder = files.folder()
    local file = folder .. "/calls.db"
    assert.equal(0, run(NOTE, "--dry-run").status)
    assert.equal(0, run(NOTE, "--yes", "--record", file).status)
    local before = sim:stats().requests
    local ended = run(NOTE, "--replay", file)
    assert.equal(0, ended.status)
    assert.matches("called back", ended.out, 1, true)
    assert.equal(before, sim:stats().requests)
    process.run { "rm", "-r", folder }
  end)
end)
