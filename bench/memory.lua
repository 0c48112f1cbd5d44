-- SPDX-License-Identifier: MIT

--- Runs bench_memory against an nginx with fixed answers.
---
---     lua5.4 bench/memory.lua BUILD_DIR [CALLS]
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local answers = require "answers"
local nginx = require "nginx"

local build, calls = arg[1], math.tointeger(tonumber(arg[2] or 1000000))
if not build or not calls then
  io.stderr:write "usage: lua5.4 bench/memory.lua BUILD_DIR [CALLS]\n"
  os.exit(2)
end

local server = assert(nginx.start(answers.by_path(here), function(url, path)
  return os.execute("curl -sf -o /dev/null " .. url .. path)
end))

local fine = os.execute(("'%s/bench/bench_memory' %s %d"):format(build, server.base_url, calls))
server.stop()
os.exit(fine == true, true)
