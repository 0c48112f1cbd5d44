-- SPDX-License-Identifier: MIT

-- Installing, and tools/uninstall.sh.
local configure = require "support.configure"
local process = require "support.process"

local build = os.getenv "LARK_BUILD"

describe("installing", function()
  local root
  setup(function()
    root = configure.folder ""
    local line = 'umask 077 && exec cmake --install "$0" --prefix "/opt/a b"'
    configure.must({ "sh", "-c", line, build },
      { env = { DESTDIR = root .. "/dest" } })
    -- Other tests install meanwhile, and write the same manifest.
    configure.must { "sh", "-c", 'cd "$0/dest" && '
      .. 'find . ! -type d | sed "s/^\\.//" > ../manifest', root }
  end)
  teardown(function() configure.remove(root) end)

  it("lets others read it, whatever the umask", function()
    assert.equal("", configure.must { "find", root .. "/dest", "!", "-type", "l", "(",
      "!", "-perm", "-a=r", "-o", "-type", "d", "!", "-perm", "-a=rx", ")" })
  end)

  it("is undone without what is not ours", function()
    local theirs = root .. "/dest/opt/a b/share/lua/5.4/theirs.lua"
    configure.write(theirs, "")
    configure.must({ configure.source .. "/tools/uninstall.sh", root .. "/manifest" },
      { env = { DESTDIR = root .. "/dest" } })
    assert.equal(theirs .. "\n", configure.must { "find", root .. "/dest", "!", "-type", "d" })
    assert.equal("", configure.must { "find", root .. "/dest", "-name", "lark*" })
  end)

  it("says that nothing was installed", function()
    local ended = process.run { configure.source .. "/tools/uninstall.sh", root .. "/none" }
    assert.matches("none is missing: nothing was installed from here", ended.err)
    assert.equal(1, ended.status)
  end)
end)
