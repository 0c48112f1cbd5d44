-- SPDX-License-Identifier: MIT

--- The names in a table, sorted. `pairs` takes them in another order in each run, and users
--- would see that: in messages, and in reports.

local function less(a, b) return tostring(a) < tostring(b) end

--- @param of? table
--- @return any[]
return function(of)
  local names = {}
  for name in pairs(of or {}) do names[#names + 1] = name end
  table.sort(names, less)
  return names
end
