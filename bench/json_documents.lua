-- SPDX-License-Identifier: MIT

--- The texts that JSON is measured with: the platform's example answers, and large pages.
local answers = require "answers"
local M = {}

-- 200 external applications: ten pages of the platform's largest size.
local function page(here)
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
local function talents(here)
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

--- @param here string      the folder of the benchmarks
--- @param document string  as json.lua takes it
--- @return string
function M.text(here, document)
  local make = PAGES[document]
  return make and make(here) or answers.example(here, document)
end

return M
