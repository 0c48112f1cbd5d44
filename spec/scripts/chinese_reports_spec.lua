-- SPDX-License-Identifier: MIT

-- The ready-made reports in Chinese and in English, in every format.
local chinese = require "support.chinese"
local files = require "support.files"
local lark = require "lark"
local official_keys = require("lark.csv.official").keys
local process = require "support.process"
local recordings = require "support.recording"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local folder = os.getenv "LARK_SOURCE" .. "/scripts/"
local NAMES = {
  "referral_report", "referral_funnel", "external_pipeline", "job_board", "bonus_ledger",
}
local HAN = "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"

-- Names that stay as they are, and the words that files of the examples have.
local LATIN = { "Lualark", "%f[%u]%u%u%u%f[%U]", "lualark run [%w_]+%.lua",
  "%-%-[%w-]+", "Asia/Shanghai", "[%w_]+%.csv" }

local READ_SHEETS = [[
import sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
for name in book.namelist():
    if name.startswith(("xl/workbook", "xl/worksheets/")):
        print(book.read(name).decode())
]]

describe("the ready-made reports in two languages", function()
  local sim, recording
  setup(function()
    sim = simulator.start("--limits", "off")
    recording = recordings.new()
  end)
  teardown(function()
    sim:stop()
    recording:remove()
  end)

  -- `lang` is LARK_LANG; `options` come before the script, `words` behind it.
  local function run(name, lang, options, words)
    local line = { lualark, "run", "--record", recording.path }
    table.move(options or {}, 1, #(options or {}), #line + 1, line)
    line[#line + 1] = folder .. name .. ".lua"
    table.move(words or {}, 1, #(words or {}), #line + 1, line)
    local env = sim:env { TZ = "Asia/Shanghai", LARK_LANG = lang }
    local ended = process.run(line, { env = env })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return ended.out
  end

  local function as_json(name, lang)
    return assert(lark.decode(run(name, lang, { "--format", "json" })))
  end

  -- A reader sees this: of a page its texts, and those for screen readers.
  local function shown(text, format)
    if format == "md" then return (text:gsub("&lt;", "<"):gsub("&amp;", "&")) end
    if format ~= "html" then return text end
    local titles = {}
    text = text:gsub("<style>.*</style>", ""):gsub("<script>.*</script>", "")
    for title in text:gmatch ' [%w-]+="([^"]*)"' do
      -- Code, and the page's policy with the digest of its script, are for nobody.
      local is_code = title:find "^[%w%s.,;:'/#=_-]*$" or title:find "^default%-src "
      if title:find("[%a\x80-\xFF]") and not is_code then
        titles[#titles + 1] = title
      end
    end
    text = text:gsub("<[^>]*>", "\n") .. table.concat(titles, "\n")
    return (text:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&amp;", "&"))
  end

  -- A run of three words of Latin letters; nil where there is none.
  local function latin(text)
    for _, name in ipairs(LATIN) do text = text:gsub(name, "·") end
    return text:match "%a%a+[ ,.:;'()]+%a%a+[ ,.:;'()]+%a%a+[^\n]*"
  end

  -- The texts of the data: what stands in rows and is a category of charts.
  local function data_of(plain)
    local list, seen = {}, {}
    local function take(value)
      if type(value) == "table" then
        for _, one in pairs(value) do take(one) end
      elseif type(value) == "string" and value:find "%S" and not seen[value] then
        seen[value], list[#list + 1] = true, value
      end
    end
    for _, part in ipairs(plain.tables) do take(part.rows) end
    for _, part in ipairs(plain.charts or {}) do
      take(part.categories)
      for _, series in ipairs(part.series) do take(series.name) end
    end
    table.sort(list, function(a, b) return #a > #b end)
    return list
  end

  local function without(text, data)
    for _, one in ipairs(data) do text = text:gsub(one:gsub("%p", "%%%0"), "·") end
    return text
  end

  for _, name in ipairs(NAMES) do
    describe(name, function()
      it("is Chinese wholly where the process speaks Chinese", function()
        local data = data_of(as_json(name, "zh"))
        for _, format in ipairs { "table", "md", "html" } do
          local out = without(shown(run(name, "zh", { "--format", format }), format), data)
          assert.is_nil(latin(out), format)
          assert.matches(HAN, out)
        end
        assert.is_nil(latin(run(name, "zh", {}, { "--help" })))
        local csv = run(name, "zh", { "--format", "csv" }, { "--lang", "zh" })
        assert.is_nil(latin(without(csv, data)))
        local sheets = os.tmpname() .. ".xlsx"
        run(name, "zh", { "--output", sheets })
        local read = process.run { "/usr/bin/python3", "-c", READ_SHEETS, sheets }
        os.remove(sheets)
        assert.equal(0, read.status, read.err)
        for title in read.out:gmatch '<sheet name="([^"]*)"' do assert.matches(HAN, title) end
        assert.is_nil(latin(without(shown(read.out, "html"), data)))
      end)

      it("is English where it speaks English, but for data", function()
        local data = data_of(as_json(name, "en"))
        for _, format in ipairs { "table", "md", "html", "csv" } do
          local out = without(shown(run(name, "en", { "--format", format }), format), data)
          assert.is_nil(out:match("[^\n]*" .. HAN .. "[^\n]*"), format)
        end
      end)

      it("has CSV that follows an explicit --lang only", function()
        local csv = { "--format", "csv" }
        local english = run(name, "en", csv)
        assert.equal(english, run(name, "zh", csv))
        local own = run(name, "en", csv, { "--lang", "zh" })
        assert.equal(own, run(name, "en", { "--lang", "zh", "--format", "csv" }))
        assert.equal(english, run(name, "zh", csv, { "--lang", "en" }))
        for title in own:match "\n([^\n]*)\r\n":gmatch "[^,]+" do
          assert.is_truthy(title:find(HAN) or title:find "^%u%u%u$", title)
        end
      end)

      it("has the same ids and keys in both", function()
        local english, zh = as_json(name, "en"), as_json(name, "zh")
        local function ids(plain)
          local list = {}
          for _, part in ipairs(plain.tables) do
            list[#list + 1] = part.id
            for i, one in ipairs(part.columns) do
              list[#list + 1] = type(one) == "table" and one.key or one or i
            end
          end
          for _, part in ipairs(plain.charts or {}) do
            list[#list + 1] = part.id .. " " .. part.x_key
            table.move(part.series_ids, 1, #part.series_ids, #list + 1, list)
            table.sort(part.ids, function(a, b) return tostring(a) < tostring(b) end)
            table.move(part.ids, 1, #part.ids, #list + 1, list)
          end
          return list
        end
        assert.same(ids(english), ids(zh))
        assert.equal(#english.notes, #zh.notes)
      end)

      it("is typeset as Chinese is", function()
        local plain = as_json(name, "zh")
        local texts = { plain.title, table.unpack(plain.notes) }
        for _, figure in ipairs(plain.figures) do texts[#texts + 1] = figure.label end
        for _, part in ipairs(plain.tables) do
          texts[#texts + 1] = part.title
          for _, one in ipairs(part.columns) do texts[#texts + 1] = one.title end
        end
        for _, text in ipairs(texts) do assert.is_nil(chinese.fault(text), text) end
        local figures = run(name, "zh", { "--format", "table" }):match "^.-\n\n"
        assert.not_matches(HAN .. "[:,;(]", figures)
      end)
    end)
  end

  it("list failed rows in Chinese, and for programs as before", function()
    local script = os.tmpname()
    local file = assert(io.open(script, "w"))
    file:write [[
      local lark = require "lark"
      local fetch, report = require "lark.fetch", require "lark.report"
      local found, errors = fetch.all { accounts = { { "1", "2" }, function(id)
        if id == "2" then return nil, lark.error { kind = "api", msg = "坏" } end
        return {}
      end, title = { en = "the accounts", zh = "内推账户" } } }
      return report.new({ en = "Accounts", zh = "账户" }):table({ en = "All", zh = "全部" },
        report.rows { { n = #found.accounts } }, { { key = "n", title = { en = "N", zh = "数" } } }),
        errors]]
    file:close()
    -- A sandboxed script finds the words, too.
    for _, options in ipairs { {}, { "--sandbox" } } do
      local function ran(lang, ...)
        local line = { lualark, "run", ... }
        table.move(options, 1, #options, #line + 1, line)
        line[#line + 1] = script
        local ended = process.run(line, { env = sim:env { LARK_LANG = lang } })
        assert.equal(6, ended.status, ended.err)
        return ended.out
      end
      local zh = ran "zh"
      assert.matches("不完整：缺少 1 行。", zh, 1, true)
      assert.matches("失败的行\n行  ID  数据      错误\n", zh)
      assert.matches("\n 1  2   内推账户  ", zh, 1, true)
      assert.matches("\nrow  id  what          error\n", ran "en")
      assert.matches("the accounts", ran "en", 1, true)
      assert.equal("accounts", lark.decode(ran("zh", "--format", "json")).errors[1].what)
    end
    os.remove(script)
  end)

  it("order names by pinyin", function()
    for name, tables in pairs {
      bonus_ledger = { accounts = "referrer" }, job_board = { posts = "city" },
    } do
      for _, part in ipairs(as_json(name, "zh").tables) do
        local key, before = tables[part.id], ""
        for _, row in ipairs(key and part.rows or {}) do
          local text = assert(lark.collation_key(row[key], "zh"))
          assert.is_true(before <= text, row[key])
          before = text
        end
      end
    end
  end)

  it("find the tables of an earlier run in the other language", function()
    local earlier = run("bonus_ledger", "zh", { "--format", "json" })
    files.with(earlier, function(path)
      local csv = run("bonus_ledger", "en", { "--format", "csv", "--table", "changes" },
        { "--previous", path })
      assert.equal("Account,Referrer,Of,Before,Now,Change\r\n", csv)
    end)
  end)

  it("give a table by its id, or by its title in the language shown", function()
    local by_id = run("external_pipeline", "zh", { "--table", "reasons" })
    assert.equal(by_id, run("external_pipeline", "zh", { "--table", "终止原因" }))
    assert.matches("终止原因", by_id, 1, true)
  end)

  it("take no other character for one of an official name", function()
    local keys, changed = official_keys({ "投递\u{3000}ID" }, { "application_id" })
    assert.same({ "application_id" }, keys)
    assert.is_true(changed)
    -- 钀 has two of the three bytes of 递, and a byte of the wide space.
    keys, changed = official_keys({ "投钀 ID" }, { "application_id" })
    assert.same({ "投钀 ID" }, keys)
    assert.is_false(changed)
  end)

  it("read a CSV headed with the official names", function()
    local function same(name, official, keys, row)
      local found = {}
      for i, header in ipairs { official, keys } do
        files.with(header .. "\n" .. row .. "\n", function(path)
          found[i] = run(name, "en", { "--format", "json" }, { path })
        end)
      end
      assert.equal(found[2], found[1])
      assert.matches('"rows": %[\n', found[1])
    end
    local function first(file)
      local lines = io.lines(folder .. file)
      return lines(), lines()
    end
    local header, row = first "referral_report.csv"
    assert.equal("talent_id,referral_account_id", header)
    same("referral_report", "人才 ID,账户 ID", header, row)
    same("external_pipeline", "人才ID,内推账户 ID", header, row)
    same("bonus_ledger", "人才 ID,内推账户 ID", header, row)
    header, row = first "job_board.csv"
    same("job_board", "职位广告 ID", header, row)
    header, row = first "referral_funnel.csv"
    same("referral_funnel", header:gsub("application_id", "投递 ID"):gsub("job", "职位")
      :gsub("stage", "阶段"), header, row)
  end)
end)
