-- SPDX-License-Identifier: MIT

-- The examples in the READMEs.
local files = require "support.files"
local installed = require "support.installed"
local process = require "support.process"
local simulator = require "support.simulator"

local source, build = os.getenv "LARK_SOURCE", os.getenv "LARK_BUILD"

local function blocks(name, language)
  local file = assert(io.open(source .. "/" .. name))
  local text = file:read("a")
  file:close()
  local found = {}
  for block in text:gmatch("```" .. language .. "\n(.-)```") do found[#found + 1] = block end
  return found
end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

for _, readme in ipairs { "README.md", "README.zh-CN.md" } do
  describe(readme, function()
    local sim
    setup(function() sim = simulator.start("--limits", "off") end)
    teardown(function() sim:stop() end)

    local EXPECTED = {
      "张三\t1618899376474\n高级Java\t简历初筛\n",
      "2\t1\t100\napi\t1002553\tCheck referral_account_id; accounts are registered first.\n",
    }

    local PROGRAMS = {
      { package = "lark", out = "张三\n" },
      { package = "lualark", out = "hello: 张三\n" },
    }

    for i, expected in ipairs(EXPECTED) do
      it("has Lua that runs in a stock lua5.4 and in lualark: " .. i, function()
        local path = os.tmpname()
        write(path, blocks(readme, "lua")[i])
        -- This spec's lua5.4 and environment have the module in their path.
        local stock = process.run({ "lua5.4", path }, {
          env = sim:env { LD_PRELOAD = os.getenv "LD_PRELOAD" },
        })
        assert.equal("", stock.err)
        assert.equal(expected, stock.out)
        local ours = process.run({ build .. "/bin/lualark", "run", path }, { env = sim:env() })
        assert.equal(expected, ours.out)
        os.remove(path)
      end)
    end

    it("has C that compiles against an installed prefix, and runs", function()
      local prefix = installed.new()
      for i, expected in ipairs(PROGRAMS) do
        local program = prefix:compile_text(blocks(readme, "c")[i], expected.package, "-std=c11")
        local ended = process.run({ program }, { env = sim:env() })
        assert.equal(expected.out, ended.out)
        assert.equal(0, ended.status)
      end
      assert.equal(0, process.run({ prefix.prefix .. "/bin/lualark", "schema" }).status)
      prefix:remove()
    end)

    it("has no example that is not checked here", function()
      assert.equal(#EXPECTED, #blocks(readme, "lua"))
      assert.equal(#PROGRAMS, #blocks(readme, "c"))
    end)
  end)
end

describe("the two READMEs", function()
  it("are in step: the same headings, tables and examples", function()
    local function shape(name)
      local file = assert(io.open(source .. "/" .. name))
      local out = {}
      for line in file:lines() do
        local mark = line:match("^#+ ") or line:match("^| %[") or line:match("^```")
          or line:match("^    %l")
        if mark then out[#out + 1] = mark end
      end
      file:close()
      return out
    end
    assert.same(shape "README.md", shape "README.zh-CN.md")
    assert.same(blocks("README.md", "c"), blocks("README.zh-CN.md", "c"))
  end)
end)

describe("each room's README", function()
  local ROOMS = {
    ["core"] = { "core/src" }, ["core/catalog"] = { "core/catalog -maxdepth 1" },
    ["bindings"] = { "bindings/src", "bindings/lua" },
    ["bindings/engine"] = { "bindings/engine" },
    ["cli"] = { "cli/lua", "cli/src" }, ["scripts"] = { "scripts/lark" }, ["tools"] = { "tools" },
    ["bench"] = { "bench" }, ["examples"] = { "examples" },
  }
  for room, folders in pairs(ROOMS) do
    it("names every source file: " .. room, function()
      local text = files.read(source .. "/" .. room .. "/README.md")
      local listed = "cd " .. process.quote(source) .. " && find " .. table.concat(folders, " ")
        .. " -type f"
      for path in io.popen(listed):lines() do
        local name = path:match("([%w_.]+)%.%a+$")
        -- A header has the name of its source file.
        if name and path:match("%.[cl]u?a?c?$") then
          assert.is_truthy(text:find(name, 1, true), path .. " is not in " .. room .. "/README.md")
        end
      end
    end)
  end
end)
