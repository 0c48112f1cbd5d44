-- SPDX-License-Identifier: MIT

--- Whether the machine knows the zone that TZ names.
---
--- The C library takes a TZ that it does not know for UTC, in silence: a misspelt name, or any
--- name where tzdata is missing. A date that a person writes then is another moment.
local say = require "lark.say"

-- "CST-8" and the like need no file, and neither does a name for UTC.
local function needs_file(name)
  return name ~= "" and not name:find "^/" and not name:find "^%a%a%a+[+-]?%d"
    and not name:find "^<" and not name:find "UTC$" and not name:find "GMT$"
end

--- @return string? trouble  nil where it knows the zone, or TZ is not set
return function()
  local name = (os.getenv "TZ" or ""):gsub("^:", "")
  if not needs_file(name) or require("lark.zone.file")(name) then return nil end
  return say("TZ is %s, a time zone that this machine does not have and takes for UTC; names are "
    .. "like Asia/Shanghai, and tzdata has them", name)
end
