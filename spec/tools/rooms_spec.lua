-- SPDX-License-Identifier: MIT

-- The check of tools/rooms.lua: it finds nothing in this house, and would find an edge that
-- somebody plants in any room.
local process = require "support.process"

local source = os.getenv "LARK_SOURCE"

local function rooms(...)
  return process.run { "lua5.4", source .. "/tools/rooms.lua", ... }
end

-- Every room, with the names of those that it uses.
local function map()
  local found = {}
  for name, folder, uses in rooms("--map", source).out:gmatch "([^\t\n]+)\t([^\t\n]+)\t([^\n]*)" do
    found[#found + 1] = { name = name, folder = folder, uses = " " .. uses .. " " }
  end
  return found
end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

describe("tools/rooms.lua", function()
  local copy

  before_each(function()
    copy = os.tmpname()
    os.remove(copy)
    for _, folder in ipairs { "core", "bindings", "cli", "simulator" } do
      assert(os.execute(("mkdir -p %s && cp -r '%s/%s' %s/"):format(copy, source, folder, copy)))
    end
  end)
  after_each(function() os.execute("rm -rf " .. copy) end)

  it("finds no circle and no call up the floors in this house", function()
    local ended = rooms(source)
    assert.equal("", ended.err)
    assert.equal(0, ended.status, ended.out)
    assert.matches("no circle", ended.out)
  end)

  it("knows every folder that holds C of ours", function()
    local known = {}
    for _, room in ipairs(map()) do known[room.folder] = true end
    local files = process.run { "git", "-C", source, "ls-files", "core/*.c", "core/*.cc",
      "bindings/*.c", "cli/*.c", "simulator/src/*.c" }
    for path in files.out:gmatch "[^\n]+" do
      assert.is_true(known[path:match "^(.*)/"], path .. " stands in no room")
    end
  end)

  it("finds a circle planted in each room", function()
    for i, room in ipairs(map()) do
      local base = ("%s/%s/planted_%d"):format(copy, room.folder, i)
      -- One edge is an include, the other a call that no include shows.
      write(base .. "_a.h", ("void planted_%d_a(void);\n"):format(i))
      write(base .. "_a.c", ('#include "planted_%d_a.h"\n#include "planted_%d_b.h"\n'
        .. "void planted_%d_a(void) {\n}\n"):format(i, i, i))
      write(base .. "_b.h", ("void planted_%d_b(void);\n"):format(i))
      write(base .. "_b.c", ('#include "planted_%d_b.h"\n'
        .. "void planted_%d_b(void) {\n  planted_%d_a();\n}\n"):format(i, i, i))
    end
    local ended = rooms(copy)
    assert.equal(1, ended.status)
    for i, room in ipairs(map()) do
      local name = ("%s/planted_%d"):format(room.folder, i)
      assert.is_truthy(ended.out:find(("circle: %s_a, %s_b"):format(name, name), 1, true),
        room.name)
      assert.is_truthy(ended.out:find(("%s_b.c:3: uses planted_%d_a"):format(name, i), 1, true),
        room.name)
    end
  end)

  it("finds a call up the floors planted in each room that others use", function()
    local all, planted = map(), {}
    for i, room in ipairs(all) do
      write(("%s/%s/planted_%d.h"):format(copy, room.folder, i),
        ("void planted_%d(void);\n"):format(i))
      write(("%s/%s/planted_%d.c"):format(copy, room.folder, i),
        ('#include "planted_%d.h"\nvoid planted_%d(void) {\n}\n'):format(i, i))
    end
    for _, room in ipairs(all) do
      for i, user in ipairs(all) do
        local short = room.name:match "[^.]+$"
        local uses = user.uses:find(" " .. room.name .. " ", 1, true)
          or (user.name:match "^[^.]+" == room.name:match "^[^.]+"
            and user.uses:find(" " .. short .. " ", 1, true))
        if uses and not planted[room.name] then
          planted[room.name] = ("rooms: %s may not use %s"):format(room.name, user.name)
          write(("%s/%s/planted_up.c"):format(copy, room.folder),
            ("static void call(void) {\n  planted_%d();\n}\n"):format(i))
        end
      end
    end
    assert.is_truthy(next(planted))
    local ended = rooms(copy)
    assert.equal(1, ended.status)
    for _, message in pairs(planted) do
      assert.is_truthy(ended.out:find(message, 1, true), message)
    end
  end)

  it("finds two headers of one name in a folder", function()
    write(copy .. "/bindings/src/task/planted.h", "")
    write(copy .. "/bindings/src/json/planted.h", "")
    write(copy .. "/core/src/base/planted.h", "")
    local ended = rooms(copy)
    assert.equal(1, ended.status)
    assert.matches("two headers of one name in bindings: bindings/src/%a+/planted.h, "
      .. "bindings/src/%a+/planted.h", ended.out)
    assert.not_matches("in core", ended.out)
  end)

  it("finds a header with the name of one of the C library's", function()
    write(copy .. "/bindings/engine/library/strings.h", "")
    local ended = rooms(copy)
    assert.equal(1, ended.status)
    assert.matches("bindings/engine/library/strings.h has the name of a header of C or POSIX",
      ended.out)
  end)
end)
