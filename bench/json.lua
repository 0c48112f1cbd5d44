-- SPDX-License-Identifier: MIT

--- Decodes JSON to tables: the platform's example answers, and a page of 200 items.
---
---     lua5.4 json.lua lark|cjson DOCUMENT TIMES
---
--- DOCUMENT is the name of an example, such as referral.get_by_application, or page.
--- Prints cpu_us, the processor time of one decoding.
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local answers = require "answers"
local lark = require "lark"
local cjson = require "cjson"

local decode = arg[1] == "lark" and lark.decode or cjson.decode
local document, times = arg[2], math.tointeger(tonumber(arg[3]))

-- 200 external applications: ten pages of the platform's largest size.
local function page()
  local item = answers.example(here, "external_application.list"):match '"items":%[(.-)%]'
  local items = {}
  for i = 1, 200 do
    items[i] = item:gsub('"id":"(%d+)"', function(id)
      return ('"id":"%d"'):format(math.tointeger(id) + i)
    end)
  end
  return '{"code":0,"msg":"success","data":{"items":[' .. table.concat(items, ",")
    .. '],"has_more":false}}'
end

local text = document == "page" and page() or answers.example(here, document)
local used_s, last = os.clock(), nil
for _ = 1, times do last = decode(text) end
used_s = os.clock() - used_s
assert(last.code == 0 and next(last.data))
print(("calls=%d cpu_us=%.3f bytes=%d"):format(times, used_s * 1e6 / times, #text))
