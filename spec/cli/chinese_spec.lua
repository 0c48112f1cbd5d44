-- SPDX-License-Identifier: MIT

-- The command in Chinese: its tables of sentences, and each command as a user runs it.
local chinese = require "support.chinese"
local files = require "support.files"
local lark = require "lark"
local c_literals = require "support.literals"
local literals = require "support.lua_literals"
local process = require "support.process"
local simulator = require "support.simulator"

local folder = require "support.command"
local commands = require "lualark.commands"
local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

-- --------------------------------------------------------------- the tables

-- Literals that are no sentences for people: of protocols, patterns, and names.
local UNSAID = {
  ["options/log.lua"] = true, -- machines read logs
  ["command -v less >/dev/null 2>&1"] = true, ["lualark call"] = true, ["`lualark help "] = true,
  ["lualark --version"] = true, ["\n%s*%[C%]: in function 'xpcall'.*"] = true,
  ["^connection lost: "] = true, ["^connection lost: (.*)$"] = true,
  ["^connection lost"] = true, ["interrupted (cancelled)"] = true,
  ["renew token"] = true, ["renew app token"] = true, ["renew ticket"] = true,
  ["commands/complete.lua"] = true, -- completion is English
}

-- Visits each literal of the command's Lua files.
local function each_literal(visit)
  local listed = process.run { "find", folder, "-name", "*.lua", "-not", "-path", "*/words/*" }
  for path in listed.out:gmatch "[^\n]+" do
    literals.each(files.read(path), function(text) visit(text, path:sub(#folder + 1)) end)
  end
end

-- Visits each literal of the command's C, with its room.
local function each_c_literal(visit)
  local listed = process.run { "find", os.getenv "LARK_SOURCE" .. "/cli/src", "-name", "*.c" }
  for path in listed.out:gmatch "[^\n]+" do
    for _, text in ipairs(c_literals.of(files.read(path))) do
      visit((text:gsub("\\n", "\n"):gsub('\\"', '"')), path:match "([^/]+)/[^/]+$")
    end
  end
end

-- Visits each text of the help.
local function each_help(visit)
  for _, command in ipairs(commands.all()) do
    visit(command.summary, command.name)
    visit(command.about, command.name)
    if command.notes then visit(command.notes, command.name) end
    for _, option in ipairs(command.options) do
      if option.help then visit(option.help, command.name .. " --" .. option.name) end
    end
  end
end

-- Help is looked for by each_help: here it may be a part of a longer text.
local function helps()
  local parts = {}
  each_help(function(text) parts[#parts + 1] = text end)
  for _, command in ipairs(commands.all()) do parts[#parts + 1] = command.arguments end
  return table.concat(parts, "\0")
end

local function is_sentence(text)
  return text:find "%a%a+[ ,%%:]+%S*%s*%a%a" and text:find " " and not text:find "redis.call"
end

-- The tables by their names; what they say by the English.
local function tables()
  local by_name, all = {}, {}
  local names = table.move(require "lualark.words.zh", 1, 99, 2, { "script" })
  for _, name in ipairs(names) do
    by_name[name] = require("lualark.words.zh." .. name)
    for english, text in pairs(by_name[name]) do
      all[english] = all[english] or {}
      all[english][text] = true
    end
  end
  return by_name, all
end

describe("the command's tables of Chinese sentences", function()
  local by_name, all = tables()

  it("have each sentence of the code", function()
    local missing, help = {}, helps()
    each_literal(function(text, place)
      local unsaid = UNSAID[place] or UNSAID[text] or help:find(text, 1, true)
      if is_sentence(text) and not unsaid and not all[text] then
        missing[#missing + 1] = place .. ": " .. text
      end
    end)
    assert.same({}, missing)
  end)

  it("have each single word that is said", function()
    local missing = {}
    local listed = process.run { "find", folder, "-name", "*.lua", "-not", "-path", "*/words/*" }
    for path in listed.out:gmatch "[^\n]+" do
      for text in files.read(path):gmatch '[^%w_.]words%(? ?"([^"\\]*)"' do
        if not all[text] then missing[#missing + 1] = path:sub(#folder + 1) .. ": " .. text end
      end
    end
    assert.same({}, missing)
  end)

  it("have each text of the help", function()
    local missing = {}
    each_help(function(text, place)
      if not all[text] then missing[#missing + 1] = place .. ": " .. text end
    end)
    assert.same({}, missing)
  end)

  it("have none that the code does not say", function()
    local said, stale = {}, {}
    each_literal(function(text) said[text] = true end)
    each_help(function(text) said[text] = true end)
    each_c_literal(function(text, room) said[text] = said[text] or room == "sheet" end)
    for _, name in ipairs(lark.endpoints()) do
      local schema = lark.schema(name)
      for _, scopes in ipairs { schema.scopes or {}, schema.field_scopes or {} } do
        for _, scope in ipairs(scopes) do said[scope] = true end
      end
    end
    for english in pairs(all) do
      if not said[english] then stale[#stale + 1] = english end
    end
    table.sort(stale)
    assert.same({}, stale)
  end)

  it("say one thing in one way, as the library does", function()
    local core = dofile(os.getenv "LARK_SOURCE" .. "/core/words/zh.lua")
    for english, texts in pairs(all) do
      local first = next(texts)
      assert.is_nil(next(texts, first), english)
      -- A format of two arguments says little.
      if english:find "%a%a %a%a" then assert.equal(core[english] or first, first) end
    end
  end)

  it("are typeset as Chinese is, and keep the formats' arguments", function()
    for _, words in pairs(by_name) do assert.same({}, chinese.faults(words)) end
  end)
end)

describe("cli/words/zh.lua", function()
  local words = dofile(os.getenv "LARK_SOURCE" .. "/cli/words/zh.lua")

  local OTHERS = { ["SQLite format 3"] = true, ["Lua warning: "] = true, -- formats
    ["what the script tells"] = true, ["out of memory"] = true, ["not enough memory"] = true }

  it("has each sentence of src/record and src/run, and none that nobody says", function()
    local said, missing, stale = {}, {}, {}
    each_c_literal(function(text, room)
      said[text] = true
      local is_said = (room == "record" or room == "run") and is_sentence(text)
        and not text:find "^ *%u%u+ " and not text:find "^ *[%a_]+ %u%u+" -- SQL
      if is_said and not words[text] and not OTHERS[text] then missing[#missing + 1] = text end
    end)
    for english in pairs(words) do
      if not said[english] then stale[#stale + 1] = english end
    end
    assert.same({ missing = {}, stale = {} }, { missing = missing, stale = stale })
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(words))
  end)
end)

-- ---------------------------------------------------------------- the commands

-- These may stand in a text of Chinese: names, and what other software says.
local NAMES = {
  "lualark call [%w._]+", "lualark store status",
  "No such file or directory", "return function%(row%)",
  "Could not resolve host", "libcurl/%S+ OpenSSL/%S+", "^用法：lualark[^\n]*",
  "\n用法：lualark[^\n]*",
  "\n  call ENDPOINT[^\n]*", "\n  download URL PATH", "\n  drift RECORDING[^\n]*",
}

-- A run of three words in Latin letters, outside of names and of code in backquotes.
local function english_in(text)
  text = text:gsub("`[^`\n]*`", "")
  for _, name in ipairs(NAMES) do text = text:gsub(name, "") end
  return text:match "%f[%w_]%a[%a'-]+ %a[%a'-]+ %a[%a'-]+%f[^%a]"
end

local HAN = "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"

local NOTHING = { LARK_LANG = false, LC_ALL = false, LC_MESSAGES = false, LANG = false,
  LARK_LOG = false, LARK_DEFINE = false }

local function run(env, ...)
  local all = {}
  for _, variables in ipairs { NOTHING, env } do
    for name, value in pairs(variables) do all[name] = value end
  end
  return process.run({ lualark, ... }, { env = all })
end

local CHINESE, ENGLISH = { LANG = "zh_CN.UTF-8" }, { LANG = "C" }

-- Usage that is wrong, each with its exit status.
local WRONG = {
  { 2 }, { 2, "bogus" }, { 2, "scheme" }, { 2, "--bogus" }, { 2, "--lang", "fr" },
  { 2, "run" }, { 2, "run", "--bogus" }, { 2, "run", "-x" }, { 2, "run", "--format" },
  { 2, "run", "--sandbox=1", "x" }, { 2, "run", "--re", "x" }, { 2, "run", "-", "--format" },
  { 2, "run", "--format", "bogus", "-" }, { 2, "run", "--vertical", "--format", "csv", "-" },
  { 2, "run", "--memory", "x", "-" }, { 2, "run", "--time", "x", "-" },
  { 2, "run", "--max-errors", "0", "-" }, { 2, "run", "--limit", "x", "-" },
  { 2, "run", "--where", "x", "-" }, { 2, "run", "--columns", ",", "-" },
  { 2, "run", "--output", "x/", "--format", "json", "-" },
  { 1, "run", "/nowhere" }, { 1, "run", "--output", "/tmp", "-" },
  { 2, "call" }, { 2, "call", "nope" }, { 2, "call", "GET" }, { 2, "call", "hire.talent.get", "x" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--all" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--limit", "1" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--columns", "nope" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--vertical", "--format", "csv" },
  { 2, "call", "hire.talent.get", "--concurrency", "2" },
  { 2, "call", "hire.talent.get", "--rows", "/dev/null", "--concurrency", "x" },
  { 2, "call", "hire.talent.get", "--rows", "/dev/null", "--key", "x" },
  { 2, "call", "hire.referral.search", "start_time=x", "talent_id=1" },
  { 2, "call", "hire.note.create", "talent_id=1", "content=x" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--max-age", "1h" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--record", "x", "--replay", "y" },
  { 2, "call", "hire.talent.get", "talent_id=1", "--record", "x", "--max-age", "y" },
  { 2, "download" }, { 2, "download", "x", "y", "--max-bytes", "z" },
  { 2, "schema", "a", "b" }, { 2, "schema", "--format", "x" }, { 2, "schema", "nope" },
  { 2, "explain" }, { 2, "explain", "x" }, { 1, "explain", "1" },
  { 2, "repl", "x" }, { 2, "doctor", "--format", "x" }, { 2, "doctor", "nope" },
  { 2, "drift" }, { 1, "drift", "/nowhere" }, { 1, "run", "--replay", "/nowhere", "/dev/null" },
  { 2, "drift", "hire.talent.get", "--all" },
  { 2, "store" }, { 2, "store", "status", "--format", "x" }, { 2, "store", "status" },
  { 2, "queue" }, { 2, "queue", "add", "--name", "/" }, { 2, "queue", "status" },
}

describe("lualark under LANG=zh_CN.UTF-8", function()
  local function speaks(ended)
    for _, text in ipairs { ended.out, ended.err } do
      assert.is_nil(english_in(text), text)
    end
    assert.matches(HAN, ended.out .. ended.err)
    return ended
  end

  it("shows the help of every command, within the width of a terminal", function()
    local width = require "lark.render.width"
    local shown = { speaks(run(CHINESE, "--help")) }
    for _, name in ipairs(commands.NAMES) do
      shown[#shown + 1] = speaks(run(CHINESE, name, "--help"))
    end
    for _, ended in ipairs(shown) do
      assert.equal(0, ended.status)
      assert.matches("^用法：lualark ", ended.out)
      for line in ended.out:gmatch "[^\n]+" do
        assert.is_true(width.of(line) <= 88, line)
        local first = line:match "^ *([\xE2-\xEF]..)"
        assert.is_nil(first and ("，。、：；！？）」"):find(first, 1, true), line)
      end
    end
  end)

  it("says what is wrong with a command line", function()
    for _, case in ipairs(WRONG) do
      local ended = run(CHINESE, table.unpack(case, 2))
      assert.equal(case[1], ended.status, table.concat(case, " ") .. ended.err)
      speaks(ended)
      -- And in English where that is spoken, with the same status.
      local other = run(ENGLISH, table.unpack(case, 2))
      assert.equal(case[1], other.status)
      assert.not_matches(HAN, other.out .. other.err)
    end
  end)

  it("explains every code", function()
    local codes, known = {}, {}
    local function add(code)
      if not known[code] and lark.explain(code) then codes[#codes + 1] = code end
      known[code] = true
    end
    for code = 1000001, 1002999 do add(code) end
    for _, name in ipairs(lark.endpoints()) do
      for _, code in ipairs(lark.schema(name).errors) do add(code) end
    end
    for code = 99991000, 99992999 do add(code) end
    assert.is_true(#codes > 100)
    local ended = speaks(run(CHINESE, "explain", table.unpack(codes)))
    assert.equal(0, ended.status)
    assert.equal(#codes, select(2, ended.out:gsub("\n  处理建议 ", "")))
  end)

  it("shows the catalog", function()
    speaks(run(CHINESE, "schema"))
    for i, name in ipairs(lark.endpoints()) do
      if i % 10 == 0 then speaks(run(CHINESE, "schema", name)) end
    end
    local shown = speaks(run(CHINESE, "schema", "hire.referral.search")).out
    assert.matches("\n  频率限制 1 秒 10 次\n", shown)
    assert.matches("获取内推信息（hire:referral:readonly） 或 更新内推信息（hire:referral）", shown, 1,
      true)
    assert.matches("open_id（应用内的用户）、", shown, 1, true)
  end)

  it("leaves what programs read as it is", function()
    for _, words in ipairs {
      { "schema", "hire.referral.search", "--format", "json" },
      { "schema", "hire.referral", "--format", "json" },
      { "complete", "run", "--" }, { "--version" },
    } do
      assert.equal(run(ENGLISH, table.unpack(words)).out, run(CHINESE, table.unpack(words)).out)
    end
  end)

  it("reads and answers in the repl", function()
    local ended = process.run({ lualark, "repl" }, {
      env = { LARK_LANG = false, LC_ALL = false, LC_MESSAGES = false, LANG = "zh_CN.UTF-8" },
      input = "?hire.referral.search\n?hire.referral\n1 + 1\n",
    })
    assert.equal(0, ended.status, ended.err)
    speaks(ended)
  end)

  describe("with a platform", function()
    local sim
    setup(function() sim = simulator.start() end)
    teardown(function() sim:stop() end)

    local function with(env, ...)
      local all = sim:env { LARK_LANG = false, LC_ALL = false, LC_MESSAGES = false }
      for name, value in pairs(env) do all[name] = value end
      return process.run({ lualark, ... }, { env = all })
    end

    it("examines the setup", function()
      local ended = speaks(with(CHINESE, "doctor"))
      assert.equal(0, ended.status, ended.out)
      assert.matches("\n正常  服务器 ", ended.out)
      for _, format in ipairs { "table", "md", "html" } do
        local shown = with(CHINESE, "doctor", "--format", format).out
        assert.matches("检查项", shown)
        assert.not_matches("%f[%w]detail%f[%W]", shown)
      end
    end)

    it("keeps the statuses and checks of its JSON", function()
      local function facts(env)
        local rows = lark.decode(with(env, "doctor", "--format", "json").out)
        for _, row in ipairs(rows) do row.detail, row.hint, row.ms = nil, nil, nil end
        return rows
      end
      assert.same(facts(ENGLISH), facts(CHINESE))
    end)

    it("says what it compared", function()
      -- The message of the platform stays as it came.
      local ended = with(CHINESE, "drift", "hire.referral.search", "talent_id=1")
      assert.matches("已比较 1 个响应，发现 0 处差异", ended.err)
    end)

    it("names the rows that a script could not read", function()
      local path = files.temporary [[
return {}, { [1] = { id = "1", error = "x" }, [2] = { id = "2", error = "x" } }
]]
      for _, sandbox in ipairs { "--quiet", "--sandbox" } do
        local ended = with(CHINESE, "run", sandbox, path)
        assert.equal(6, ended.status, ended.err)
        assert.matches("（2 行）：", ended.err)
        assert.matches(" %(2 rows%): ", with(ENGLISH, "run", sandbox, path).err)
      end
      os.remove(path)
    end)
  end)
end)

describe("the language", function()
  -- The one that a run speaks.
  local function language(env, ...)
    return run(env, ...).err:match "Try" and "en" or "zh"
  end

  it("is the locale's: of the first variable that is set", function()
    assert.equal("en", language({}, "bogus"))
    assert.equal("en", language({ LANG = "C" }, "bogus"))
    assert.equal("en", language({ LANG = "en_US.UTF-8" }, "bogus"))
    assert.equal("zh", language({ LANG = "zh_CN.UTF-8" }, "bogus"))
    assert.equal("zh", language({ LANG = "C", LC_MESSAGES = "zh_CN" }, "bogus"))
    assert.equal("en", language({ LANG = "zh_CN", LC_ALL = "C.UTF-8" }, "bogus"))
  end)

  it("is that of LARK_LANG before, and of --lang before both", function()
    assert.equal("zh", language({ LANG = "C", LARK_LANG = "zh" }, "bogus"))
    assert.equal("en", language({ LANG = "zh_CN.UTF-8", LARK_LANG = "en" }, "bogus"))
    local other = { LANG = "C", LARK_LANG = "en" }
    for _, words in ipairs {
      { "--lang", "zh", "bogus" }, { "--lang=zh-CN", "explain" }, { "explain", "--lang", "zh_CN" },
      { "run", "--bogus", "--lang", "zh" }, { "run", "--lang", "zh", "--bogus" },
      { "--lang", "en", "run", "--lang", "zh" },
    } do
      assert.equal("zh", language(other, table.unpack(words)), table.concat(words, " "))
    end
    assert.equal("en", language({ LANG = "zh_CN.UTF-8" }, "explain", "--lang", "en"))
  end)

  it("is also that of the library", function()
    local path = files.temporary "return require('lark').client()"
    assert.matches("缺少 app_id", run({}, "run", "--lang", "zh", path).err)
    os.remove(path)
  end)
end)
