-- SPDX-License-Identifier: MIT

-- Scripts of the hostile corpus that read local time, in time zones of all kinds.
local configure = require "support.configure"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("spec/hostile/good/numbers.lua", function()
  for _, zone in ipairs { "UTC", "Asia/Shanghai", "America/St_Johns", "Australia/Lord_Howe" } do
    it("ends as its first line says in " .. zone, function()
      local path = configure.source .. "/spec/hostile/good/numbers.lua"
      local expected = assert(io.open(path)):read("l"):match "^%-%- ends: done (.+)"
      local ended = process.run({ lualark, "run", "--sandbox", "--format", "json", path },
        { env = { TZ = zone, LC_ALL = "C" } })
      assert.equal("", ended.err)
      assert.equal(expected, (ended.out:gsub("\n *", "")))
    end)
  end
end)
