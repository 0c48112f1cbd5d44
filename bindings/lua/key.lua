-- SPDX-License-Identifier: MIT

--- lark.key: a key of the caller's own, made from what a row is about.
local lark = ...

local KEYED = { string = true, number = true, boolean = true, table = true }

--- Makes lark.key.
--- @param uuid_of fun(text: string): string  a UUID that is the text's own
return function(uuid_of)
  --- A UUID that is always the same for the same values.
  --- @param ... string|number|boolean|table
  --- @return string
  return function(...)
    local count = select("#", ...)
    if count == 0 then error("lark.key: what is the key made from?", 2) end
    for i = 1, count do
      local value = select(i, ...)
      if not KEYED[type(value)] then
        error(("lark.key: argument %d is %s: a key is made from texts, numbers, booleans and "
          .. "tables"):format(i, value == nil and "nil" or "a " .. type(value)), 2)
      end
    end
    -- JSON says where one value ends: ("a", "bc") and ("ab", "c") differ.
    return uuid_of(lark.encode(lark.array { ... }))
  end
end
