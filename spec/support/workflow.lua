-- SPDX-License-Identifier: MIT

--- Runs one of the workflows in scripts/ in a folder of its own, against a simulator.
local assert = require "luassert"
local chinese = require "support.chinese"
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local M = {}
M.__index = M

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local scripts = os.getenv "LARK_SOURCE" .. "/scripts/"

--- @param name string  of the script, without its ending
--- @param ... string   options of the simulator
function M.new(name, ...)
  local folder = files.folder()
  return setmetatable({ name = name, folder = folder,
    sim = simulator.start("--limits", "off", ...) }, M)
end

function M:remove()
  self.sim:stop()
  files.remove(self.folder)
end

--- Writes a file into the folder, and returns its path.
function M:write(name, text)
  files.write(self.folder .. "/" .. name, text)
  return self.folder .. "/" .. name
end

function M:path(name) return self.folder .. "/" .. name end

-- The words of a run. Options of the command come in `options`.
local function line_of(self, words, options)
  local line = { "env", "-C", self.folder, lualark, "run" }
  table.move(options or {}, 1, #(options or {}), #line + 1, line)
  line[#line + 1] = scripts .. self.name .. ".lua"
  return table.move(words, 1, #words, #line + 1, line)
end

--- Runs the script.
--- @return { status: integer, out: string, err: string }
function M:run(words, options)
  return process.run(line_of(self, words, options),
    { env = self.sim:env { TZ = "Asia/Shanghai" } })
end

--- Starts it in the background, as process.start() does.
function M:start(words)
  return process.start(line_of(self, words), { env = self.sim:env() })
end

--- Runs the script, and returns the tables of its report by id, and how it ended.
function M:read(words, status)
  local ended = self:run(words, { "--format", "json" })
  assert(ended.status == (status or 0), ended.err .. ended.out)
  local report, found = assert(lark.decode(ended.out)), {}
  for _, part in ipairs(report.tables or {}) do found[part.id] = part.rows end
  return found, ended, report
end

--- The outcomes of a run by row.
function M:outcomes(words, status)
  local found, outcomes = self:read(words, status), {}
  for _, line in ipairs(found.steps or {}) do outcomes[line.row] = line.outcome end
  return outcomes
end

--- How many of the platform's requests changed something since the simulator's counts began:
--- all but GET, tokens, and the searches.
function M:changes()
  local count = 0
  for name, one in pairs(self.sim:stats().endpoints) do
    local reads = name:find "^auth" or name:find "%.get" or name:find "list" or name:find "search"
      or name:find "^files"
    if not reads then count = count + one.requests end
  end
  return count
end

--- Every workflow has these: few lines, help and messages in both languages, one error for a
--- wrong option. `it` is busted's.
function M.it_is_a_workflow(it, name, words)
  it("is below 120 lines", function()
    local _, count = files.read(scripts .. name .. ".lua"):gsub("\n", "")
    assert.is_true(count < 120, tostring(count))
  end)

  it("has --help in both languages", function()
    local flow = M.new(name)
    local english = flow:run { "--help" }
    assert.equal(0, english.status)
    assert.matches("^usage: lualark run " .. name .. "%.lua", english.out)
    assert.matches("--dry-run", english.out, 1, true)
    local text = flow:run({ "--help", "--lang", "zh" }).out
    assert.matches("用法：lualark run " .. name .. ".lua", text, 1, true)
    for line in text:gmatch "[^\n]+" do
      assert.is_nil(chinese.fault(line), line)
      assert.is_true(#line < 140, line)
    end
    for option in english.out:gmatch "\n  (%-%-[%w-]+)" do
      assert.matches(option, text, 1, true)
    end
    flow:remove()
  end)

  it("refuses options that do not exist, and setups without credentials", function()
    local flow = M.new(name)
    local ended = flow:run { "--nothing" }
    assert.equal(2, ended.status)
    assert.matches("there is no option --nothing", ended.err, 1, true)
    local given = {}
    for i, word in ipairs(words) do given[i] = word:gsub("^%$", flow.folder .. "/") end
    local line = { "env", "-C", flow.folder, lualark, "run", scripts .. name .. ".lua" }
    ended = process.run(table.move(given, 1, #given, #line + 1, line),
      { env = { LARK_BASE_URL = flow.sim.url } })
    assert.equal(3, ended.status)
    assert.matches("LARK_APP_ID", ended.err, 1, true)
    flow:remove()
  end)
end

return M
