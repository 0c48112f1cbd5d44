-- SPDX-License-Identifier: MIT
local width = require "lark.render.width"

describe("width.of", function()
  local cases = {
    { "", 0 }, { "abc", 3 }, { "é", 1 }, { "e\u{301}", 1 },
    { "张三", 4 }, { "ＡＢ", 4 }, { "ｱ", 1 }, { "（推荐）", 8 }, { "한국", 4 },
    { "😀", 2 }, { "❤\u{FE0F}", 2 }, { "👍🏽", 2 }, { "👩\u{200D}👩\u{200D}👧", 2 }, { "🇨🇳🇩🇪", 4 },
    { "1\u{FE0F}\u{20E3}", 2 }, { "…", 1 }, { "a\u{200B}b", 2 }, { "\xFFa", 2 },
  }
  for _, case in ipairs(cases) do
    it(("counts %d for %s"):format(case[2], case[1]), function()
      assert.equal(case[2], width.of(case[1]))
    end)
  end
end)

describe("width.cut", function()
  it("keeps text that fits", function()
    assert.equal("张三", width.cut("张三", 4))
  end)

  it("never halves a wide character", function()
    assert.equal("张…", width.cut("张三李四", 4))
    assert.equal("张三…", width.cut("张三李四", 5))
  end)

  it("never cuts code points that are drawn as one", function()
    assert.equal("a…", width.cut("a👩\u{200D}👧bc", 3))
    assert.equal("e\u{301}…", width.cut("e\u{301}xyz", 2))
  end)

  it("leaves only the dots if there is no more room", function()
    assert.equal("…", width.cut("张三", 1))
  end)
end)

describe("width.pad", function()
  it("fills up with cells on either side", function()
    assert.equal("张三  ", width.pad("张三", 6))
    assert.equal("  张三", width.pad("张三", 6, "right"))
  end)
end)
