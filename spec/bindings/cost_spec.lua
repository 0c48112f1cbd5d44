-- SPDX-License-Identifier: MIT

-- What the hot paths cost in instructions, which valgrind counts: unlike times they are
-- nearly the same in every run. Machines and libraries differ, so each is held against
-- another program's in the same run, with a margin over what was seen
-- (docs/performance.md): a change that passes it has made something slower.
local process = require "support.process"

local build, source = os.getenv "LARK_BUILD", os.getenv "LARK_SOURCE"
local folder = source .. "/bench/"

-- Instructions of a whole run of a program, without those of the kernel.
local function instructions(words)
  local command = { "env", "LUA_CPATH_5_4=" .. build .. "/lib/lua/5.4/?.so;;",
    "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null" }
  local ended = process.run(table.move(words, 1, #words, #command + 1, command))
  assert.equal(0, ended.status, ended.err)
  return assert(tonumber(ended.err:match "Collected : (%d+)"))
end

-- Of one turn: what more of them cost, so that the start does not count.
local function each(few, many, words)
  local function run(count)
    local with = {}
    for i, word in ipairs(words) do with[i] = word == "COUNT" and tostring(count) or word end
    return instructions(with)
  end
  return (run(many) - run(few)) / (many - few)
end

-- A sanitized build does not run under valgrind.
local test = os.getenv "LARK_CFLAGS" and pending or it

describe("in instructions", function()
  test("a call from Lua to its table costs little over what bare libcurl takes", function()
    local answers = dofile(folder .. "answers.lua").by_path(folder)
    local server = assert(dofile(folder .. "nginx.lua").start(answers, function(url, path)
      return process.run { "curl", "-sf", url .. path }.status == 0
    end))
    local fine, why = pcall(function()
      local ours = each(200, 600, { "lua5.4", folder .. "calls.lua", server.base_url, "COUNT",
        "20" })
      local theirs = each(200, 600, { build .. "/bench/bench_bare_curl", server.base_url,
        "COUNT", "20" })
      assert.is_true(ours / theirs < 1.35,
        ("%.0f over %.0f: %.2f"):format(ours, theirs, ours / theirs))
    end)
    server.stop()
    assert.is_true(fine, why)
  end)

  for document, most in pairs {
    ["referral.get_by_application"] = 0.68, ["referral_website.job_post.get"] = 0.66, page = 0.56,
  } do
    test("JSON to tables stays below lua-cjson: " .. document, function()
      local few, many = 200, 600
      if document == "page" then few, many = 4, 12 end
      local function of(library)
        return each(few, many, { "lua5.4", folder .. "json.lua", library, document, "COUNT" })
      end
      local ours, theirs = of "lark", of "cjson"
      assert.is_true(ours / theirs < most,
        ("%.0f over %.0f: %.2f"):format(ours, theirs, ours / theirs))
    end)
  end

  test("a start costs little over loading libcurl", function()
    local ours = instructions { build .. "/bin/lualark", "run", folder .. "empty.lua" }
    local theirs = instructions { build .. "/bench/bench_load_curl" }
    assert.is_true(ours / theirs < 1.75, ("%d over %d: %.2f"):format(ours, theirs, ours / theirs))
  end)
end)
