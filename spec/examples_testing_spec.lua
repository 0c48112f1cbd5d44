-- SPDX-License-Identifier: MIT

-- examples/testing: its specs run as a user runs them, by busted, without network and credentials.
local process = require "support.process"

local source, build = os.getenv "LARK_SOURCE", os.getenv "LARK_BUILD"

describe("examples/testing", function()
  it("has specs that pass in a stock Lua", function()
    local listed = process.run { "find", source .. "/examples/testing", "-name", "*_spec.lua" }
    local count = 0
    for path in listed.out:gmatch "[^\n]+" do
      count = count + 1
      local words = { process.interpreter() }
      table.move({ "/usr/bin/busted", "--output=TAP", path }, 1, 3, #words + 1, words)
      local ended = process.run(words, {
        env = { LUA_CPATH = build .. "/lib/lua/5.4/?.so;;", LARK_BASE_URL = "http://127.0.0.1:1",
          LARK_APP_ID = "", LARK_APP_SECRET = "" },
      })
      assert.equal(0, ended.status, ended.out .. ended.err)
      assert.matches("ok 4 ", ended.out)
      assert.is_nil(ended.out:find "not ok")
    end
    assert.equal(1, count)
  end)
end)
