-- SPDX-License-Identifier: MIT

-- `lualark run` where few descriptors may be open.
local configure = require "support.configure"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local GREEDY = [[
kept = {}
repeat
  local file = io.open "/dev/null"
  kept[#kept + 1] = file
until not file
return { { name = "张三", why = select(2, io.open "/dev/null") } }
]]

describe("a script that uses up all descriptors", function()
  local folder
  setup(function()
    folder = configure.folder ""
    configure.write(folder .. "/greedy.lua", GREEDY)
  end)
  teardown(function() configure.remove(folder) end)

  local function run(limit, ...)
    return process.run { "sh", "-c", 'ulimit -n "$1" && shift && exec "$@"', "sh", limit, lualark,
      "run", ... }
  end

  for _, limit in ipairs { "16", "40" } do
    it("loses no report, of " .. limit, function()
      for _, format in ipairs { "table", "json", "ndjson", "csv", "md", "html" } do
        local ended = run(limit, "--format", format, folder .. "/greedy.lua")
        assert.equal("", ended.err)
        assert.equal(0, ended.status)
        assert.matches("张三", ended.out)
        assert.matches("Too many open files", ended.out)
      end
      local path = folder .. "/report.html"
      local ended = run(limit, "--output", path, folder .. "/greedy.lua")
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
      assert.matches("张三", assert(io.open(path)):read "a")
    end)
  end
end)
