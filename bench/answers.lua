-- SPDX-License-Identifier: MIT

--- The answers of the benchmarks' server: the examples from the platform's documents,
--- without their layout, as a server sends them.
local M = {}

--- @param here string  the folder of the benchmarks
--- @param name string  such as "referral.get_by_application"
--- @return string
function M.example(here, name)
  local file <close> = assert(io.open(here .. "/../simulator/examples/" .. name .. ".json"))
  return (file:read "a":gsub("%s*\n%s*", ""):gsub('": ', '":'))
end

--- Bodies by path, for nginx.start.
--- @param here string
--- @return table<string, string>
function M.by_path(here)
  return {
    ["/open-apis/hire/v1/referrals/get_by_application"] =
      M.example(here, "referral.get_by_application"),
    ["/open-apis/auth/v3/tenant_access_token/internal"] =
      '{"code":0,"msg":"ok","tenant_access_token":"t-bench","expire":7200}',
  }
end

return M
