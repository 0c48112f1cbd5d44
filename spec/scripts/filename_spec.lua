-- SPDX-License-Identifier: MIT

-- scripts/lark/filename.lua.
local filename = require "lark.filename"

describe("filename.safe", function()
  local function safe(text) return filename.safe(text, "7") end

  it("keeps a name readable, and its ending", function()
    assert.equal("张三 简历 7.pdf", safe "张三 简历.pdf")
    assert.equal("cv.2024 7.docx", safe "cv.2024.docx")
    assert.equal("简历 7", safe "简历")
    assert.equal("a. long ending 7", safe "a. long ending")
  end)

  it("leads into no other folder, and hides no file", function()
    for _, text in ipairs { "../../etc/passwd", "/etc/passwd", "..", ".", ".profile", "a/../b",
      "C:\\x.exe", "", " ", "...", "\0a", "a\nb", "-rf", "~", "a\127b", "CON" } do
      local name = safe(text)
      assert.is_nil(name:find "[/\\%c\127:]", text)
      assert.is_nil(name:find "^[.%s]", text)
      assert.matches("7", name, 1, true)
    end
  end)

  it("takes out marks that would show an ending which it has not", function()
    assert.equal("cvfdp 7.exe", safe "cv\u{202E}fdp.exe")
  end)

  it("gives equal texts names of their own, and other names the same each time", function()
    assert.not_equal(filename.safe("a.pdf", "1"), filename.safe("a.pdf", "2"))
    assert.equal(safe "a.pdf", safe "a.pdf")
  end)

  it("is short enough for a file system, in whole characters", function()
    for count = 60, 120 do
      local name = safe(("简"):rep(count) .. ".pdf")
      assert.is_true(#name <= 200)
      assert.is_truthy(utf8.len(name))
      assert.matches(" 7%.pdf$", name)
    end
  end)
end)
