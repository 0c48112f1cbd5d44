-- SPDX-License-Identifier: MIT

-- The journal's errors in Chinese: sentences of the binding's own C.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"

describe("the binding in Chinese", function()
  local folder, journal
  setup(function()
    folder = files.folder()
    lark.set_language "zh"
    journal = assert(lark.journal(folder .. "/changes.db"))
  end)
  teardown(function()
    lark.set_language "en"
    journal:close()
    process.run { "rm", "-r", folder }
  end)

  it("says what is wrong with a journal", function()
    local _, err = journal:retry "7"
    assert.equal("变更日志中没有第 7 行", err.msg)
    _, err = lark.journal(folder)
    assert.matches("而是其他类型的文件", err.msg, 1, true)
  end)
end)
