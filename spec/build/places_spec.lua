-- SPDX-License-Identifier: MIT

-- Building from a source folder that cannot be written, in a path with spaces and Chinese
-- characters, by a user whose files are for that user alone.
local configure = require "support.configure"
local process = require "support.process"

-- Arguments: the source folder, where to see it, the build folder.
local BUILD = [[
  mount --bind "$1" "$2" && mount -o remount,ro,bind "$2" || exit 9
  ! touch "$2/file" 2>/dev/null || exit 8
  umask 077 &&
    cmake -G Ninja -S "$2" -B "$3" >/dev/null &&
    cmake --build "$3" --target lark_base core/catalog_tables.c >/dev/null
]]

local is_allowed = process.run({ "unshare", "-rm", "true" }).status == 0

describe("a source folder that cannot be written", function()
  it("is built from, in a path of any characters", function()
    if not is_allowed then return pending "mount namespaces are not allowed here" end
    local folder = configure.folder "/招聘 a"
    configure.must { "mkdir", folder .. "/源 码" }
    local ended = process.run({ "unshare", "-rm", "sh", "-c", BUILD, "sh", configure.source,
      folder .. "/源 码", folder .. "/构 建" }, { seconds = 600 })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    assert.is_truthy(io.open(folder .. "/构 建/core/catalog_tables.c"))
    configure.remove(folder:match "^(.*)/[^/]+$")
  end)
end)
