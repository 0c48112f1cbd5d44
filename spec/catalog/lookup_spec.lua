-- SPDX-License-Identifier: MIT

-- The cost of finding an endpoint by its name or its path, and to suggest one, in catalogs
-- of 8 and of 800 endpoints: instructions counted by valgrind, which hardly differ between runs.
local catalog = require "support.catalog"
local process = require "support.process"

local source = os.getenv "LARK_SOURCE"
-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

local function write(path, text)
  local file <close> = assert(io.open(path, "w"))
  file:write(text)
end

local PROGRAM = [[
#include "lark.h"
#include "lark_catalog.h"
#include <stdlib.h>
#include <string.h>

// Arguments: what to do, the name or path, how often.
int main(int count, char **words) {
  if (count != 4) return 2;
  const lark_endpoint *found = NULL;
  for (int i = atoi(words[3]); i > 0; i--) {
    switch (words[1][0]) {
    case 'n': found = lark_endpoint_find(words[2]); break;
    case 'p': found = lark_endpoint_route("GET", words[2]); break;
    case 's': found = lark_endpoint_suggest(words[2]); break;
    }
    if (found == NULL || strncmp(found->name, "probe.amber_lantern.", 20) != 0) return 1;
  }
  return 0;
} ]]

local SYLLABLES = { "bo", "ca", "di", "fu", "ge", "hi", "jo", "ku", "la", "me" }

-- A word that no other number has.
local function word(number)
  local parts = {}
  for digit in ("%03d"):format(number):gmatch "%d" do parts[#parts + 1] = SYLLABLES[digit + 1] end
  return table.concat(parts)
end

local function endpoint(name, path)
  return ('["probe.%s"] = { doc = { en = "Reads it.", zh = "读取。" }, get = "%s", '
    .. 'path = { { "id", string, { en = "Which.", zh = "哪个。" } } }, returns = {}, errors = {} },')
    :format(name, path)
end

-- The path of a program that has a catalog of `count` endpoints.
local function program(folder, count)
  local here = ("%s/%d"):format(folder, count)
  local entries = { endpoint("amber_lantern.list", "/open-apis/amber/v1/lanterns/:id") }
  for i = 2, count do
    entries[i] = endpoint(word(i) .. "_" .. word(i * 7 % 1000) .. ".list",
      ("/open-apis/%s/v1/%s/:id"):format(word(i), word(i * 7 % 1000)))
  end
  assert(os.execute(("mkdir -p %s/catalog/probe && cp %s/core/catalog/format.lua %s/catalog")
    :format(here, process.quote(source), here)))
  write(here .. "/catalog/probe/all.lua", "return {\n" .. table.concat(entries, "\n") .. "\n}")
  write(here .. "/program.c", PROGRAM)
  local room = process.quote(source .. "/core/src/")
  local ended = process.run { "sh", "-c", ([[cd %s && lua5.4 %s/tools/catalog.lua catalog tables.c
    catalog/*/*.lua && %s && cc -O2 -std=c11 %s program.c tables.c %s -o program]])
    :gsub("%s*\n%s*", " "):format(here, process.quote(source), catalog.words_command(here),
      ("-I%s/core/include -I%scatalog -I%sbase"):format(process.quote(source), room, room),
      room .. "catalog/*.c " .. room .. "base/suggest.c " .. room
        .. "base/language.c words.c") }
  assert.equal(0, ended.status, ended.err)
  return here .. "/program"
end

describe("a catalog", function()
  local FEW, MANY = 8, 800
  local folder, few, many

  setup(function()
    folder = os.tmpname()
    os.remove(folder)
    few, many = program(folder, FEW), program(folder, MANY)
  end)
  teardown(function() os.execute("rm -r " .. folder) end)

  local function run(path, what, name, times)
    local ended = process.run { "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
      path, what, name, tostring(times) }
    assert.equal(0, ended.status, ended.err)
    return assert(tonumber(ended.err:match "Collected : (%d+)"))
  end

  local function each(path, what, name)
    return (run(path, what, name, 110) - run(path, what, name, 10)) / 100
  end

  -- How many times as much it costs in the large one.
  local function growth(what, name)
    return each(many, what, name) / each(few, what, name)
  end

  for what, name in pairs {
    ["name"] = "probe.amber_lantern.list",
    ["path"] = "/open-apis/amber/v1/lanterns/17",
    ["suggestion"] = "probe.amber_lantern.lst",
  } do
    test("finds by " .. what .. " as fast if it is a hundred times as large", function()
      local times = growth(what, name)
      assert.is_true(times < 1.3, ("%.2f"):format(times))
    end)
  end

  -- 256 names at most are compared, in place of 8.
  test("suggests after a bounded search if nothing starts alike", function()
    local times = growth("suggestion", "prboe.abmer_lantern.list")
    assert.is_true(times < 256 / FEW, ("%.2f"):format(times))
  end)
end)
