-- SPDX-License-Identifier: MIT

-- The pages of docs/: a block with its output follows each block of Lua or C. Blocks
-- marked "stock" run in a lua5.4, with a stand-in for skynet. Those marked "skynet" are
-- services of a real one, and spec/skynet/real.lua runs them. Blocks of C are whole
-- programs, compiled against an installed prefix. All run in the root of the clone.
local chinese = require "support.chinese"
local files = require "support.files"
local installed = require "support.installed"
local process = require "support.process"
local simulator = require "support.simulator"

local source, build = os.getenv "LARK_SOURCE", os.getenv "LARK_BUILD"

local function read(name) return files.read(source .. "/" .. name) end

local function pages()
  local found = {}
  for _, folder in ipairs { "docs/", "docs/zh/" } do
    local listed = process.run { "ls", source .. "/" .. folder }
    for name in listed.out:gmatch "(%S+%.md)\n" do found[#found + 1] = folder .. name end
  end
  return found
end

-- The anchors of a page, as GitHub makes them of its headings.
local function anchors(name)
  local found = {}
  for heading in ("\n" .. read(name):gsub("```.-\n```", "")):gmatch "\n#+ ([^\n]+)" do
    local text = heading:gsub("%]%([^)]*%)", ""):lower():gsub("[^%w%s_\x80-\xff-]", "")
    for _, mark in ipairs { "，", "。", "：", "？", "、", "（", "）", "「", "」", "；", "！" } do
      text = text:gsub(mark, "")
    end
    found[text:gsub("%s", "-")] = true
  end
  return found
end

-- The English page of the same name, where the programs run that both have; "" for others.
local function twin_of(page)
  local file <close> = page:find "/zh/" and io.open(source .. "/" .. page:gsub("zh/", "", 1))
  return file and file:read "a" or ""
end

local function command(mark, path)
  if mark ~= " stock" then
    return { "env", "-C", source, build .. "/bin/lualark", "run", path }
  end
  local stand_in = 'package.preload.skynet = function() return require "support.skynet" end'
  return { "lua5.4", "-e", stand_in, path }
end

for _, page in ipairs(pages()) do
  describe(page, function()
    local sim, ticket
    setup(function()
      sim = simulator.start("--token-ttl", "600")
      ticket = files.temporary(sim:ticket().app_ticket .. "\n")
    end)
    teardown(function()
      os.remove(ticket)
      sim:stop()
    end)

    local text = read(page)
    local ran = twin_of(page)
    local count = 0
    local blocks = text:gsub("```lua skynet\n.-```\n", "")
    for mark, lua, output in blocks:gmatch "```lua( ?%l*)\n(.-)```\n```text\n(.-)```" do
      count = count + 1
      if not ran:find(lua .. "```\n```text\n" .. output, 1, true) then
        it("has Lua that prints what it says: " .. count, function()
          local env = sim:env { TICKET_FILE = ticket }
          if mark == " stock" then env.LD_PRELOAD = os.getenv "LD_PRELOAD" end
          if lua:find "isv" then
            env.LARK_APP_ID, env.LARK_APP_SECRET = "cli_store", "store-secret"
          end
          local path = files.temporary(lua)
          local ended = process.run(command(mark, path), { env = env })
          os.remove(path)
          assert.equal("", ended.err)
          assert.equal(output, ended.out)
        end)
      end
    end

    it("shows no Lua without its output", function()
      assert.equal(count, select(2, blocks:gsub("```lua ?%l*\n", "")))
    end)

    it("has services that compile", function()
      for lua in text:gmatch "```lua skynet\n(.-)```" do assert(load(lua)) end
    end)

    local programs, shown = {}, 0
    for c, output in text:gmatch "```c\n(.-)```\n```text\n(.-)```" do
      shown = shown + 1
      if not ran:find(c .. "```\n```text\n" .. output, 1, true) then
        programs[#programs + 1] = { c = c, output = output }
      end
    end

    describe("in C", function()
      local prefix
      setup(function() prefix = programs[1] and installed.new() end)
      teardown(function() if prefix then prefix:remove() end end)

      for i, program in ipairs(programs) do
        it("is a program that prints what it says: " .. i, function()
          local path = prefix:compile_text(program.c, "lualark")
          local ended = process.run({ path }, { env = sim:env() })
          assert.equal("", ended.err)
          assert.equal(program.output, ended.out)
          assert.equal(0, ended.status)
        end)
      end
    end)

    it("shows no C without its output", function()
      assert.equal(shown, select(2, text:gsub("```c\n", "")))
    end)

    if page:find "/zh/" then
      it("is typeset as Chinese is", function()
        for line in text:gsub("```.-\n```", ""):gmatch "[^\n]+" do
          local prose = line:gsub("`[^`]*`", "`x`"):gsub("%]%([^)]*%)", ""):gsub("[%[%*]", "")
          if not line:find "^    " then assert.is_nil(chinese.fault(prose), line) end
        end
      end)
    end

    it("has no broken links", function()
      local folder = page:match "^.*/"
      for link in text:gsub("%]%(https?:[^)]*%)", ""):gmatch "%]%(([^)]+)%)" do
        local target, anchor = link:match "^([^#]*)#?(.*)$"
        local path = target == "" and page or folder .. target
        local file = io.open(source .. "/" .. path)
        assert.is_truthy(file, page .. " leads to " .. target)
        if file then file:close() end
        if anchor ~= "" then
          assert.is_true(anchors(path)[anchor] == true, page .. " leads to " .. link)
        end
      end
    end)

    if page:find "/zh/" then
      it("leads to pages in Chinese, or says that they are in English", function()
        for label, name, rest in text:gmatch "%[([^%]]*)%]%(%.%./([%w-]+%.md)[^)]*%)([^\n]*)" do
          local twin = io.open(source .. "/docs/zh/" .. name)
          if twin then twin:close() end
          local fits = label == "English" or not twin and rest:find("^（英文）")
          assert.is_truthy(fits, page .. " leads to ../" .. name)
        end
      end)
    end
  end)
end

describe("docs/clients.md", function()
  it("has every option of lark.client", function()
    local text = read "docs/clients.md"
    for name in read("bindings/src/client/options.c"):gmatch 'OPTION%("([%w_]+)"' do
      assert.is_truthy(text:find("\n| `" .. name .. "` |", 1, true), name .. " is missing")
    end
  end)
end)
