-- SPDX-License-Identifier: MIT

--- A paged endpoint: a table that is called for one page. In an engine only the state's own
--- setmetatable makes tables that can be called, since it keeps chains of __call in bounds.

--- @param call function   calls for one page
--- @param name string     the endpoint's
--- @param index function  makes `each` and `all` at their first use
--- @param over function   the same endpoint for another way to call: lark.raw
return function(call, name, index, over)
  return setmetatable({}, {
    __call = function(_, ...) return call(...) end, __index = index, __name = name, over = over,
  })
end
