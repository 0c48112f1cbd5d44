-- SPDX-License-Identifier: MIT

-- A service with a client; it does what the messages of lark_main say.
local skynet = require "skynet"
local lark = require "lark"
local wrap = require("lark.skynet").wrap

local store = ...
local client = assert(wrap(lark.client {
  store = store and lark.store(store) or nil, deadline = 120,
}))
local account = client.hire.referral_account.get_account_assets

local commands = {}

function commands.many(count)
  local refused, ended, me = 0, 0, coroutine.running()
  for _ = 1, count do
    skynet.fork(function()
      local found, err = client.hire.referral.search { talent_id = "6930815272790114324" }
      if not found then refused = refused + 1; skynet.error(tostring(err)) end
      ended = ended + 1
      if ended == count then skynet.wakeup(me) end
    end)
  end
  skynet.wait(me)
  local stats = client:stats()
  return { failed = refused, limited = stats.limited, tokens = stats.token_fetches }
end

function commands.data()
  return account { referral_account_id = "6942778198054125570" }
end

local function shown(_, err)
  return { kind = err.kind, code = err.code, text = tostring(err) }
end

function commands.unknown() return shown(account { referral_account_id = "404" }) end
function commands.wrong() return shown(account { referral_acount_id = "1" }) end

function commands.late()
  local hasty <close> = assert(wrap(lark.client { deadline = 0.05 }))
  return shown(hasty.hire.referral.search { talent_id = "6930815272790114324" })
end

function commands.cancelled()
  local err
  local waiting = skynet.fork(function() err = shown(commands.data()) end)
  skynet.fork(function() client:cancel(waiting) end)
  while not err do skynet.sleep(1) end
  return err
end

-- A callback that raises: skynet logs it, and other calls go on.
function commands.callback()
  client:start("hire.referral.search", { talent_id = "6930815272790114324" }, function()
    error "mine"
  end)
  return commands.data()
end

function commands.pages()
  local count = 0
  for _ in client.hire.external_application.list.each { talent_id = "6960663240925956660" } do
    count = count + 1
  end
  return count
end

function commands.json()
  return lark.encode(lark.decode '{"big":9007199254740993,"none":null,"list":[]}')
end

function commands.start() commands.data() end
commands.exit = skynet.exit

skynet.start(function()
  skynet.dispatch("lua", function(session, _, name, ...)
    local result = commands[name](...)
    if session ~= 0 then skynet.retpack(result) end
  end)
end)
