-- SPDX-License-Identifier: MIT

-- The shell scripts of the project are at least scripts.
local configure = require "support.configure"
local process = require "support.process"

describe("a shell script", function()
  local listed = process.run { "sh", "-c", 'ls "$0"/tools/*.sh "$0"/bench/*/*.sh',
    configure.source }
  for path in listed.out:gmatch "[^\n]+" do
    it("parses: " .. path:match "[^/]*$", function()
      local file <close> = assert(io.open(path))
      local shell = file:read("l"):match "bash" or "sh"
      local ended = process.run { shell, "-n", path }
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
    end)
  end
end)
