-- SPDX-License-Identifier: MIT

--- The field that names the currency of an amount: amounts of several currencies do not add up.
---
--- A field counts as an amount if its name says so (`amount`, `salary`, `金额`, ...), and one
--- beside it as its currency (`currency`, `currency_type`, `币种`, ...). A script that names
--- its fields otherwise says so: `report.sum("sum", { currency = "unit" })`. One that wants a
--- sum over all currencies says that: `report.sum("amount", { currency = false })`.
local field = require "lark.field"
local list_of = require "lark.rows.list"
local say = require "lark.say"

local M = {}

local AMOUNTS = {
  "amount", "cash", "money", "price", "salary", "wage", "cost", "fee", "balance", "reward",
  "金额", "奖金", "薪", "费用", "价格", "余额",
}
local CURRENCIES = { "currency", "currency_type", "currency_code", "ccy", "币种", "货币" }

-- The digits after the point that an amount of a currency has, where they are not 2 (ISO 4217).
local PLACES = {
  BIF = 0, CLP = 0, DJF = 0, GNF = 0, ISK = 0, JPY = 0, KMF = 0, KRW = 0, PYG = 0, RWF = 0,
  UGX = 0, UYI = 0, VND = 0, VUV = 0, XAF = 0, XOF = 0, XPF = 0,
  BHD = 3, IQD = 3, JOD = 3, KWD = 3, LYD = 3, OMR = 3, TND = 3,
}

--- The digits after the point of a currency's amounts: 2 where it is not known.
--- @param currency? any
--- @return integer
function M.places(currency) return PLACES[currency] or 2 end

--- Whether a key's name says that it holds amounts.
--- @param key any
--- @return boolean
function M.is_amount(key)
  if type(key) ~= "string" then return false end
  local name = (key:match "[^.]*$"):lower()
  for _, word in ipairs(AMOUNTS) do
    if name:find(word, 1, true) then return true end
  end
  return false
end

--- The field that names the currency of `key` in these rows; nil if there is none.
--- @param rows table[]
--- @param key string
--- @return string?
function M.field_of(rows, key)
  local outer, names, reads = key:match "^(.*%.)[^.]*$" or "", {}, {}
  for _, prefix in ipairs(outer == "" and { "" } or { outer, "" }) do
    for _, name in ipairs(CURRENCIES) do names[#names + 1] = prefix .. name end
  end
  names[#names + 1] = key .. "_currency"
  for i, name in ipairs(names) do
    if list_of.has_column(rows, name) then return name end
    reads[i] = field.reader(name)
  end
  if list_of.grid(rows) then return nil end
  for _, row in ipairs(rows) do
    if type(row) ~= "table" then return nil end
    for i, read in ipairs(reads) do
      if read(row) ~= nil then return names[i] end
    end
  end
end

--- The currencies that rows with an amount have, sorted.
--- @param rows table[]
--- @param read_amount fun(row: table): any
--- @param read fun(row: table): any
--- @return string[]
function M.among(rows, read_amount, read)
  local seen, list = {}, {}
  for _, row in ipairs(rows) do
    local currency = read(row)
    local name = currency ~= nil and currency ~= "" and tostring(currency) or nil
    if name and not seen[name] and read_amount(row) ~= nil then
      seen[name] = true
      list[#list + 1] = name
    end
  end
  table.sort(list)
  return list
end

--- The field whose values an aggregate must not mix in one group; nil if there is none: it
--- reads no amounts, or the rows are grouped by their currency.
--- @param how lark.aggregate
--- @param rows table[]    all rows
--- @param keys? table     of the groups
--- @return string?
function M.apart(how, rows, keys)
  if not how.adds or how.currency == false then return nil end
  local key = type(how.key) == "function" and field.key_of(how.key) or how.key
  local name = how.currency
  if not name and M.is_amount(key) then name = M.field_of(rows, key) end
  for _, grouped in ipairs(keys or {}) do
    if grouped == name then return nil end
  end
  return name
end

--- Says why the amounts of a group do not add up: it has several currencies.
--- @param how lark.aggregate
--- @param group table[]
--- @param name string   from `apart`
--- @return string?
function M.fault(how, group, name)
  local among = M.among(group, how.read, field.reader(name))
  if #among < 2 then return nil end
  return say("the amounts are in %d currencies (%s): group by %q, too, or ask for one sum of all "
    .. "with { currency = false }", #among, table.concat(among, say ", "), name)
end

return M
