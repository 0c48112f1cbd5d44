-- SPDX-License-Identifier: MIT
local csv = require "lark.csv"
local lark = require "lark"

-- The rows as plain tables, which assert.same compares.
local function plain(list)
  local copied = {}
  for i, row in ipairs(list) do copied[i] = row end
  return copied
end

describe("csv.column", function()
  it("has each value once, and raises if there is no such column", function()
    local rows = csv.parse "a,b\n1,\n2,x\n1,x\n"
    assert.same({ "1", "2" }, csv.column(rows, "a"))
    assert.same({ "x" }, csv.column(rows, "b"))
    assert.same({}, csv.column(csv.parse "a\n", "b"))
    assert.error_matches(function() csv.column(rows, "c") end, "there is no column c")
  end)

  it("can be required when the file is read", function()
    local found, why = csv.parse("a,b\n1,2\n", { "b", "c", "d" })
    assert.is_nil(found)
    assert.equal("line 1: there is no column c, d; it has a, b", why)
  end)
end)

describe("csv.parse", function()
  it("names the values of each row by the header", function()
    assert.same({ { id = "1", name = "a" }, { id = "2", name = "b" } },
      plain(csv.parse "id,name\n1,a\n2,b\n"))
  end)

  it("keeps a 19-digit id as text", function()
    assert.equal("7057542136710958306", csv.parse "id\n7057542136710958306\n"[1].id)
  end)

  it("reads quotes, doubled quotes, commas and newlines inside quotes", function()
    assert.same({ { a = 'say "hi", 张三\r\nbye', b = "" } },
      plain(csv.parse 'a,b\n"say ""hi"", 张三\r\nbye",""\n'))
  end)

  it("takes CRLF, LF, CR and a last line without an end", function()
    for _, text in ipairs { "a,b\r\n1,2\r\n", "a,b\n1,2\n", "a,b\r1,2\r", "a,b\n1,2" } do
      assert.same({ { a = "1", b = "2" } }, plain(csv.parse(text)))
    end
  end)

  it("skips a UTF-8 mark and empty lines", function()
    assert.same({ { a = "1" } }, plain(csv.parse "\xEF\xBB\xBFa\r\n\r\n1\r\n\r\n"))
  end)

  it("keeps a quoted empty field in a line of its own", function()
    assert.same({ { a = "" }, { a = "x" } }, plain(csv.parse 'a\n""\nx\n'))
  end)

  it("keeps a last empty field", function()
    assert.same({ { a = "1", b = "" } }, plain(csv.parse "a,b\n1,"))
  end)

  it("returns an array that stays one in JSON when there are no rows", function()
    assert.equal("[]", lark.encode(csv.parse "a,b\n"))
  end)

  local wrong = {
    ["an unclosed quote"] = { 'a\n1\n"2\n3', "line 3: a quote is opened and never closed" },
    ["a short row"] = { "a,b\n1,2\n3\n", "line 3: 1 fields where the header has 2" },
    ["a long row after a newline in quotes"] =
      { 'a,b\r\n"1\r\n1",2\r\n3,4,5', "line 4: 3 fields where the header has 2" },
    ["text behind a quote"] = { 'a\n"1"x\n', "line 2: there is text behind a closing quote" },
    ["two columns of one name"] = { "a,a\n1,2\n", 'line 1: two columns are named "a"' },
    ["an empty text"] = { "", "there is no header row" },
    ["damaged UTF-8"] = { "a\n张\xD5\n", "line 2: this is not UTF-8; save the file as CSV UTF-8" },
    ["an unknown encoding"] = { "a\n\xFF\n",
      "line 2: this is neither UTF-8 nor GBK nor UTF-16; save the file as CSV UTF-8" },
    ["half a character of UTF-16"] = { "\xFF\xFEa",
      "line 1: this is neither UTF-8 nor GBK nor UTF-16; save the file as CSV UTF-8" },
    ["text in a column without a name"] = { "a,b,,\n1,2,,x\n",
      "line 2: 4 fields where the header has 2" },
    ["an id that a spreadsheet rounded"] = { "n,talent_id\n1,2\n1,6.93413E+18\n",
      "line 3: a spreadsheet rounded the id in column talent_id, and its last digits are gone; "
      .. "format the column as text before the ids are put in, and export again" },
  }
  for what, case in pairs(wrong) do
    it("refuses " .. what, function()
      local rows, err = csv.parse(case[1])
      assert.is_nil(rows)
      assert.equal(case[2], err)
    end)
  end
end)

