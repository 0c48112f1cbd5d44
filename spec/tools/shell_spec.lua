-- SPDX-License-Identifier: MIT

-- The shell scripts of the project are at least scripts; and the installer of packages.
local configure = require "support.configure"
local process = require "support.process"

describe("a shell script", function()
  local listed = process.run { "sh", "-c", 'ls "$0"/tools/*.sh "$0"/bench/*/*.sh',
    configure.source }
  for path in listed.out:gmatch "[^\n]+" do
    it("parses: " .. path:match "[^/]*$", function()
      local file <close> = assert(io.open(path))
      local shell = file:read("l"):match "bash" or "sh"
      local ended = process.run { shell, "-n", path }
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
    end)
  end
end)

describe("tools/install-packages.sh", function()
  local folder, text
  setup(function()
    folder = configure.folder ""
    text = configure.must { "cat", configure.source .. "/tools/install-packages.sh" }
  end)
  teardown(function() configure.remove(folder) end)

  -- Runs it as a user who is not root, without sudo, where `dpkg-query` prints `state`.
  local function installing(state)
    for name, output in pairs { ["dpkg-query"] = state, id = "65534" } do
      configure.write(folder .. "/" .. name, "#!/bin/sh\nprintf '" .. output .. "'\n")
      configure.must { "chmod", "+x", folder .. "/" .. name }
    end
    return process.run({ "env", "PATH=" .. folder, "/bin/sh", "-s", "rock", "bench" },
      { input = text })
  end

  it("needs no sudo where all packages are there", function()
    assert.same({ status = 0, out = "", err = "" }, installing "installed")
  end)

  it("says what is missing where it may not install that", function()
    assert.same({ status = 1, out = "",
      err = "As root: apt-get install luarocks nginx-light sqlite3 openssl curl miller\n" },
      installing "config-files")
  end)

  it("finds what the tests need, as an ordinary user", function()
    local words = { "sh", "-s", "build", "test" }
    if configure.must { "id", "-u" } == "0\n" then
      words = table.move(words, 1, #words, 5,
        { "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups" })
    end
    assert.same({ status = 0, out = "", err = "" }, process.run(words, { input = text }))
  end)
end)
