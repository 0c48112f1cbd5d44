-- SPDX-License-Identifier: MIT

-- lualark help TOPIC: the pages of docs/ as text in a terminal.
local files = require "support.files"
local process = require "support.process"
local terminal = require "support.terminal"
local width = require "lark.render.width"

require "support.command"
local markdown = require "lualark.markdown"
local topics = require "lualark.topics"

local source = os.getenv "LARK_SOURCE"
local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local function run(...) return process.run { lualark, ... } end

-- The page's Markdown; nil where a language has none yet.
local function page(name, language)
  local folder = language == "zh" and "/docs/zh/" or "/docs/"
  return files.read(source .. folder .. name .. ".md")
    or language == "en" and files.read(source .. "/" .. name:upper() .. ".md") or nil
end

-- The lines of code of a page, as they are shown.
local function code_of(text)
  local lines = {}
  local rest = (text .. "\n"):gsub("\n```%l* ?%l*\n(.-)\n```", function(block)
    for line in block:gmatch "[^\n]+" do lines["      " .. line] = true end
    return ""
  end)
  for line in rest:gmatch "\n    ([^\n]+)" do lines["      " .. line] = true end
  return lines
end

describe("lualark help", function()
  it("lists the topics, each with its line in the language that is set", function()
    local english, chinese = run("help"), run("--lang", "zh", "help")
    for _, ended in ipairs { english, chinese } do assert.equal(0, ended.status) end
    for _, topic in ipairs(topics) do
      local line = "\n  " .. topic.name:gsub("%-", "%%-") .. " +"
      assert.matches(line .. topic.summary:gsub("%p", "%%%0") .. "\n", english.out)
      assert.matches(line .. "[^\n]*[\xE4-\xE9][^\n]*\n", chinese.out)
    end
  end)

  for _, topic in ipairs(topics) do
    for _, language in ipairs { "en", "zh" } do
      it(("shows %s within a width: %s"):format(topic.name, language), function()
        local ended = run("--lang", language, "help", topic.name)
        assert.equal(0, ended.status)
        assert.equal("", ended.err)
        local text = page(topic.name, language) or page(topic.name, "en")
        assert.equal(text:match "^# ([^\n]+)", ended.out:match "^([^\n]+)\n\n")
        local code, shown = code_of(text), {}
        for line in ended.out:gmatch "[^\n]+" do
          shown[line] = true
          assert.is_true(code[line] or width.of(line) <= 84, line)
          assert.is_truthy(code[line] or not line:find "%]%(" and not line:find "%*%*", line)
        end
        for line in pairs(code) do assert.is_true(shown[line], line) end
      end)
    end
  end

  it("shows a command's help, too", function()
    assert.equal(run("call", "--help").out, run("help", "call").out)
    assert.equal(2, run("help", "complete").status)
  end)

  it("names what is near a topic that is not there", function()
    local ended = run("help", "erors")
    assert.equal(2, ended.status)
    assert.equal("lualark: there is no topic erors: did you mean errors?\n"
      .. "Try: lualark help --help\n", ended.err)
    assert.matches("there is no topic xyzzyxyzzy; `lualark help` lists them",
      run("help", "xyzzyxyzzy").err, 1, true)
    assert.equal(2, run("help", "errors", "files").status)
  end)

  it("fits a terminal, and takes its pager where it is longer", function()
    local seen <close> = terminal.start({ lualark, "help", "errors" }, { PAGER = "sed s/^/P:/" })
    local status, text = seen:finish()
    assert.equal(0, status)
    assert.matches("^P:Errors\r\n", text)
  end)
end)

describe("a page of Markdown as text", function()
  local function shown(text, cells) return markdown.text(text, cells or 40) end

  it("joins lines, without a space between Chinese, and breaks no short code", function()
    assert.equal("  one two\n", shown "one\ntwo")
    assert.equal("  一行二行，三 `a` 四\n", shown "一行\n二行，\n三\n`a` 四")
    assert.equal("  带有自定义的键\n", shown "带有\n[自定义](#x)的键")
    assert.equal("  words before\n  `lualark call x` after\n",
      shown("words before `lualark call x` after", 26))
  end)

  it("has links as what a reader of a terminal can follow", function()
    assert.equal("  See `lualark help errors`.\n", shown "See [errors.md](errors.md#fields).")
    assert.equal("  See docs/loops.md.\n", shown "See [loops.md](loops.md).")
    assert.equal("  a key (`lualark help writes`)\n", shown "[a key](../writes.md#keys)")
    assert.equal("  the app (https://x.y/z)\n", shown "[the app](https://x.y/z)")
    assert.equal("  here, bench\n", shown "[here](#there), [bench](../bench/x.lua)")
    assert.equal("  Text.\n", shown "Text. [中文](zh/x.md)")
    assert.equal("  `[a](b.md)` bold\n", shown "`[a](b.md)` **bold**")
    assert.equal("  `code` in emphasis\n", shown "**`code` in** emphasis")
  end)

  it("has lists with their lines below their text", function()
    assert.equal("  - one two\n    three\n  - four\n", shown("- one two\n  three\n- four", 12))
    assert.equal("  1. one\n  2. two\n", shown "1. one\n2. two")
  end)

  it("has tables within the width, with long cells in several lines", function()
    assert.equal("  k        text\n  ───────  ───────\n  a|`b|c`  one two\n           three\n",
      shown("| k | text |\n|---|---|\n| a\\|`b|c` | one two three |", 18))
    assert.equal("  a          bcdefgh\n  ─────────  ───────\n  123456789  1\n  abc\n",
      shown("| a | bcdefgh |\n|---|---|\n| 123456789abc | 1 |", 20))
    assert.equal("  a  b\n", shown "| | |\n|---|---|\n| a | b |")
    assert.equal("  变更日志  以后的版本都\n            能读取\n",
      shown("| | |\n|---|---|\n| 变更日志 | 以后的版本都能读取 |", 24))
  end)

  it("has code as it is, and says what it prints", function()
    assert.equal("      print  (1)\n\n  prints:\n      1\n",
      shown "```lua\nprint  (1)\n```\n```text\n1\n```")
    assert.equal("      a\n\n      b\n\n  text\n", shown "    a\n\n    b\n\ntext")
  end)
end)
