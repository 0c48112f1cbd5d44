-- SPDX-License-Identifier: MIT

--- A module of functions that is loaded when one of them is first called, so that scripts that
--- never do so start sooner:
---
---     local chart = later "lark.chart"
---     chart.of(rows, how) -- loads it
---
--- The calls are tail calls, so that mistakes are raised at the caller's line.
--- @param name string
--- @return table<string, function>
return function(name)
  local module
  return setmetatable({}, {
    __index = function(functions, key)
      local function call(...)
        module = module or require(name)
        return module[key](...)
      end
      functions[key] = call
      return call
    end,
  })
end