describe("csv.parse of what spreadsheets write", function()
  it("takes semicolons and tabs, and the line that names them", function()
    for _, text in ipairs {
      "a;b,c;d\n1;2,3;4\n", "a\tb,c\td\n1\t2,3\t4\n", "sep=;\r\na;b,c;d\r\n1;2,3;4\r\n",
    } do
      assert.same({ { a = "1", ["b,c"] = "2,3", d = "4" } }, plain(csv.parse(text)))
    end
    assert.same({ { ["a;b"] = "1" } }, plain(csv.parse '"a;b"\n1\n'))
  end)

  it("leaves out empty columns without a name", function()
    assert.same({ { a = "1", b = "2" }, { a = "3", b = "4" } },
      plain(csv.parse "a,b,,\n1,2,,\n3,4\n"))
  end)

  it("converts GBK and UTF-16, and says so", function()
    local cases = {
      { "a\n\x80\xD5\xC5\n", "€张", "it is GBK, and was read as such" },
      { "\xFF\xFEa\0\n\0\x20\x5f", "张", "it is UTF-16, and was read as such" },
      { "\xFE\xFF\0a\0\n\x5f\x20", "张", "it is UTF-16, and was read as such" },
    }
    for _, case in ipairs(cases) do
      local rows, err, notes = csv.parse(case[1])
      assert.is_nil(err)
      assert.same({ { a = case[2] } }, plain(rows))
      assert.same({ case[3] }, notes)
    end
    local long = "a\n" .. ("\xD5\xC5\xC8\xFD\n"):rep(40000)
    assert.equal("张三", csv.parse(long)[40000].a)
  end)

  it("undoes what was done to ids, with a note for each column and kind", function()
    local rows, err, notes = csv.parse('talent_id,x\n"=""6930000000000000""",1\n 693\t,2\n'
      .. "693\xC2\xA0,2\n'ou_1,3\n")
    assert.is_nil(err)
    assert.same({ "6930000000000000", "693", "693", "ou_1" },
      { rows[1].talent_id, rows[2].talent_id, rows[3].talent_id, rows[4].talent_id })
    assert.same({
      'line 2, column talent_id: a value was written as a formula, ="..."; it was taken out',
      "line 3, column talent_id: spaces around a value were taken off; likewise in 1 more",
      "line 5, column talent_id: an apostrophe before a value was taken off",
    }, notes)
  end)

  it("leaves texts that are no ids as they are", function()
    local values = { " =1+1 ", "'tis", "6.93E+5", "=SUM(1)", " note " }
    for _, value in ipairs(values) do
      local rows, _, notes = csv.parse("note\n" .. value .. "\n")
      assert.equal(value, rows[1].note)
      assert.same({}, notes)
    end
    local rows, _, notes = csv.parse "amount\n6.93E+18\n"
    assert.equal("6.93E+18", rows[1].amount)
    assert.matches("rounded", notes[1])
  end)

  it("refuses a rounded id behind thousands of other changes", function()
    local text = "id\n" .. (" 1\n"):rep(3000) .. "6.93E+18\n"
    local rows, err = csv.parse(text)
    assert.is_nil(rows)
    assert.matches("line 3002: a spreadsheet rounded", err)
  end)
end)

describe("the rows of a CSV", function()
  local function thousand()
    local lines = { "id,n" }
    for i = 1, 1000 do lines[#lines + 1] = ("i%d,%d"):format(i, i) end
    return csv.parse(table.concat(lines, "\n"))
  end

  it("are a list like any other", function()
    local rows = thousand()
    assert.equal(1000, #rows)
    assert.is_nil(rows[0])
    assert.is_nil(rows[1001])
    assert.is_nil(rows.id)
    assert.equal(rows[7], rows[7])
    assert.equal("i1000", rows[1000].id)
    local count = 0
    for i, row in ipairs(rows) do
      count = count + 1
      assert.equal(tostring(i), row.n)
    end
    assert.equal(1000, count)
    count = 0
    for _ in pairs(thousand()) do count = count + 1 end
    assert.equal(1000, count)
  end)

  it("may be changed", function()
    local rows = thousand()
    rows[2].n = "changed"
    rows[1001] = { id = "new" }
    table.insert(rows, 1, { id = "first" })
    table.sort(rows, function(a, b) return a.id < b.id end)
    assert.equal(1002, #rows)
    assert.equal("first", rows[1].id)
    local found
    for _, row in ipairs(rows) do found = found or row.n == "changed" end
    assert.is_true(found)
  end)

  it("are JSON at every stage", function()
    local whole = "[" .. ('{"id":"1"},'):rep(1999) .. '{"id":"1"}]'
    local text = "id\n" .. ("1\n"):rep(2000)
    assert.equal(whole, lark.encode((csv.parse(text))))
    local rows = csv.parse(text)
    assert.equal("1", rows[2000].id)
    assert.equal(whole, lark.encode(rows))
    assert.equal(whole, lark.encode(lark.array(csv.parse(text))))
    assert.equal('{"x":' .. whole .. "}", lark.encode { x = csv.parse(text) })
  end)
end)

describe("csv.read", function()
  it("names a file that is missing", function()
    local rows, err = csv.read "/nowhere/ids.csv"
    assert.is_nil(rows)
    assert.equal("/nowhere/ids.csv: No such file or directory", err)
  end)

  it("names a file that is wrong", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "wb"))
    file:write('a\n"1')
    file:close()
    local rows, err = csv.read(path)
    os.remove(path)
    assert.is_nil(rows)
    assert.equal(path .. ": line 2: a quote is opened and never closed", err)
  end)

  it("does not read a directory", function()
    local rows, err = csv.read "/"
    assert.is_nil(rows)
    assert.equal("/: Is a directory", err)
  end)
end)

describe("csv.line", function()
  it("quotes the fields that need it", function()
    assert.equal('a,"b,c","say ""hi""","1\n2"," x"',
      csv.line { "a", "b,c", 'say "hi"', "1\n2", " x" })
  end)

  it("leaves nil and null empty", function()
    assert.equal("1,,,x", csv.line { 1, nil, lark.null, "x", n = 4 })
  end)

  it("writes a line that parse reads back, even when it is one empty field", function()
    assert.equal('""', csv.line { "" })
    local values = { "张三", '"', ",\r\n", "", " =1+1 " }
    local row = csv.parse("a,b,c,d,e\n" .. csv.line(values))[1]
    assert.same(values, { row.a, row.b, row.c, row.d, row.e })
  end)
end)
