-- SPDX-License-Identifier: MIT

-- Compares each format, for awkward data, with a file that has been reviewed:
-- golden/report.FORMAT, golden/rows.FORMAT, golden/empty.FORMAT. After an intended change,
-- GOLDEN=write rewrites them; read the difference before you keep it.
local awkward = require "support.awkward"
local files = require "support.files"
local golden = require "support.golden"
local lark = require "lark"
local process = require "support.process"
local render = require("lark.render").render

local FORMATS = { "table", "json", "ndjson", "csv", "md", "html" }

local function compare(name, text) golden.compare("scripts/golden/" .. name, text) end

describe("the golden files", function()
  for _, format in ipairs(FORMATS) do
    local options = { format = format, width = 100, made_at = "2026-11-21 09:00" }

    it("hold for a report in " .. format, function()
      local r, errors = awkward.report()
      options.errors = errors
      compare("report." .. format, render(r, options))
    end)

    it("hold for plain rows in " .. format, function()
      options.errors = { n = 1, [2] = "failed" }
      compare("rows." .. format, render(lark.array(awkward.rows), options))
    end)

    it("hold for no rows in " .. format, function()
      options.errors = nil
      compare("empty." .. format, render(lark.array {}, options))
    end)
  end
end)

-- 100,000 such rows.
local function many()
  local list = {}
  for i = 1, 100000 do
    local row = awkward.rows[i % #awkward.rows + 1]
    list[i] = { i = i, name = row.name, text = row.text, n = row.n }
  end
  return list
end

-- The rows that sqlite3 reads from a CSV file.
local function ask(path, question)
  local ended = process.run { "sqlite3", ":memory:", ".import --csv " .. path .. " t", question }
  assert.equal("", ended.err)
  return ended.out
end

describe("CSV, read by another program", function()
  it("has every cell unchanged", function()
    -- Only text that a spreadsheet would run has a quote before it.
    local function safe(text) return text and (text:gsub("^[=+%-@]", "'%0")) end
    local rows, expected = {}, {}
    for i, row in ipairs(awkward.rows) do
      local name = row.name:gsub("%z", "") -- sqlite3 ends at a NUL
      rows[i] = { i = i, name = name, text = row.text }
      expected[i] = { i = i, name = safe(name), text = safe(row.text) }
    end
    files.with(render(rows, { format = "csv" }), function(path)
      local found = ask(path, "SELECT json_group_array(json_object("
        .. "'i', CAST(i AS INTEGER), 'name', name, 'text', text)) FROM t")
      assert.same(expected, lark.decode(found))
    end)
  end)

  it("has all of 100,000 rows", function()
    files.with(render(many(), { format = "csv" }), function(path)
      assert.equal("100000|5000050000|6\n",
        ask(path, "SELECT count(*), sum(i), count(DISTINCT text) FROM t"))
    end)
  end)
end)

describe("100,000 rows", function()
  local list = many()
  for format, pattern in pairs {
    table = "\n[^\n]*%s100000 [^\n]*\n", json = '"i": 100000,', ndjson = '{"i":100000,',
    md = "\n| 100000 |", html = '<tr><td class="number">100000</td>',
  } do
    it("are written in " .. format, function()
      local out = render(list, { format = format })
      assert.is_truthy(out:find(pattern, -2000) or out:find(pattern, -2000, true)
        or out:sub(-12000):find(pattern, 1, true))
    end)
  end
end)
