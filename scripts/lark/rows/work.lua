-- SPDX-License-Identifier: MIT

--- Does a grid's work (see bindings/README.md) to its end, step by step.
--- @param work lark.grid.work
--- @return any ...  what the last step returned
return function(work)
  while true do
    local over, result, second, third = work:step()
    if over then return result, second, third end
  end
end
