-- SPDX-License-Identifier: MIT

--- Decimals that add up exactly: 0.1 + 0.2 is 0.3.
---
---     local total = decimal.accumulator()
---     total:add(0.1)
---     total:add("0.20")
---     total:value()             --> 0.3
---     decimal.text(0.125, 2)    --> "0.13"
---
--- A float counts as the shortest decimal that reads back as the same float: the text
--- that JSON has for it. A string such as "12.50" counts as the number that it writes.
local say = require "lark.say"

local M = {}

-- ------------------------------------------------------------------- reading

-- The shortest text that reads back as the same float.
local function shortest(value)
  for digits = 15, 16 do
    local text = ("%." .. digits .. "g"):format(value)
    if tonumber(text) == value then return text end
  end
  return ("%.17g"):format(value)
end

-- Refuses larger exponents: no amount has them, and their digits take memory.
local LONGEST = 400

-- Splits "-12.5e3" into its sign (-1), its digits ("125") and how many of these come
-- after the point (-2). Returns nil for a text that is no decimal.
local function split(text)
  local sign, whole, fraction, exponent = text:match "^([+-]?)(%d*)%.?(%d*)[eE]?([+-]?%d*)$"
  if not sign or whole .. fraction == "" or not tonumber(text) then return nil end
  local shift = exponent ~= "" and math.tointeger(tonumber(exponent)) or 0
  if not shift or math.abs(shift) > LONGEST then return nil end
  return sign == "-" and -1 or 1, whole .. fraction, #fraction - shift
end

local function parts(value)
  if type(value) == "string" then return split(value) end
  if math.type(value) == "integer" then return split(("%d"):format(value)) end
  if type(value) == "number" and value - value == 0 then return split(shortest(value)) end
end

-- Up to 15 digits are exact in a float.
local function short_number(text)
  if #text < 16 and text:find "^%-?%d+%.?%d*$" then return tonumber(text) end
end

--- Whether `value` is a finite number, or a string that writes one.
--- @param value any
--- @return boolean
function M.is(value)
  if math.type(value) == "integer" then return true end
  return type(value) == "string" and short_number(value) ~= nil or parts(value) ~= nil
end

--- The number that `value` is or writes; nil if it is neither.
--- @param value any
--- @return number?
function M.number(value)
  if type(value) == "number" then return value end
  if type(value) ~= "string" then return nil end
  return short_number(value) or split(value) and tonumber(value) or nil
end

-- ----------------------------------------------------------------- hundredths

-- Nearly all amounts have at most two places and 15 digits. Such an amount is a whole
-- number of hundredths, which a multiplication finds without splitting digits.
local MOST = 10 ^ 15

local function hundredths(value)
  if type(value) == "string" then value = short_number(value) end
  if math.type(value) == "integer" then
    return value > -MOST // 100 and value < MOST // 100 and value * 100 or nil
  end
  if type(value) ~= "number" or not (value > -MOST / 100 and value < MOST / 100) then return nil end
  local whole = math.floor(value * 100 + 0.5)
  return whole / 100 == value and whole or nil
end

-- ---------------------------------------------------------------- adding up

--- @class lark.decimal.accumulator
local Accumulator = {}
Accumulator.__index = Accumulator

-- Other amounts are kept in limbs of seven digits: limb 0 counts units, limb -1
-- ten-millionths. A limb takes 10^11 additions before it is full.
local LIMB, BASE = 7, 10000000

--- A sum to add to: it stays exact however many amounts are added.
--- @return lark.decimal.accumulator
function M.accumulator()
  return setmetatable({ cents = 0, limbs = nil }, Accumulator)
end

