-- SPDX-License-Identifier: MIT

--- Many requests by one curl, each after the other.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"

local M = {}

local function quoted(text)
  return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
end

local function escaped(value)
  return (tostring(value):gsub("[^%w%-%._~]", function(c)
    return ("%%%02X"):format(c:byte())
  end))
end

-- A list repeats its name.
local function query_of(query)
  local words = {}
  for name, value in pairs(query or {}) do
    for _, one in ipairs(type(value) == "table" and value or { value }) do
      words[#words + 1] = escaped(name) .. "=" .. escaped(one)
    end
  end
  table.sort(words)
  return #words > 0 and "?" .. table.concat(words, "&") or ""
end

--- The path of `pattern` with the parameters of `path` in their places.
local function path_of(pattern, path)
  return (pattern:gsub(":([%w_]+)", function(name) return escaped(path[name]) end))
end

local function config_of(base_url, token, request, out)
  local lines = {
    "url = " .. quoted(base_url .. path_of(request.pattern, request.path or {})
      .. query_of(request.query)),
    "request = " .. request.method,
    "header = " .. quoted("Authorization: Bearer " .. (request.token or token)),
    "output = " .. quoted(out),
  }
  if request.form then
    lines[#lines + 1] = "form = " .. quoted(request.form)
  elseif request.body then
    lines[#lines + 1] = 'header = "Content-Type: application/json"'
    lines[#lines + 1] = "data-binary = " .. quoted(request.body)
  end
  return table.concat(lines, "\n")
end

--- Sends `{method, pattern, path, query, body, form, token}` each; `body` is JSON text, `form` a
--- part as curl's -F takes it. Returns the answers, decoded, in their order.
function M.send(base_url, token, requests)
  local folder = files.folder()
  local configs = {}
  for i, request in ipairs(requests) do
    configs[i] = config_of(base_url, token, request, folder .. "/" .. i)
  end
  local file = assert(io.open(folder .. "/config", "w"))
  file:write("silent\n", table.concat(configs, "\nnext\nsilent\n"), "\n")
  file:close()
  local ended = process.run { "curl", "-K", folder .. "/config" }
  assert(ended.status == 0, "curl ended with " .. ended.status .. ": " .. ended.err)
  local answers = {}
  for i in ipairs(requests) do
    local answer = assert(io.open(folder .. "/" .. i, "rb"))
    answers[i] = assert(lark.decode(answer:read "a"))
    answer:close()
  end
  os.execute("rm -r " .. folder)
  return answers
end

return M
