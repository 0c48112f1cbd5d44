-- SPDX-License-Identifier: MIT

-- Instructions of the hot paths, counted by valgrind: unlike times they are nearly the same
-- in every run. Machines and libraries differ, so each count is compared with another
-- program's in the same run. The bounds leave a margin over what was measured
-- (docs/performance.md): a change that exceeds one has made something slower.
local instructions = require "support.instructions"
local process = require "support.process"

local build, source = os.getenv "LARK_BUILD", os.getenv "LARK_SOURCE"
local folder = source .. "/bench/"

-- Counts a whole run of a program, without the kernel. A busy machine takes minutes for
-- what takes seconds elsewhere, and counts the same.
local function count_run(words)
  local cpath = ("%s/lib/lua/5.4/?.so;%s/bench/?.so;;"):format(build, build)
  local command = { "env", "LUA_CPATH_5_4=" .. cpath,
    "LD_PRELOAD=" .. (words.preload or ""), "valgrind", "--tool=callgrind",
    "--callgrind-out-file=/dev/null" }
  local ended = process.run(table.move(words, 1, #words, #command + 1, command), { seconds = 600 })
  assert.equal(0, ended.status, ended.err)
  local count = assert(tonumber(ended.err:match "Collected : (%d+)"))
  return count
end

-- A program that was counted several times. Where its server is late, a program looks for
-- answers more often: that only adds, so that the least counts.
local Counted = {}
Counted.__index = Counted

function Counted:again()
  for i, words in ipairs(self.runs) do
    self.least[i] = math.min(self.least[i] or math.huge, count_run(words))
  end
end

function Counted:result()
  if not self.least[1] then self:again() end
  return (self.least[1] - (self.least[2] or 0)) / self.turns
end

-- A whole run.
local function whole(words)
  return setmetatable({ runs = { words }, least = {}, turns = 1 }, Counted)
end

local COMMAND = build .. "/bin/lualark"

-- The libraries that a program or a module names, for LD_PRELOAD. Their number and their size
-- are the release's.
local function libraries(path)
  local names = {}
  local told = process.run { "readelf", "-d", path }.out
  for name in told:gmatch "%(NEEDED%)[^%[]*%[(.-)%]" do names[#names + 1] = name end
  assert.is_true(#names > 2, told)
  return table.concat(names, ":")
end

-- One turn, as the difference between many and few, so that the start does not count.
local function each(few, many, words)
  local runs = {}
  for i, count in ipairs { many, few } do
    runs[i] = {}
    for at, word in ipairs(words) do runs[i][at] = word == "COUNT" and tostring(count) or word end
  end
  return setmetatable({ runs = runs, least = {}, turns = many - few }, Counted)
end

-- The number of times that each document is decoded, or encoded, and the most of what
-- lua-cjson takes that it may take.
local JSON = {
  { "decode", "referral.get_by_application", turns = 400, most = 0.58 },
  { "decode", "referral_account.get_account_assets", turns = 400, most = 0.63 },
  { "decode", "referral_website.job_post.get", turns = 200, most = 0.59 },
  { "decode", "page", turns = 8, most = 0.5 },
  { "decode", "application.list", turns = 100, most = 0.5 },
  { "decode", "talent.list", turns = 8, most = 0.53 },
  { "encode", "page", turns = 12, most = 0.33 },
  { "encode", "application.list", turns = 12, most = 0.65 },
  { "encode", "talent.list", turns = 12, most = 0.49 },
  { "encode", "nested", turns = 12, most = 0.85 },
}

-- All of that in one program, first with ours and then with lua-cjson. Half as many turns
-- before the first mark warm up.
local JSON_PROGRAM = [[
  local folder = %q
  package.path = folder .. "?.lua;" .. package.path
  local documents = require "json_documents"
  local lark, cjson = require "lark", require "cjson"
  local function measure(library, way, document, turns)
    local work, value = library[way], documents.text(folder, document)
    if way == "encode" then value = library.decode(value) end
    collectgarbage()
    for _ = 1, turns // 2 do work(value) end
    mark()
    for _ = 1, turns do work(value) end
    mark()
  end
]]

local Part = { least = {} }
Part.__index = Part

function Part.again()
  local lines = { JSON_PROGRAM:format(folder) }
  for _, job in ipairs(JSON) do
    for _, library in ipairs { "lark", "cjson" } do
      lines[#lines + 1] = ("measure(%s, %q, %q, %d)"):format(library, job[1], job[2], job.turns)
    end
  end
  -- The work between two measures is counted, too.
  local counts = instructions.of(table.concat(lines, "\n"))
  for at = 1, 2 * #JSON do
    Part.least[at] = math.min(Part.least[at] or math.huge, counts[2 * at])
  end
end

function Part:result()
  if not Part.least[self.at] then Part.again() end
  return Part.least[self.at] / self.turns
end

-- One turn of a measure.
local function json_part(at, turns) return setmetatable({ at = at, turns = turns }, Part) end

-- A sanitized build does not run under valgrind.
local sanitized = os.getenv "LARK_CFLAGS"
local test = sanitized and pending or it

-- Holds `ours` below `most` times `theirs`. Both are counted anew where it is not.
local function within(most, ours, theirs)
  for _ = 1, 2 do
    if ours:result() / theirs:result() < most then return end
    ours:again()
    theirs:again()
  end
  assert.is_true(ours:result() / theirs:result() < most, ("%.0f over %.0f: %.2f"):format(
    ours:result(), theirs:result(), ours:result() / theirs:result()))
end

-- Holds what `ours` takes beyond `theirs` below `most` instructions.
local function beyond(most, ours, theirs)
  for _ = 1, 2 do
    if ours:result() - theirs:result() < most then return end
    ours:again()
    theirs:again()
  end
  assert.is_true(ours:result() - theirs:result() < most, ("%.0f beyond %.0f"):format(
    ours:result() - theirs:result(), theirs:result()))
end

local function libcurl_version()
  local version = process.run({ build .. "/bench/bench_bare_curl", "--version" }).out
  local major, minor = version:match "^(%d+)%.(%d+)"
  return tonumber(major), tonumber(minor)
end

-- Whether a call takes less of libcurl than in Debian 12 and 13: half, seen with 8.23.
local function is_lighter_libcurl()
  local major, minor = libcurl_version()
  return major > 8 or major == 8 and minor >= 20
end

describe("in instructions", function()
  describe("a call from Lua to its table", function()
    local server, url, ours

    local function calls(in_flight, few, many)
      return each(few, many, { "lua5.4", folder .. "calls.lua", url, "COUNT", in_flight })
    end

    local function bare(in_flight, few, many)
      return each(few, many, { build .. "/bench/bench_bare_curl", url, "COUNT", in_flight })
    end

    setup(function()
      if sanitized then return end
      local answers = dofile(folder .. "answers.lua").by_path(folder)
      server = assert(dofile(folder .. "nginx.lua").start(answers, function(base_url, path)
        return process.run { "curl", "-sf", base_url .. path }.status == 0
      end))
      url = server.base_url
      ours = calls("20", 200, 600)
    end)
    teardown(function() if server then server.stop() end end)

    test("takes little more than bare libcurl, which parses nothing", function()
      if is_lighter_libcurl() then return beyond(33000, ours, bare("20", 200, 600)) end
      within(1.1, ours, bare("20", 200, 600))
    end)

    test("takes less than a loop by hand on libcurl and lua-cjson", function()
      within(is_lighter_libcurl() and 1.05 or 0.82, ours, each(200, 600,
        { "lua5.4", folder .. "peers/lua_multi.lua", url, "COUNT", "20" }))
    end)

    -- libcurl 7.88 itself takes no more; what newer ones take more is not ours.
    test("takes no more where thousands wait", function()
      local most = 1.3
      if libcurl_version() ~= 7 then
        most = most * math.max(1, bare("1500", 1600, 3200):result() / bare("20", 200, 600):result())
      end
      within(most, calls("1500", 1600, 3200), ours)
    end)
  end)

  -- A host's signal interrupts the script, so that no hook counts its instructions. A sandbox
  -- does not wait until a source is compiled under valgrind.
  for kernel, most in pairs { coroutines_create = 1.3, coroutines_resume = 1.27 } do
    test(kernel .. " takes little more in an engine", function()
      within(most, each(2000, 22000, { build .. "/bench/bench_kernels", "trusted", "signal",
        folder .. "kernels_list.lua", kernel, "COUNT" }),
        each(2000, 22000, { "lua5.4", folder .. "kernels.lua", "stock", kernel, "COUNT" }))
    end)
  end

  local function starts(kind)
    return each(20, 220, { build .. "/bench/bench_engine", "starts", kind, "COUNT" })
  end
  local stock = starts "stock"
  for kind, most in pairs { trusted = 1.23, sandbox = 1.12 } do
    test("a new script takes little more than a stock state: " .. kind, function()
      within(most, starts(kind), stock)
    end)
  end

  for i, job in ipairs(JSON) do
    local name = job[1] == "decode" and "JSON to tables stays" or "tables to JSON stay"
    test(("%s below lua-cjson: %s"):format(name, job[2]), function()
      within(job.most, json_part(2 * i - 1, job.turns), json_part(2 * i, job.turns))
    end)
  end

  local function run(script) return whole { COMMAND, "run", folder .. script } end
  local empty = run "empty.lua"
  local with_libraries
  setup(function()
    with_libraries = whole { build .. "/bench/bench_load_curl", preload = libraries(COMMAND) }
  end)

  -- Each costs every start; those of a feature are loaded when it is used.
  test("the command loads few libraries at its start", function()
    local known = {}
    for name in ("libcurl libsimdjson libhiredis libhiredis_ssl libssl libcrypto libwslay libz " ..
      "libstdc++ libm libgcc_s libc ld-linux-x86-64 ld-linux-aarch64"):gmatch "%S+" do
      known[name] = true
    end
    for name in libraries(COMMAND):gmatch "[^:]+" do
      assert.is_true(known[name:match "^(.-)%.so"], name)
    end
  end)

  -- Seen with Debian 12 and 13: 2.93 and 3.01 million, 7.45 and 7.85 million.
  test("a start costs little over loading the same libraries", function()
    beyond(3.25e6, empty, with_libraries)
    beyond(8.4e6, whole { "lua5.4", "-e", "require 'lark'" },
      whole { "lua5.4", "-e", "", preload = libraries(build .. "/lib/lua/5.4/lark.so") })
  end)

  -- Seen: 1.24. The methods of clients, and what reads page after page, are made when they are
  -- asked for: with them it was 1.66.
  test("a script that opens the client and calls costs little over one that sleeps", function()
    local function start(case)
      return each(100, 300, { build .. "/bench/bench_growth", case, "COUNT" })
    end
    within(1.35, start "opening", start "starting")
  end)

  -- Seen: 46,000 instructions; 83,000 with libcurl's handle, which comes with the first call.
  test("opening and closing a client takes 65,000 instructions at most", function()
    local path = os.tmpname()
    local program <close> = assert(io.open(path, "w"))
    assert(program:write [[
      local lark = require "lark"
      for _ = 1, tonumber(arg[1]) do
        local client = assert(lark.client {
          base_url = "http://127.0.0.1:1", app_id = "a", app_secret = "b" })
        client:close()
      end
    ]])
    assert(program:close())
    local ours = each(10, 210, { "lua5.4", path, "COUNT" })
    assert.is_true(ours:result() <= 65000, ("%.0f"):format(ours:result()))
    os.remove(path)
  end)

  -- Seen: 1.2 million, with the modules of reports 31 million.
  test("a script that returns one value or a few rows costs little over an empty one", function()
    beyond(1.8e6, run "scalar.lua", empty)
    -- Seen: 18.7 million, with the modules that rows as they are do without 31.8 million.
    beyond(22e6, run "rows.lua", empty)
  end)
end)
