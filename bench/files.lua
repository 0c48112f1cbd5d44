-- SPDX-License-Identifier: MIT

--- Compares an upload and a download of 300 MB with the curl command: throughput, side by
--- side, and how much resident memory a script needs more than when it idles.
---
---     lua5.4 bench/files.lua BUILD [ROUNDS]
local build, rounds = arg[1] or "build", tonumber(arg[2]) or 5

local BYTES = 314572800

local function read(command)
  local pipe <close> = assert(io.popen(command, "r"))
  return (pipe:read "a")
end

local function line_of(command) return (read(command):match "[^\n]*") end

local folder = line_of "mktemp -d"
local file, copy = folder .. "/file.bin", folder .. "/copy.bin"

local OURS = [[
local lark = require "lark"
local how, subject, path = ...
local client = lark.client()
assert(client.hire.job_type.list {}) -- the token, the connection
local function memory(name)
  for line in io.lines "/proc/self/status" do
    local kib = line:match("^" .. name .. ":%s*(%d+)")
    if kib then return tonumber(kib) end
  end
end
collectgarbage()
local idle = memory "VmRSS"
local function now()
  local up <close> = io.open "/proc/uptime"
  return tonumber((up:read "a"):match "%S+")
end
local began = now()
if how == "up" then
  print(assert(client.hire.attachment.create { content = subject }).url)
else
  assert(client:download(subject, path))
  print(subject)
end
print(now() - began, (memory "VmHWM" - idle) / 1024)
]]

local function ours(env, how, subject, path)
  local out = read(("%s lua5.4 %s/ours.lua %s '%s' '%s'"):format(env, folder, how, subject,
    path or ""))
  local url, seconds, mib = out:match "^(%S+)\n(%S+)%s+(%S+)"
  assert(url, out)
  return { seconds = tonumber(seconds), mib = tonumber(mib), url = url }
end

local function curl(words)
  local out = read("curl -s -o " .. folder .. "/answer -w '%{http_code} %{time_total}' " .. words)
  local status, seconds = out:match "^(%d+) (%S+)"
  assert(status == "200", out)
  return tonumber(seconds)
end

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

local function run()
  local program = assert(io.open(folder .. "/ours.lua", "w"))
  program:write(OURS)
  program:close()
  assert(os.execute(("head -c %d /dev/urandom >%s"):format(BYTES, file)))
  local simulator <close> = setmetatable({
    pipe = io.popen(("echo $$; exec %s/bin/lark-simulator --limits off"):format(build), "r"),
  }, { __close = function(self)
    os.execute("kill " .. self.pid)
    self.pipe:close()
  end })
  simulator.pid = simulator.pipe:read "l"
  local base = "http://127.0.0.1:" .. simulator.pipe:read "l"
  local env = ("LARK_BASE_URL=%s LARK_APP_ID=cli_simulator LARK_APP_SECRET=simulator-secret "
    .. "LUA_CPATH='%s/lib/lua/5.4/?.so;;'"):format(base, build)
  local token = read(("curl -s %s/open-apis/auth/v3/tenant_access_token/internal "
    .. "-H 'Content-Type: application/json' -d '%s'"):format(base,
    '{"app_id":"cli_simulator","app_secret":"simulator-secret"}'))
    :match '"tenant_access_token":"([^"]+)"'

  local ratios, most = { up = {}, down = {} }, { up = 0, down = 0 }
  -- Runs both, in turns the one or the other first: the second finds other pages in memory.
  local function both(round, first, second)
    if round % 2 == 1 then return first(), second() end
    local later = second()
    return first(), later
  end

  for round = 1, rounds do
    local theirs, up = both(round, function()
      return curl(("-F content=@%s -H 'Authorization: Bearer %s' -H Expect: "
        .. "%s/open-apis/hire/v1/attachments"):format(file, token, base))
    end, function() return ours(env, "up", file) end)
    ratios.up[#ratios.up + 1] = theirs / up.seconds
    most.up = math.max(most.up, up.mib)
    local down
    theirs, down = both(round, function() return curl("'" .. up.url .. "'") end,
      function() return ours(env, "down", up.url, copy) end)
    assert(os.execute(("cmp %s %s"):format(file, copy)))
    os.remove(copy)
    os.remove(folder .. "/answer")
    ratios.down[#ratios.down + 1] = theirs / down.seconds
    most.down = math.max(most.down, down.mib)
    print(("up %.2f s, down %.2f s"):format(up.seconds, down.seconds))
  end
  for _, how in ipairs { "up", "down" } do
    local ratio = median(ratios[how])
    local good = ratio >= 0.9 and most[how] <= 8
    print(("%-5s %.2f of curl's throughput, %.1f MiB more than idle%s"):format(how, ratio,
      most[how], good and "" or "   MISSED"))
  end
end

local ok, err = pcall(run)
os.execute("rm -r " .. folder)
assert(ok, err)
