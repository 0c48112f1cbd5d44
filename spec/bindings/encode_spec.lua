-- SPDX-License-Identifier: MIT

-- lark.encode() beside an encoder in ten lines of Lua, for values drawn at random: every
-- byte is the same.
local lark = require "lark"

local function quote(text)
  local letters = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r",
    ["\t"] = "\\t" }
  return '"' .. text:gsub('[%c"\\]', function(byte)
    if byte == "\127" then return byte end
    return letters[byte] or ("\\u%04x"):format(byte:byte())
  end) .. '"'
end

local function number(value)
  if math.type(value) == "integer" then return ("%d"):format(value) end
  for precision = 15, 17 do
    local text = ("%." .. precision .. "g"):format(value)
    if tonumber(text) == value then
      return text:find "[.e]" and text or text .. ".0"
    end
  end
end

local write

local function object(value)
  local keys, parts = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys) -- by bytes in the C locale
  for i, key in ipairs(keys) do parts[i] = quote(key) .. ":" .. write(value[key]) end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function list(value)
  local parts = {}
  for i, item in ipairs(value) do parts[i] = write(item) end
  return "[" .. table.concat(parts, ",") .. "]"
end

function write(value)
  if value == lark.null then return "null" end
  if type(value) == "string" then return quote(value) end
  if type(value) == "number" then return number(value) end
  if type(value) ~= "table" then return tostring(value) end
  local is_list = #value > 0 or next(value) == nil and getmetatable(value)
  return is_list and list(value) or object(value)
end

-- Characters, some of which have escapes or several bytes.
local ALPHABETS = { "abcdefghij", 'a"', '"', "\\\n\t\r\b\f\1\31\127", "a张é𝄞 " }

