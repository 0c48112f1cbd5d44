-- SPDX-License-Identifier: MIT

-- The service that skynet starts: runs the scenario that its configuration names, writes
-- the result as JSON into a file, and ends skynet.
local skynet = require "skynet"
require "skynet.manager"
local lark = require "lark"

local ID = "6942778198054125570"

local function workers(count, store)
  local list = {}
  for i = 1, count do list[i] = skynet.newservice("lark_worker", store or "") end
  return list
end

-- Calls a function for each worker at once; returns what they return, when all have ended.
local function with_each(list, fn)
  local results, left, me = {}, #list, coroutine.running()
  for i, worker in ipairs(list) do
    skynet.fork(function()
      results[i] = fn(worker)
      left = left - 1
      if left == 0 then skynet.wakeup(me) end
    end)
  end
  skynet.wait(me)
  return results
end

-- Descriptors of this process, without the one that lists them.
local function descriptors()
  local list <close> = assert(io.popen("ls /proc/" .. skynet.getenv "process" .. "/fd | wc -l"))
  return list:read "n"
end

local scenarios = {}

--- Three services make sixty calls each to one endpoint.
function scenarios.three(store)
  return with_each(workers(3, store), function(worker)
    return skynet.call(worker, "lua", "many", 60)
  end)
end

--- One service has the client, and another one sends it calls, one after the other.
function scenarios.shared()
  local service = require "lark.skynet.service"
  local client = service.connect(skynet.uniqueservice "lark_shared")
  local params = { referral_account_id = ID }
  local found = assert(client.hire.referral_account.get_account_assets(params))
  local from = skynet.hpc()
  for _ = 1, 50 do assert(client.hire.referral_account.get_account_assets(params)) end
  local took_ms = (skynet.hpc() - from) / 1e6
  local missing, err = client.hire.referral_account.get_account_assets {
    referral_account_id = "404" }
  return { points = found.account.assets.confirmed_bonus.point_bonus, missing = missing == nil,
    text = tostring(err), took_ms = took_ms, calls = client:stats().calls }
end

function scenarios.endings()
  local worker = workers(1)[1]
  local found = {}
  for _, name in ipairs { "data", "unknown", "wrong", "late", "cancelled", "callback", "pages",
    "json" } do
    found[name] = skynet.call(worker, "lua", name)
  end
  return found
end

--- Services that end while calls are under way, by themselves or from outside.
function scenarios.ends()
  local before
  local rest = workers(1)[1]
  for round = 1, 20 do
    for _, worker in ipairs(workers(3, "ends")) do
      for _ = 1, 5 do skynet.send(worker, "lua", "start") end
      skynet.sleep(3)
      if round % 2 == 0 then skynet.kill(worker) else skynet.send(worker, "lua", "exit") end
    end
    assert(skynet.call(rest, "lua", "data"))
    if round == 2 then before = descriptors() end
  end
  skynet.sleep(20)
  return { before = before, after = descriptors() }
end

skynet.start(function()
  local ok, result = pcall(scenarios[skynet.getenv "scenario"], skynet.getenv "store")
  local file <close> = assert(io.open(skynet.getenv "result", "w"))
  file:write(lark.encode { ok = ok, result = ok and result or tostring(result), id = ID })
  file:close()
  skynet.abort()
end)
