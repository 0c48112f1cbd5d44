-- SPDX-License-Identifier: MIT
local csv = require "lark.csv"
local lark = require "lark"

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
      csv.parse "id,name\n1,a\n2,b\n")
  end)

  it("keeps a 19-digit id as text", function()
    assert.equal("7057542136710958306", csv.parse "id\n7057542136710958306\n"[1].id)
  end)

  it("reads quotes, doubled quotes, commas and newlines inside quotes", function()
    assert.same({ { a = 'say "hi", 张三\r\nbye', b = "" } },
      csv.parse 'a,b\n"say ""hi"", 张三\r\nbye",""\n')
  end)

  it("takes CRLF, LF, CR and a last line without an end", function()
    for _, text in ipairs { "a,b\r\n1,2\r\n", "a,b\n1,2\n", "a,b\r1,2\r", "a,b\n1,2" } do
      assert.same({ { a = "1", b = "2" } }, csv.parse(text))
    end
  end)

  it("skips a UTF-8 mark and empty lines", function()
    assert.same({ { a = "1" } }, csv.parse "\xEF\xBB\xBFa\r\n\r\n1\r\n\r\n")
  end)

  it("keeps a quoted empty field in a line of its own", function()
    assert.same({ { a = "" }, { a = "x" } }, csv.parse 'a\n""\nx\n')
  end)

  it("keeps a last empty field", function()
    assert.same({ { a = "1", b = "" } }, csv.parse "a,b\n1,")
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
    ["GBK"] = { "a\n\xD5\xC5\n", "line 2: this is not UTF-8; save the file as CSV UTF-8" },
    ["UTF-16"] = { "\xFF\xFEa\0", "the file is UTF-16; save it as CSV UTF-8" },
  }
  for what, case in pairs(wrong) do
    it("refuses " .. what, function()
      local rows, err = csv.parse(case[1])
      assert.is_nil(rows)
      assert.equal(case[2], err)
    end)
  end
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