local function text()
  local alphabet, chosen = ALPHABETS[math.random(#ALPHABETS)], {}
  local characters = {}
  for character in alphabet:gmatch(utf8.charpattern) do
    characters[#characters + 1] = character
  end
  local most = ({ 6, 20, 80, 300 })[math.random(4)]
  for i = 1, math.random(0, most) do chosen[i] = characters[math.random(#characters)] end
  return table.concat(chosen)
end

local SCALARS = {
  text, text, function() return math.random(0) >> math.random(0, 63) end,
  function() return -math.random(0, 1000) end,
  function() return math.random() * 10 ^ math.random(-30, 30) end,
  function() return math.random(1, 10000) / 100 + 0.001 end,
  function() return math.random(2) == 1 end, function() return lark.null end,
}

-- Sizes around those where a table counts as small.
local SIZES = { 0, 1, 2, 3, 5, 8, 24, 25, 31, 32, 33, 40, 64, 65, 70 }

local left -- values that may still be drawn

local function draw(depth)
  left = left - 1
  local kind = (depth == 0 or left < 0) and 0 or math.random(0, 4)
  if kind == 0 then return SCALARS[math.random(#SCALARS)]() end
  local size = SIZES[math.random(depth > 2 and 5 or #SIZES)]
  local value = kind <= 2 and lark.array {} or {}
  if kind == 2 and size > 0 then value = {} end
  for i = 1, size do
    value[kind <= 2 and i or i % 3 == 0 and "k" .. i or text()] = draw(depth - 1)
  end
  return value
end

-- Strings are compared by bytes here, whatever the locale.
local locale
setup(function()
  locale = os.setlocale(nil, "collate")
  os.setlocale("C", "collate")
end)
teardown(function() os.setlocale(locale, "collate") end)

-- Returns the one before.
local function set_pause(percent)
  if _VERSION == "Lua 5.4" then return collectgarbage("setpause", percent) end
  return collectgarbage("param", "pause", percent)
end

describe("encode", function()
  describe("of objects that are built alike", function()
    -- Strings that are freed leave their addresses to others. It comes first, while there
    -- is room for shapes.
    it("never takes a key for one that is gone", function()
      for round = 1, 40 do
        for i = 1, 50 do
          local made = { ["gone" .. round * 100 + i] = i }
          for _ = 1, 3 do assert.equal(write(made), lark.encode(made)) end
        end
        collectgarbage()
      end
    end)

    -- Objects of so many kinds, each with keys of its own, in another sequence each time.
    local function kinds(count, rounds)
      local expected, all = {}, {}
      for round = 1, rounds do
        for kind = 1, count do
          local made = {}
          for i = 1, kind % 34 do made["k" .. (i * 7 + round * kind) % 40 .. "_" .. kind] = i end
          all[#all + 1] = made
          expected[#expected + 1] = write(made)
        end
      end
      return all, "[" .. table.concat(expected, ",") .. "]"
    end

    it("sorts and escapes the keys of each kind, few or many", function()
      for _, count in ipairs { 3, 20, 200, 700 } do
        local all, expected = kinds(count, 3)
        for _ = 1, 3 do assert.equal(expected, lark.encode(lark.array(all))) end
      end
    end)

    -- The shape of the object before in its place is looked for first.
    it("writes whatever takes the place of an object", function()
      local function many()
        local made = {}
        for i = 1, 33 do made["key " .. i] = i end
        return made
      end
      local makers = {
        function() return { a = 1 } end, function() return { a = 1, b = "2" } end,
        function() return { b = { a = 3 }, a = 1 } end, function() return { c = 1, a = 2 } end,
        function() return { a = 1, b = 2, c = 3 } end, function() return {} end,
        function() return { { a = 1 }, { b = 2 }, { a = 3, b = 4 } } end,
        function() return lark.array {} end, function() return lark.array { { a = 1 } } end,
        function() return "text" end, function() return 5 end, many,
      }
      local function any() return makers[math.random(#makers)]() end
      math.randomseed(1)
      for length = 1, 60 do
        local rows = {}
        for i = 1, length do rows[i] = { x = any(), y = { any(), any() }, z = { x = any() } } end
        for _ = 1, 3 do assert.equal(write(rows), lark.encode(rows)) end
      end
      local mixed = { { { a = 1 }, { a = 1, [1] = 2 } }, { { a = 1 }, { [1.5] = 2 } } }
      for _, value in ipairs(mixed) do
        assert.error_matches(function() lark.encode(value) end, "neither a list nor an object")
      end
      local marked = { { a = 1 }, lark.array { a = 1 } }
      assert.error_matches(function() lark.encode(marked) end, "holes or keys")
    end)

    it("writes keys that need escapes, are long, or are not UTF-8", function()
      local keys = { "", '"', "\b", "\f\n", "\\", "\0", "张三", ("x"):rep(64), ("x"):rep(65),
        ("\1"):rep(64), ("é"):rep(32) }
      for _ = 1, 40 do
        for _, key in ipairs(keys) do
          local made = { [key] = { [key] = 1 }, z = key }
          assert.equal(write(made), lark.encode(made))
        end
        assert.error_matches(function() lark.encode { { a = { ["\xff"] = 1 } } } end, "UTF%-8")
      end
    end)
  end)

  for seed = 1, 4 do
    it("writes the bytes of a plain encoder, seed " .. seed, function()
      math.randomseed(seed)
      for _ = 1, 150 do
        left = 150
        local value = draw(math.random(0, 5))
        assert.equal(write(value), lark.encode(value))
      end
    end)
  end

  it("writes nested tables that hold one another, however deep", function()
    for depth = 1, 210, 3 do
      local value, text_of = { 1, "x" }, '[1,"x"]'
      for level = 1, depth do
        if level % 3 == 0 then
          value, text_of = { 0, value, "a" }, "[0," .. text_of .. ',"a"]'
        else
          value, text_of = { b = value, a = 1, c = "z" }, '{"a":1,"b":' .. text_of .. ',"c":"z"}'
        end
      end
      assert.equal(text_of, lark.encode(value))
    end
  end)

  it("tells what is wrong deep inside, and writes on", function()
    local value = { 1, x = 2 }
    for _ = 1, 100 do value = { a = { value } } end
    for _ = 1, 3 do
      assert.error_matches(function() lark.encode(value) end, "neither a list nor an object")
      assert.equal('{"a":[1]}', lark.encode { a = { 1 } })
    end
  end)

  it("goes on where finalizers encode meanwhile", function()
    local pause = set_pause(10)
    local count = 0
    local function leave_garbage()
      setmetatable({}, { __gc = function()
        count = count + 1
        lark.encode { { a = count }, ("x"):rep(count % 100) }
      end })
    end
    for i = 1, 500 do
      leave_garbage()
      local value, expected = {}, {}
      for j = 1, i % 70 do
        value[j] = { text = "x" .. i, list = { j } }
        expected[j] = ('{"list":[%d],"text":"x%d"}'):format(j, i)
      end
      if i % 7 == 0 then assert.is_false(pcall(lark.encode, { value, print })) end
      assert.equal("[" .. table.concat(expected, ",") .. "]", lark.encode(lark.array(value)))
    end
    set_pause(pause)
    assert.is_true(count > 100)
  end)
end)
