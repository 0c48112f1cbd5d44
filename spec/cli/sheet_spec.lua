-- SPDX-License-Identifier: MIT

-- Spreadsheets, read back by openpyxl and by LibreOffice.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"

local folder

local READ = [[
import json, openpyxl, sys
book, found = openpyxl.load_workbook(sys.argv[1]), []
for sheet in book:
    found.append({"name": sheet.title, "freeze": sheet.freeze_panes or "",
        "filter": sheet.auto_filter.ref or "", "charts": len(sheet._charts),
        "width": sheet.column_dimensions["A"].width,
        "cells": [[None if c.value is None else [str(c.value), c.data_type, c.number_format]
                   for c in row] for row in sheet.iter_rows()]})
print(json.dumps(found))
]]

-- The sheets of a file by their names.
local function read(path)
  local ended = process.run { "/usr/bin/python3", "-c", READ, path }
  assert.equal("", ended.err)
  local sheets = {}
  for i, sheet in ipairs(lark.decode(ended.out)) do sheets[i], sheets[sheet.name] = sheet, sheet end
  return sheets
end

local REPORT = [[
local report = require "lark.report"
local rows = report.rows {
  { id = "6134134355464633123", name = "张三 😀", text = "=1+1", n = 5, cash = 1234.5,
    currency = "CNY", at = 1618899376474, share = 0.125, big = 1234567890123456789 },
  { id = "00123", name = "李四", text = "-5", n = 7, cash = "10", currency = "JPY", at = 0,
    share = 1, big = 1 },
  { id = "@x", name = "cut \xe5\xbc", text = '+HYPERLINK("http://x")', n = 1 },
}
local r = report.new("Cash: [all]", { zone = "Asia/Shanghai" }):note "A note."
r:table("Ledger", rows, {
  { key = "id", title = "Id", type = "id" }, { key = "name", title = "姓名" }, "text",
  { key = "n", type = "integer", total = "sum" },
  { key = "cash", type = "money", currency_key = "currency", total = "sum" },
  { key = "at", title = "At", type = "time" }, { key = "share", type = "percent" }, "big",
})
r:table("A title that is far longer than a sheet's name may be", rows, { "id" })
r:table("ledger", {}, { "id" })
r:table("Digits", rows, { { key = "cash", type = "decimal", currency_key = "currency" } })
for _, kind in ipairs { "bar", "stacked", "line", "funnel" } do
  r:chart("It's " .. kind, rows, { kind = kind, x = "name", y = { key = "n", title = "N" } })
end
return r, ... and { n = 1, "broken" } or nil
]]

