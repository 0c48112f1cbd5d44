-- SPDX-License-Identifier: MIT

-- Text that could control a terminal, or look like another, is shown by its names.
local cell = require "lark.render.cell"
local lark = require "lark"
local render = require "lark.render"

-- A text, and how it is shown.
local CASES = {
  ["\27[31mred"] = "\\x1b[31mred", ["a\0b"] = "a\\x00b", ["a\127b"] = "a\\x7fb",
  ["a\xC2\x9Bb"] = "a\\u{9b}b", ["a\u{202E}b"] = "a\\u{202e}b", ["a\u{2066}b"] = "a\\u{2066}b",
  ["a\u{200F}b"] = "a\\u{200f}b", ["a\u{61C}b"] = "a\\u{61c}b", ["a\u{2028}b"] = "a\\u{2028}b",
  ["张三 é"] = "张三 é", ["a\255b"] = "a\\xffb",
}

describe("visible", function()
  it("writes out what cannot be seen", function()
    for text, shown in pairs(CASES) do assert.equal(shown, cell.visible(text)) end
  end)
end)

describe("tostring of an error", function()
  it("writes out the same, on one line", function()
    local function shown(text) return tostring(lark.error { kind = "api", msg = text }) end
    for text, visible in pairs(CASES) do
      -- C's text ends at a NUL.
      if not text:find "\0" then assert.equal(visible .. " (api)", shown(text)) end
    end
    assert.equal("a b c (api)", shown "a\nb\tc")
    for code = 0x20, 0x2fff do
      local text = utf8.char(code)
      assert.equal(cell.visible(text) .. " (api)", shown(text))
    end
    for byte = 0x80, 0xff do
      local text = string.char(byte) .. "a"
      assert.equal(cell.visible(text) .. " (api)", shown(text))
    end
  end)
end)

describe("json", function()
  it("stays the same value, and holds nothing that cannot be seen", function()
    for text in pairs(CASES) do
      if utf8.len(text) then
        for _, format in ipairs { "json", "ndjson" } do
          local out = render.render({ [text] = text }, { format = format })
          assert.is_nil(out:gsub("\n", ""):find "%c")
          assert.is_nil(out:find("\xE2\x80\xAE", 1, true) or out:find("\xC2\x9B", 1, true))
          assert.equal(text, lark.decode(out)[text])
        end
      end
    end
  end)
end)

describe("csv", function()
  it("is written out on a terminal, and as it is elsewhere", function()
    local rows = { { a = "x\27[31m" }, { a = "y" } }
    assert.equal("a\r\nx\27[31m\r\ny\r\n", render.render(rows, { format = "csv" }))
    assert.equal("a\r\nx\\x1b[31m\r\ny\r\n",
      render.render(rows, { format = "csv", visible = true }))
  end)
end)
