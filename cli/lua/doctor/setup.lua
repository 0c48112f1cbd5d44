-- SPDX-License-Identifier: MIT

--- lualark doctor, offline: what is installed and what the environment says.
local lark = require "lark"
local status = require "lualark.status"

local M = {}

local DEFAULT_URL = "https://open.feishu.cn"
local CONSOLE = "it stands in the developer console under Credentials"

-- An empty variable counts as not set, as it does for clients.
local function variable(name)
  local value = os.getenv(name)
  return value ~= "" and value or nil
end

-- Finds what careless copying adds to a value.
local function flaw_of(value)
  if value:find("^%s") or value:find("%s$") then return "white space" end
  if value:find("^[\"']") or value:find("[\"']$") then return "a quotation mark" end
end

-- A credential without a flaw; nil if a row says what is wrong with it, or where a profile
-- or a file may have it.
local function present(found, check, name)
  local value = variable(name)
  if not value and variable "LARK_PROFILE" then
    found:ok(check, "from the profile, if it has one")
    return nil
  elseif not value and check == "app_secret" and variable "LARK_APP_SECRET_FILE" then
    found:ok(check, "from the file of LARK_APP_SECRET_FILE")
    return nil
  elseif not value then
    found:fail(check, status.SETUP, name .. " is not set",
      { hint = ("Set it in the environment; %s."):format(CONSOLE) })
    return nil
  end
  local flaw = flaw_of(value)
  if not flaw then return value end
  found:warn(check, ("%s begins or ends with %s"):format(name, flaw),
    { hint = "Set it again without." })
end

local function check_id(found)
  local id = present(found, "app_id", "LARK_APP_ID")
  if not id then return end
  if id:find("^cli_") then
    found:ok("app_id", id .. ", from LARK_APP_ID")
  else
    -- Not shown: it may be the secret.
    found:warn("app_id", "LARK_APP_ID does not look like an app id",
      { hint = "App ids begin with cli_; check that it is not the secret." })
  end
end

local function check_secret(found)
  local secret = present(found, "app_secret", "LARK_APP_SECRET")
  if not secret then return end
  if secret:find("^cli_") then
    found:warn("app_secret", "LARK_APP_SECRET looks like an app id",
      { hint = "Check that the two are not in each other's place." })
  else
    found:ok("app_secret", "set, from LARK_APP_SECRET")
  end
end

-- Further settings of store apps: only shown, and only if they are set.
local function check_app(found)
  local app_type = variable "LARK_APP_TYPE"
  if app_type == "custom" or app_type == "isv" then
    found:ok("app_type", app_type .. ", from LARK_APP_TYPE")
  elseif app_type then
    found:warn("app_type", "LARK_APP_TYPE is neither custom nor isv",
      { hint = "Leave it out for self-built apps; isv is for store apps." })
  end
  if variable "LARK_TENANT_KEY" then found:ok("tenant_key", "set, from LARK_TENANT_KEY") end
  if variable "LARK_APP_TICKET" then found:ok("app_ticket", "set, from LARK_APP_TICKET") end
end

-- A client without the app's credentials. It shows what is wrong with base_url alone, and
-- asks the platform whether it is there.
local function open_anonymous(record)
  return lark.client {
    tenant_access_token = "t-none", log = record, store = lark.store(),
    connect_timeout = 5, timeout = 10, deadline = 10, retries = 0,
  }
end

local function check_url(found, record)
  local url = variable "LARK_BASE_URL"
  local client, err = open_anonymous(record)
  if client then
    local default = variable "LARK_PROFILE" and "the profile's, or " or ""
    found:ok("base_url",
      url and url .. ", from LARK_BASE_URL" or default .. DEFAULT_URL .. ", the default")
    return client
  end
  -- A URL with an @ may hold a password.
  local shown = url and not url:find("[@?#]") and url .. ": " or nil
  found:refuse("base_url", err, shown)
end

local PROXIES = {
  https = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" },
  http = { "http_proxy", "all_proxy", "ALL_PROXY" },
}

local function is_loopback(url)
  local host = url:lower():match("^%a+://([^/]*)") or ""
  return host:find("^localhost%f[^%w.-]") or host:find("^127%.[%d.]*%f[^%w.-]")
    or host:find("[::1]", 1, true) == 1
end

-- Shows the proxy that the environment sets for the server, without its password.
local function check_proxy(found)
  local url = variable "LARK_BASE_URL" or DEFAULT_URL
  if is_loopback(url) then return end
  for _, name in ipairs(PROXIES[url:lower():match("^%a+")] or {}) do
    local proxy = variable(name)
    if proxy then
      local host = proxy:gsub("^%a+://", ""):gsub("^.*@", "")
      local exempt = (variable "no_proxy" or variable "NO_PROXY")
        and ", unless no_proxy exempts the server" or ""
      found:ok("proxy", ("%s, from %s%s"):format(host, name, exempt))
      return
    end
  end
end

-- False where there is a profile that cannot be read, or lacks something.
local function check_profile(found)
  local name = variable "LARK_PROFILE"
  if not name then return true end
  local client, err = lark.client { store = lark.store() }
  if not client then
    found:refuse("profile", err)
    return false
  end
  client:close()
  found:ok("profile", name .. ", from LARK_PROFILE")
  return true
end

--- Returns a client for checks without credentials, nil if base_url is wrong; and whether
--- the credentials are there.
function M.check(found, record)
  found:group "setup"
  local transport = lark.transport():match("^%S+ %S+") or lark.transport()
  found:ok("lualark", ("%s, with %s"):format(lark.version, transport))
  check_id(found)
  check_secret(found)
  check_app(found)
  if not check_profile(found) then return nil, false end
  local client = check_url(found, record)
  if client then check_proxy(found) end
  if variable "LARK_CA_FILE" then
    found:ok("ca_file", variable "LARK_CA_FILE" .. ", from LARK_CA_FILE")
  end
  local has_secret = variable "LARK_APP_SECRET" or variable "LARK_APP_SECRET_FILE"
  local complete = variable "LARK_PROFILE" or variable "LARK_APP_ID" and has_secret
  return client, complete ~= nil
end

return M