describe("a spreadsheet", function()
  local file, path, sheets
  setup(function()
    folder = files.folder()
    file = script.new { env = function() return { TMPDIR = folder } end }
    path = folder .. "/r.xlsx"
    local ended = file:run(REPORT, { "--output", path })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    sheets = read(path)
  end)
  teardown(function()
    file:remove()
    files.remove(folder)
  end)

  it("has a sheet for the notes, one per table and one per chart, with names that fit", function()
    local names = {}
    for i, sheet in ipairs(sheets) do names[i] = sheet.name end
    assert.same({ "Cash   all", "Ledger", "A title that is far longer tha…", "ledger (2)",
      "Digits", "It’s bar", "It’s stacked", "It’s line", "It’s funnel",
      "Cells that could not be read" }, names)
    assert.equal("A note.", sheets[1].cells[2][1][1])
    for _, kind in ipairs { "bar", "stacked", "line", "funnel" } do
      assert.equal(1, sheets["It’s " .. kind].charts)
    end
  end)

  it("keeps ids and texts as texts, and runs none", function()
    local cells = sheets.Ledger.cells
    assert.same({ "6134134355464633123", "s", "@" }, cells[2][1])
    assert.same({ "00123", "s", "@" }, cells[3][1])
    assert.same({ "张三 😀", "s", "General" }, cells[2][2])
    assert.same({ "=1+1", "s", "General" }, cells[2][3])
    assert.same({ "-5", "s", "General" }, cells[3][3])
    assert.same({ '+HYPERLINK("http://x")', "s", "General" }, cells[4][3])
    assert.equal("cut \u{FFFD}\u{FFFD} ⚠", cells[4][2][1])
    -- More digits than a spreadsheet keeps.
    assert.same({ "1234567890123456789", "s", "General" }, cells[2][8])
  end)

  it("has numbers, money, shares and times as what they are", function()
    local cells = sheets.Ledger.cells
    assert.same({ "5", "n", "#,##0" }, cells[2][4])
    assert.same({ "1234.5", "n", '#,##0.00 "CNY"' }, cells[2][5])
    assert.same({ "10", "n", '#,##0 "JPY"' }, cells[3][5])
    assert.equal(lark.null, cells[4][5])
    assert.same({ "2021-04-20 14:16:16.474000", "d", "yyyy-mm-dd hh:mm" }, cells[2][6])
    assert.same({ "1970-01-01 08:00:00", "d", "yyyy-mm-dd hh:mm" }, cells[3][6])
    assert.same({ "0.125", "n", "0.0%" }, cells[2][7])
    assert.same({ "13", "n", "#,##0" }, cells[5][4])
    assert.equal("1234.50 CNY; 10 JPY", cells[5][5][1])
    local digits = sheets.Digits.cells
    assert.same({ "1234.5", "n", "#,##0.00" }, digits[2][1])
    assert.same({ "10", "n", "#,##0" }, digits[3][1])
  end)

  it("freezes the headings, filters the rows without the total, and has widths", function()
    assert.equal("B2", sheets.Ledger.freeze)
    assert.equal("A1:H4", sheets.Ledger.filter)
    assert.is_true(sheets.Ledger.width >= 21)
    assert.equal("", sheets["ledger (2)"].filter)
  end)

  it("says that it is incomplete on its first sheet and beside its totals", function()
    local other = folder .. "/partial.xlsx"
    assert.equal(6, file:run(REPORT, { "--output", other }, { "x" }).status)
    local found = read(other)
    assert.equal("Incomplete: 1 row is missing.", found[1].cells[2][1][1])
    assert.equal("Total (incomplete)", found.Ledger.cells[5][1][1])
    assert.equal("broken", found["Failed rows"].cells[2][2][1])
  end)

  it("is read by LibreOffice with ids and Chinese whole", function()
    local ended = process.run { "soffice", "--headless", "-env:UserInstallation=file://" .. folder
      .. "/profile", "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
      "--outdir", folder, path }
    assert.equal(0, ended.status)
    local text = files.read(folder .. "/r-Ledger.csv")
    assert.matches("\n6134134355464633123,张三 😀,=1+1,5,", text, 1, true)
    assert.matches("\n00123,李四,-5,7,", text, 1, true)
    assert.matches('\n@x,.-,"%+HYPERLINK', text)
  end)

  it("shows in LibreOffice texts that look like the escapes of a spreadsheet", function()
    local other = folder .. "/escapes.xlsx"
    local ended = file:run([[return { { note = "_x000D_x000D_" }, { note = "a_x005F_x0041_b" },
      { note = "two\r\nlines" }, { note = "c\rd" } }]], { "--output", other })
    assert.equal(0, ended.status)
    assert.equal(0, process.run { "soffice", "--headless",
      "-env:UserInstallation=file://" .. folder .. "/profile", "--convert-to", "csv",
      "--outdir", folder, other }.status)
    assert.equal('note\n_x000D_x000D_\na_x005F_x0041_b\n"two\nlines"\nc\\rd\n',
      files.read(folder .. "/escapes.csv"))
  end)

  it("is written to a pipe, from a sandbox, and of rows, one record or nothing", function()
    local ended = file:run("return { { id = '1' } }", { "--format", "xlsx", "--sandbox" })
    assert.equal("PK", ended.out:sub(1, 2))
    for _, text in ipairs { "return { a = 1 }", "return 'text'", "return nil", "return {}" } do
      assert.equal(0, file:run(text, { "--output", path }).status)
      assert.is_true(#read(path) >= 1)
    end
  end)

  it("has all of 50,000 rows, and leaves nothing in the temporary folder", function()
    local ended = file:run("local list = {} for i = 1, 50000 do list[i] = { id = 'i' .. i, n = i } "
      .. "end return list", { "--output", path })
    assert.equal(0, ended.status)
    local cells = read(path)[1].cells
    assert.equal(50001, #cells)
    assert.same({ "i50000", "s", "General" }, cells[50001][1])
    local left = process.run { "sh", "-c", "ls " .. folder .. " | grep lualark-" }
    assert.equal("", left.out)
  end)

  it("is an error, not half a sheet, where the temporary folder is full", function()
    file:write("local list = {} for i = 1, 20000 do list[i] = { id = 'id' .. i, n = i } end "
      .. "return list")
    os.remove(path)
    -- Files end at 200 kB, as on a full disk, and nothing is said about that.
    local ended = process.run { "sh", "-c", ("trap '' XFSZ; ulimit -f 400; TMPDIR=%s %s run "
      .. "--output %s %s"):format(folder, process.quote(script.lualark), path, file.path) }
    assert.equal(1, ended.status)
    assert.matches("the temporary folder " .. folder .. " is too full for the sheet", ended.err,
      1, true)
    assert.is_nil(io.open(path))
  end)

  it("says what to do where there is no folder for it", function()
    local ended = process.run({ script.lualark, "run", "--output", path, file.path },
      { env = { TMPDIR = "/nowhere" } })
    assert.equal(1, ended.status)
    assert.matches("no file can be made in /nowhere: No such file", ended.err, 1, true)
  end)
end)
