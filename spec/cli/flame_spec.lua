-- SPDX-License-Identifier: MIT

-- lualark run --flame: where a script computes, for flame graph tools.
local files = require "support.files"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"

describe("lualark run --flame", function()
  local sim, scripts, folder, out
  setup(function()
    sim = simulator.start()
    scripts = script.new(sim)
    folder = files.folder()
    out = folder .. "/out.folded"
  end)
  teardown(function()
    sim:stop()
    scripts:remove()
    process.run { "rm", "-r", folder }
  end)
  after_each(function() os.remove(out) end)

  local BUSY = [[
    local function spend() for i = 1, 2e7 do local x = i end end
    spend()
  ]]

  -- Each line is a stack and a number; how many samples are in spend().
  local function spent()
    local count = 0
    for line in files.read(out):gmatch "[^\n]+" do
      local stack, samples = line:match "^(lualark;.*) (%d+)$"
      assert(stack, line)
      if stack:find(";spend (" .. scripts.path .. ":1)", 1, true) then
        count = count + tonumber(samples)
      end
    end
    return count
  end

  it("writes where a script computes", function()
    local ended = scripts:run(BUSY .. "print 'done' return 7", { "--flame", out })
    assert.equal(0, ended.status, ended.err)
    assert.equal("done\n7\n", ended.out)
    assert.is_true(spent() > 10)
  end)

  it("does so for one that fails, and for one that nobody trusts", function()
    local ended = scripts:run(BUSY .. "error 'no'", { "--flame", out })
    assert.equal(1, ended.status)
    assert.is_true(spent() > 10)
    os.remove(out)
    ended = scripts:run(BUSY, { "--sandbox", "--flame", out })
    assert.equal(0, ended.status, ended.err)
    assert.is_true(spent() > 10)
  end)

  it("is refused before the run where the file cannot be written", function()
    local ended = scripts:run("print 'never'", { "--flame", folder .. "/none/out" })
    assert.equal(1, ended.status)
    assert.equal("", ended.out)
    assert.matches(folder .. "/none/out", ended.err, 1, true)
  end)
end)
