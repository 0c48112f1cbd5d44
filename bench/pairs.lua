-- SPDX-License-Identifier: MIT

--- The pairs that bench/run.lua compares, as data: `ours` over `theirs`. Each side is a
--- command that prints cpu_us=..., or another figure that `measure` names.

local function quoted(word) return "'" .. word:gsub("'", "'\\''") .. "'" end

--- @param here string   the folder of the benchmarks
--- @param build string  the build folder
--- @param calls integer
--- @param server table  see nginx.start
--- @return { title: string, pairs: table[] }[]
return function(here, build, calls, server)
  local lua_path = "LUA_CPATH_5_4=" .. quoted(build .. "/lib/lua/5.4/?.so;;") .. " "
  local tls = "BENCH_CA_FILE=" .. quoted(server.ca_file) .. " "

  -- A program that makes calls, with the arguments BASE_URL CALLS IN_FLIGHT.
  local function calling(name, program, in_flight, url, more)
    return { name = name, command = ("%s %s %d %d %s"):format(program, url or server.base_url,
      calls, in_flight, more or "") }
  end

  local function bare(in_flight, url)
    return calling("libcurl, bare", tls .. quoted(build .. "/bench/bench_bare_curl"), in_flight,
      url)
  end

  local function lark(in_flight, url, without)
    return calling("lark from Lua", tls .. lua_path .. "lua5.4 " .. quoted(here .. "/calls.lua"),
      in_flight, url, without and "without=" .. without)
  end

  -- 10,000 POSTs at a gateway with its defaults.
  local function posting(name, program)
    return { name = name, command = ("BENCH_BODY='{\"a\":1}' %s%s %s 10000 50"):format(tls, program,
      server.gateway_url) }
  end

  local function peer(program, file, in_flight)
    return calling(file, program .. " " .. quoted(here .. "/peers/" .. file), in_flight)
  end

  local function json(library, document, times)
    return { name = library, command = ("%slua5.4 %s %s %s %d"):format(lua_path,
      quoted(here .. "/json.lua"), library, document, times) }
  end

  local function start(command)
    return { name = command, measure = "wall_us",
      command = ("%s%s 100 %s"):format(lua_path, quoted(build .. "/bench/bench_spawn"), command) }
  end

  local lua_multi = ("LUA_CPATH_5_4=%s lua5.4"):format(quoted(build .. "/bench/?.so;;"))
  local node = "NODE_PATH=${BENCH_NODE_MODULES:?is where npm put the SDK} node"
  local load_curl = quoted(build .. "/bench/bench_load_curl")
  local empty = quoted(here .. "/empty.lua")
  local require_lark = "lua5.4 -e 'require [[lark]]'"

  local function json_pair(name, document, times, goal)
    return { name = name, theirs = json("lark", document, times),
      ours = json("cjson", document, times), goal = goal }
  end

  local function without(feature)
    return { name = "all of it over all but " .. feature, theirs = lark(50, nil, feature),
      ours = lark(50) }
  end

  return {
    { title = "A call, from Lua to its table, over bare libcurl that parses nothing", pairs = {
      { name = "50 in flight", theirs = bare(50), ours = lark(50), goal = "1.25" },
      { name = "1 in flight", theirs = bare(1), ours = lark(1) },
      { name = "TLS and HTTP/2, 100 in flight", theirs = bare(100, server.tls_url),
        ours = lark(100, server.tls_url) },
      { name = "POSTs through nginx, TLS, its defaults, 50 in flight", goal = "1.1",
        theirs = posting("libcurl, bare", quoted(build .. "/bench/bench_bare_curl")),
        ours = posting("posting.lua", lua_path .. "lua5.4 " .. quoted(here .. "/posting.lua")) },
      { name = "10,000 in flight over 50", theirs = lark(50), ours = lark(10000), goal = "1.3" },
    } },
    { title = "Other clients, over ours", pairs = {
      { name = "luacurl and lua-cjson, by hand, Lua 5.1; 1 in flight", optional = true,
        theirs = lark(1), ours = peer("lua5.1", "lua_curl.lua", 1) },
      { name = "LuaSocket and lua-cjson, by hand; 1 in flight", optional = true,
        theirs = lark(1), ours = peer("lua5.4", "luasocket.lua", 1) },
      { name = "libcurl's multi and lua-cjson, by hand; 50 in flight", theirs = lark(50),
        ours = peer(lua_multi, "lua_multi.lua", 50), goal = "1" },
      { name = "lua-http and lua-cjson, by hand; 50 in flight", optional = true,
        theirs = lark(50), ours = peer("lua5.4", "lua_http.lua", 50) },
      { name = "the platform's SDK for Node; 50 in flight", optional = true, theirs = lark(50),
        ours = peer(node, "node_sdk.js", 50) },
    } },
    { title = "Features: with all, over without one", pairs = {
      without "validation", without "limits", without "deadline", without "coroutines",
    } },
    { title = "JSON to tables, lua-cjson over ours", pairs = {
      json_pair("get_by_application, 296 bytes", "referral.get_by_application", 40000, "2.2"),
      json_pair("get_account_assets, 330 bytes", "referral_account.get_account_assets", 40000,
        "2.2"),
      json_pair("job_post.get, 2.6 KB", "referral_website.job_post.get", 6000, "2.2"),
      json_pair("a page of 200 items, 61 KB", "page", 300, "2.5"),
      json_pair("application.list, 200 ids, 4.5 KB", "application.list", 20000, "2.5"),
      json_pair("talent.list, 20 talents, 61 KB", "talent.list", 500, "2.5"),
    } },
    { title = "A start, over a C program that only loads libcurl", pairs = {
      { name = "lualark run of an empty script", theirs = start(load_curl),
        ours = start(quoted(build .. "/bin/lualark") .. " run " .. empty), goal = "3 ms more" },
      { name = 'require "lark" in a stock lua5.4', theirs = start(load_curl),
        ours = start(require_lark), goal = "3 ms more" },
      { name = "the same, over a stock lua5.4 that only loads libcurl",
        theirs = start "lua5.4 -e 'assert(package.loadlib([[libcurl.so.4]], [[*]]))'",
        ours = start(require_lark) },
    } },
  }
end
