-- SPDX-License-Identifier: MIT

-- The public headers, each alone, as a strict compiler reads them.
local configure = require "support.configure"
local process = require "support.process"

local folders = { configure.source .. "/core/include", configure.source .. "/bindings/include" }

describe("public headers", function()
  local dialects = {
    ["C11"] = { "cc", "-std=c11", "-x", "c" },
    ["C++17"] = { "c++", "-std=c++17", "-x", "c++" },
  }
  for dialect, compiler in pairs(dialects) do
    it("compile without a warning as " .. dialect, function()
      local names = dialect == "C11" and "*.h" or "*.h*"
      local listed = process.run { "find", folders[1], folders[2], "-name", names,
        "-printf", "%f\n" }
      local count = 0
      for header in listed.out:gmatch "[^\n]+" do
        count = count + 1
        local words = table.move(compiler, 1, #compiler, 1, {})
        for _, word in ipairs { "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only",
          "-I" .. folders[1], "-I" .. folders[2], "-" } do
          words[#words + 1] = word
        end
        local ended = process.run(words, { input = ("#include <%s>\n"):format(header) })
        assert.equal("", ended.err)
        assert.equal(0, ended.status)
      end
      assert.is_true(count >= 3)
    end)
  end
end)
