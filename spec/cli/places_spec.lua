-- SPDX-License-Identifier: MIT

-- The command in locales, time zones, folders and modes of all kinds: it prints the same.
local configure = require "support.configure"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local REPORT = [[
return { { name = "张三", amount = 1234.5, since = 1618899376474 } }
]]

describe("lualark run", function()
  local folder, locales
  setup(function()
    locales = configure.folder ""
    for _, name in ipairs { "zh_CN", "de_DE" } do
      configure.must { "localedef", "-i", name, "-f", "UTF-8", locales .. "/" .. name .. ".UTF-8" }
    end
    folder = configure.folder "/招聘 报表 a"
    configure.write(folder .. "/内推 报表.lua", REPORT)
  end)
  teardown(function()
    configure.remove(locales)
    configure.remove(folder:match "^(.*)/[^/]+$")
  end)

  local function report(env, umask)
    local path = folder .. "/结果 1.csv"
    os.remove(path)
    local ended = process.run({ "sh", "-c", 'umask "$1" && shift && exec "$@"', "sh",
      umask or "022", lualark, "run", folder .. "/内推 报表.lua", "--output", path }, { env = env })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return assert(io.open(path, "rb")):read "a"
  end

  it("prints the same in every locale", function()
    local expected = report { LC_ALL = "C" }
    assert.matches("张三", expected)
    assert.matches("1234.5", expected, 1, true)
    for _, locale in ipairs { "zh_CN.UTF-8", "de_DE.UTF-8", "C.UTF-8", "not a locale" } do
      assert.equal(expected, report { LC_ALL = locale, LANG = locale, LOCPATH = locales })
    end
  end)

  it("prints the same in every time zone", function()
    local expected = report { TZ = "UTC" }
    for _, zone in ipairs { "Asia/Shanghai", "America/St_Johns" } do
      assert.equal(expected, report { TZ = zone })
    end
  end)

  it("writes files for their owner alone where the umask says so", function()
    report({}, "077")
    local mode = configure.must { "stat", "-c", "%a", folder .. "/结果 1.csv" }
    assert.equal("600\n", mode)
  end)
end)