local function add_digits(limbs, sign, digits, places)
  local fill = places % LIMB
  if fill > 0 then digits, places = digits .. ("0"):rep(LIMB - fill), places + LIMB - fill end
  local limb = -(places // LIMB)
  for stop = #digits, 1, -LIMB do
    local part = tonumber(digits:sub(math.max(1, stop - LIMB + 1), stop))
    limbs[limb] = (limbs[limb] or 0) + sign * part
    limbs.low = math.min(limbs.low or limb, limb)
    limbs.high = math.max(limbs.high or limb, limb)
    limb = limb + 1
  end
end

-- Below this the hundredths have room for another amount of either sign.
local FULL = 1 << 62

--- Adds a number, or a string that writes one; raises for anything else.
--- @param value number|string
--- @param sign? integer  -1 subtracts
--- @return lark.decimal.accumulator self
function Accumulator:add(value, sign)
  local cents = hundredths(value)
  sign = sign or 1
  if cents and self.cents < FULL and self.cents > -FULL then
    self.cents = self.cents + sign * cents
    return self
  end
  local own, digits, places = parts(value)
  if not own then error(say("decimal: %s is no number", tostring(value)), 2) end
  self.limbs = self.limbs or {}
  add_digits(self.limbs, sign * own, digits, places)
  return self
end

-- Carries until each limb but the highest is a digit in base 10^7.
local function carried(limbs)
  local list, carry = {}, 0
  for limb = limbs.low, limbs.high do
    local sum = (limbs[limb] or 0) + carry
    list[limb] = sum % BASE
    carry = sum // BASE
  end
  local high = limbs.high
  while carry ~= 0 and carry ~= -1 do
    high = high + 1
    list[high] = carry % BASE
    carry = carry // BASE
  end
  return list, limbs.low, high, carry
end

-- Limbs as digits: sign, digits, places.
local function digits_of(limbs)
  local list, low, high, carry = carried(limbs)
  if carry == -1 then
    local opposite = { low = low, high = high }
    for limb = low, high do opposite[limb] = -list[limb] end
    opposite[high] = opposite[high] + BASE
    local _, digits, places = digits_of(opposite)
    return -1, digits, places
  end
  local texts = {}
  for limb = high, low, -1 do texts[#texts + 1] = ("%07d"):format(list[limb]) end
  return 1, table.concat(texts), -low * LIMB
end

-- Digits as a plain text, without zeros that say nothing.
local function plain(sign, digits, places)
  if places <= 0 then digits, places = digits .. ("0"):rep(-places), 0 end
  digits = ("0"):rep(places + 1 - #digits) .. digits
  local whole = digits:sub(1, #digits - places):gsub("^0+(%d)", "%1")
  local fraction = digits:sub(#digits - places + 1):gsub("0+$", "")
  local text = fraction == "" and whole or whole .. "." .. fraction
  return sign < 0 and text ~= "0" and "-" .. text or text
end

-- The number that a text writes, or the text itself if no number is that exact.
local function exact(text)
  local value = math.tointeger(tonumber(text)) and math.tointeger(text) or tonumber(text)
  local sign, digits, places = parts(value)
  return sign and plain(sign, digits, places) == text and value or text
end

--- The number that a plain decimal writes, or the text itself if no number is that exact.
--- @param text string
--- @return number|string
M.exact = exact

--- The sum: an integer or a float, or its digits as a string if no number is that exact.
--- @return number|string
function Accumulator:value()
  local cents = self.cents
  if not self.limbs and cents > -MOST and cents < MOST then
    return cents % 100 == 0 and cents // 100 or cents / 100
  end
  local limbs = {}
  for key, value in pairs(self.limbs or {}) do limbs[key] = value end
  local sign, digits, places = split(("%d"):format(cents))
  add_digits(limbs, sign, digits, places + 2)
  return exact(plain(digits_of(limbs)))
end

--- `a + b`, exactly.
--- @param a number|string
--- @param b number|string
--- @return number|string
function M.add(a, b) return M.accumulator():add(a):add(b):value() end

--- `a - b`, exactly.
--- @param a number|string
--- @param b number|string
--- @return number|string
function M.subtract(a, b) return M.accumulator():add(a):add(b, -1):value() end

-- -------------------------------------------------------------------- as text

-- Rounds digits to fewer places, halves away from zero.
local function rounded(digits, places, wanted)
  local drop = places - wanted
  if drop <= 0 then return digits .. ("0"):rep(-drop) end
  if drop > #digits then return "0" end
  local kept, last = digits:sub(1, #digits - drop), digits:byte(#digits - drop + 1)
  if last < 53 then return kept end -- "5"
  local head, nines = kept:match "^(.-)(9*)$"
  head = head == "" and "1" or head:sub(1, -2) .. math.tointeger(head:sub(-1)) + 1
  return head .. ("0"):rep(#nines)
end

-- Whole hundredths with two places.
local function two_places(cents)
  local size = math.abs(cents)
  return ("%s%d.%02d"):format(cents < 0 and "-" or "", size // 100, size % 100)
end

--- `value` with `places` digits after the point, halves rounded away from zero.
--- @param value number|string
--- @param places integer
--- @return string? text  nil if it is no finite number
function M.text(value, places)
  local cents = places == 2 and hundredths(value)
  if cents then return two_places(cents) end
  local sign, digits, behind = parts(value)
  if not sign then return nil end
  digits = rounded(digits, behind, places)
  digits = ("0"):rep(places + 1 - #digits) .. digits
  local text = digits:sub(1, #digits - places):gsub("^0+(%d)", "%1")
  if places > 0 then text = text .. "." .. digits:sub(#digits - places + 1) end
  return sign < 0 and text:find "[1-9]" and "-" .. text or text
end

--- The shortest text of `value`.
--- @param value number
--- @return string
function M.shortest(value)
  if math.type(value) == "integer" then return ("%d"):format(value) end
  if value % 1 == 0 and math.abs(value) < 2 ^ 53 then return ("%d"):format(value) end
  return shortest(value)
end

return M
