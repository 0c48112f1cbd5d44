-- SPDX-License-Identifier: MIT

--- The valid parameters of every endpoint of Hire, from spec/fixtures/hire_params.json.
local files = require "support.files"
local lark = require "lark"

local M = {}

--- By endpoint: `{ in_path =, query =, body = }`.
M.all = assert(lark.decode(files.read(os.getenv "LARK_SOURCE"
  .. "/spec/fixtures/hire_params.json")))

--- A new table of an endpoint's parameters, wherever they travel.
--- @param fixture table  one of `all`
function M.of(fixture)
  local params = {}
  for _, place in ipairs { "in_path", "query", "body" } do
    for name, value in pairs(fixture[place] or {}) do
      params[name] = type(value) == "table" and lark.decode(lark.encode(value)) or value
    end
  end
  return params
end

return M
