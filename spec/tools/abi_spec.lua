-- SPDX-License-Identifier: MIT

-- tools/abi.sh: it finds what would break programs, and only that. Each test compares what
-- was built with a changed copy of the dumps.
local configure = require "support.configure"
local process = require "support.process"

local build = os.getenv "LARK_BUILD"

if process.run({ configure.source .. "/tools/abi.sh", "check", build }).status == 77 then
  describe("the check of the binary interface", function()
    it("needs an abidw and a machine as the dumps have", function() pending "others" end)
  end)
  return
end

describe("the check of the binary interface", function()
  local folder
  setup(function() folder = configure.folder "" end)
  teardown(function() configure.remove(folder) end)

  local function check(change)
    for _, library in ipairs { "liblark", "liblualark" } do
      local file <close> = assert(io.open(("%s/packaging/abi/%s.abi"):format(configure.source,
        library)))
      local text = file:read "a"
      local changed = text
      if library == "liblark" then
        changed = change(text)
        assert.are_not.equal(text, changed)
      end
      configure.write(("%s/%s.abi"):format(folder, library), changed)
    end
    return process.run { configure.source .. "/tools/abi.sh", "check", build, folder }
  end

  local function refused(expected, change)
    local ended = check(change)
    assert.matches(expected, ended.out, 1, true)
    assert.matches("packaging/abi/README.md says what to do", ended.err, 1, true)
    assert.equal(1, ended.status)
  end

  local function accepted(change)
    local ended = check(change)
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
  end

  it("misses a function that is gone", function()
    refused("'function lark_status lark_gone(lark_client*, lark_call)'",
      function(text) return (text:gsub("lark_cancel", "lark_gone")) end)
  end)

  it("finds a status that got another number", function()
    refused("'lark_status::LARK_ENOMEM' from value '7' to '1'", function(text)
      return (text:gsub("name='LARK_ENOMEM' value='1'", "name='LARK_ENOMEM' value='7'"))
    end)
  end)

  -- The last members of a struct, and where they begin.
  local function cut(text, name, bits)
    return (text:gsub("(<class%-decl name='" .. name .. "' size%-in%-bits=')(%d+)('.-)"
      .. "\n +<data%-member access='public' layout%-offset%-in%-bits='(%d+)'>\n[^\n]+\n"
      .. " +</data%-member>(\n +</class%-decl>)", function(head, size, body, at, tail)
        return head .. (bits and size or at) .. body .. tail
      end))
  end

  it("finds a member more in a struct without a size", function()
    refused("lark_param", function(text) return cut(text, "lark_param") end)
  end)

  it("takes a new member at the end of a struct with a size", function()
    accepted(function(text) return cut(text, "lark_options") end)
  end)

  it("takes a new function", function()
    accepted(function(text)
      text = text:gsub(" *<elf%-symbol name='lark_cancel'[^\n]*\n", "")
      return (text:gsub(" *<function%-decl name='lark_cancel'.-</function%-decl>\n", ""))
    end)
  end)
end)
