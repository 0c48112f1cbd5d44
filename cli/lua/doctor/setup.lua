-- SPDX-License-Identifier: MIT

--- lualark doctor, offline: what is installed and what the environment says.
local lark = require "lark"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

local DEFAULT_URL = "https://open.feishu.cn"

-- An empty variable counts as not set, as it does for clients.
local function variable(name)
  local value = os.getenv(name)
  return value ~= "" and value or nil
end

-- Finds what careless copying adds to a value.
local function flaw_of(value)
  if value:find "^%s" or value:find "%s$" then return "%s begins or ends with white space" end
  if value:find "^[\"']" or value:find "[\"']$" then
    return "%s begins or ends with a quotation mark"
  end
end

-- A credential without a flaw; nil if a row says what is wrong with it, or where a profile
-- or a file may have it.
local function present(found, check, name)
  local value = variable(name)
  if not value and variable "LARK_PROFILE" then
    found:ok(check, words "from the profile, if it has one")
    return nil
  elseif not value and check == "app_secret" and variable "LARK_APP_SECRET_FILE" then
    found:ok(check, words "from the file of LARK_APP_SECRET_FILE")
    return nil
  elseif not value then
    found:fail(check, status.SETUP, words("%s is not set", name), { hint =
      words "Set it in the environment; it stands in the developer console under Credentials." })
    return nil
  end
  local flaw = flaw_of(value)
  if not flaw then return value end
  found:warn(check, words(flaw, name), { hint = words "Set it again without." })
end

local function check_id(found)
  local id = present(found, "app_id", "LARK_APP_ID")
  if not id then return end
  if id:find("^cli_") then
    found:ok("app_id", words("%s, from %s", id, "LARK_APP_ID"))
  else
    -- Not shown: it may be the secret.
    found:warn("app_id", words "LARK_APP_ID does not look like an app id",
      { hint = words "App ids begin with cli_; check that it is not the secret." })
  end
end

local function check_secret(found)
  local secret = present(found, "app_secret", "LARK_APP_SECRET")
  if not secret then return end
  if secret:find("^cli_") then
    found:warn("app_secret", words "LARK_APP_SECRET looks like an app id",
      { hint = words "Check that the two are not in each other's place." })
  else
    found:ok("app_secret", words("set, from %s", "LARK_APP_SECRET"))
  end
end

-- Further settings of store apps: only shown, and only if they are set.
local function check_app(found)
  local app_type = variable "LARK_APP_TYPE"
  if app_type == "custom" or app_type == "isv" then
    found:ok("app_type", words("%s, from %s", app_type, "LARK_APP_TYPE"))
  elseif app_type then
    found:warn("app_type", words "LARK_APP_TYPE is neither custom nor isv",
      { hint = words "Leave it out for self-built apps; isv is for store apps." })
  end
  for _, check in ipairs { "tenant_key", "app_ticket" } do
    local name = "LARK_" .. check:upper()
    if variable(name) then found:ok(check, words("set, from %s", name)) end
  end
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
    found:ok("base_url", url and words("%s, from %s", url, "LARK_BASE_URL")
      or words(variable "LARK_PROFILE" and "the profile's, or %s, the default"
        or "%s, the default", DEFAULT_URL))
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
      found:ok("proxy", words((variable "no_proxy" or variable "NO_PROXY")
        and "%s, from %s, unless no_proxy exempts the server" or "%s, from %s", host, name))
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
  found:ok("profile", words("%s, from %s", name, "LARK_PROFILE"))
  return true
end

--- Returns a client for checks without credentials, nil if base_url is wrong; and whether
--- the credentials are there.
function M.check(found, record)
  found:group "setup"
  local transport = lark.transport():match("^%S+ %S+") or lark.transport()
  found:ok("lualark", words("%s, with %s", lark.version, transport))
  check_id(found)
  check_secret(found)
  check_app(found)
  if not check_profile(found) then return nil, false end
  local client = check_url(found, record)
  if client then check_proxy(found) end
  if variable "LARK_CA_FILE" then
    found:ok("ca_file", words("%s, from %s", variable "LARK_CA_FILE", "LARK_CA_FILE"))
  end
  local has_secret = variable "LARK_APP_SECRET" or variable "LARK_APP_SECRET_FILE"
  local has_credentials = variable "LARK_PROFILE" or variable "LARK_APP_ID" and has_secret
  return client, has_credentials ~= nil
end

return M
