-- SPDX-License-Identifier: MIT

--- One client for all services of a skynet: a service has it, and the others send it their
--- calls. They share its connections, too, and need no lark.so.
---
--- The service, such as hire.lua:
---
---     local lark = require "lark"
---     require("lark.skynet.service").start(lark.client { deadline = 60 })
---
--- Another service:
---
---     local client = require("lark.skynet.service").connect(skynet.uniqueservice "hire")
---     local found, err = client.hire.referral.search { talent_id = id }
---
--- Values travel as skynet.pack writes them: without metatables, so that an empty list
--- arrives as an empty table. An error is made printable again.
local skynet = require "skynet"

local M = {}

-- The parts of an error that skynet can pack.
local function plain(err)
  local copy = { text = tostring(err) }
  for key, value in pairs(err) do
    local kind = type(value)
    if kind == "string" or kind == "number" or kind == "boolean" then copy[key] = value end
  end
  return copy
end

-- The endpoint of the client with this name, such as "hire.referral.search.all".
local function find(client, name)
  local found = client
  for part in name:gmatch "[^.]+" do found = found[part] end
  return found
end

local function answer(client, name, params)
  if name == "request" then return client:request(params) end
  if name == "stats" then return client:stats() end
  return find(client, name)(params)
end

--- The body of a service that has the client. It answers messages of the type "lua": an
--- endpoint's name and its parameters.
--- @param client lark.client?  the result of lark.client
--- @param err lark.error?      its error, which is raised
function M.start(client, err)
  local wrapped = assert(require("lark.skynet").wrap(client, err))
  skynet.start(function()
    skynet.dispatch("lua", function(_, _, name, params)
      local ok, data, why = pcall(answer, wrapped, name, params)
      if not ok then return skynet.retpack(false, tostring(data)) end
      if why then return skynet.retpack(true, nil, plain(why)) end
      skynet.retpack(true, data)
    end)
  end)
end

-- ------------------------------------------------------------- other services

local error_meta = {
  __name = "lark.error",
  __tostring = function(err) return err.text end,
}

local function call(address, name, params)
  local ok, data, why = skynet.call(address, "lua", name, params)
  if not ok then error(data, 3) end
  if why then return nil, setmetatable(why, error_meta) end
  return data
end

local branch_meta = {}

-- The dots of an endpoint's name.
local function branch(address, name)
  return setmetatable({}, { __index = branch_meta.__index, __call = branch_meta.__call,
    address = address, name = name })
end

function branch_meta.__index(self, key)
  local meta = getmetatable(self)
  local made = branch(meta.address, meta.name and meta.name .. "." .. key or key)
  rawset(self, key, made)
  return made
end

function branch_meta.__call(self, params)
  local meta = getmetatable(self)
  return call(meta.address, meta.name, params)
end

--- A client whose calls are made by the service at this address. It has the endpoints, `.all`,
--- `:request` and `:stats`; each of them waits as skynet.call does.
--- @param address integer|string  of the service
function M.connect(address)
  local client = branch(address)
  for _, name in ipairs { "request", "stats" } do
    rawset(client, name, function(_, params) return call(address, name, params) end)
  end
  return client
end

return M
