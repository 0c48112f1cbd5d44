-- SPDX-License-Identifier: MIT

--- Decodes JSON to tables: the platform's example answers, and large pages. Or encodes what
--- it decoded.
---
---     lua5.4 json.lua lark|cjson DOCUMENT TIMES [encode]
---
--- DOCUMENT is the name of an example, such as referral.get_by_application; or page,
--- application.list (200 ids), talent.list (20 talents) or nested (200 rows of small tables).
--- Prints cpu_us, the processor time of one decoding, or encoding.
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local answers = require "answers"
local lark = require "lark"
local cjson = require "cjson"

local library = arg[1] == "lark" and lark or cjson
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

local function page_of(items)
  return '{"code":0,"msg":"ok","data":{"items":[' .. table.concat(items, ",")
    .. '],"has_more":true,"page_token":"eyJvZmZzZXQiOjEwfQ=="}}'
end

-- The largest page of hire.application.list: 200 ids.
local function applications()
  local ids = {}
  for i = 1, 200 do ids[i] = ('"%d"'):format(6930815272790114324 + i) end
  return page_of(ids)
end

-- The largest page of hire.talent.list: 20 talents with every documented field.
local function talents()
  local file = assert(io.open(here .. "/documents/talent.json"))
  local talent, items = file:read "l", {}
  file:close()
  for i = 1, 20 do
    items[i] = talent:gsub('"id":"(%d+)"', function(id)
      return ('"id":"%d"'):format(math.tointeger(id) + i)
    end)
  end
  return page_of(items)
end

-- Rows of four small tables, whose texts are short.
local function nested()
  local row = '{"id":"%d","user":{"id":"%d","name":{"zh_cn":"张三","en_us":"San"}},'
    .. '"tags":["a","b"]}'
  local rows = {}
  for i = 1, 200 do rows[i] = row:format(i, i) end
  return page_of(rows)
end

local PAGES = { page = page, ["application.list"] = applications, ["talent.list"] = talents,
  nested = nested }

local text = PAGES[document] and PAGES[document]() or answers.example(here, document)
local last = library.decode(text)
assert(last.code == 0 and next(last.data))
local used_s = os.clock()
if arg[4] == "encode" then
  for _ = 1, times do library.encode(last) end
else
  for _ = 1, times do library.decode(text) end
end
used_s = os.clock() - used_s
print(("calls=%d cpu_us=%.3f bytes=%d"):format(times, used_s * 1e6 / times, #text))
