-- SPDX-License-Identifier: MIT

-- The catalog in Chinese: each text, and none that no endpoint has.
local catalog = require "support.catalog"
local chinese = require "support.chinese"
local process = require "support.process"

local source = assert(os.getenv "LARK_SOURCE")
local read = catalog.read()
local ALL = { read.endpoints, read.events, read.codes }

-- The members of kind text.
local function texts_of(members)
  local names = {}
  for _, member in ipairs(members) do
    if member[2] == "text" then names[#names + 1] = member[1] end
  end
  return names
end

-- Visits each text of a shape, and of the shapes in it: visit(english, by_locale).
local function walk(shape, visit, seen)
  if seen[shape] then return end
  seen[shape] = true
  for _, members in pairs(read.format.members) do
    for _, name in ipairs(texts_of(members)) do
      local text = rawget(shape, name)
      if type(text) == "string" and text ~= "" then visit(text, shape[name .. "_in"] or {}) end
    end
  end
  for _, inner in pairs(shape) do
    if type(inner) == "table" then walk(inner, visit, seen) end
  end
end

describe("the catalog in Chinese", function()
  it("has each text of endpoints, events, fields and codes", function()
    local missing = {}
    walk(ALL, function(english, by_locale)
      if not by_locale.zh then missing[#missing + 1] = english end
    end, {})
    assert.same({}, missing)
  end)

  it("has no text that nothing says", function()
    local said, stale = {}, {}
    walk(ALL, function(english) said[english] = true end, {})
    for english in pairs(read.format.translations.zh) do
      if not said[english] then stale[#stale + 1] = english end
    end
    assert.same({}, stale)
  end)

  it("is typeset as Chinese is", function()
    local faults = {}
    walk(ALL, function(_, by_locale)
      local fault = by_locale.zh and chinese.fault(by_locale.zh)
      if fault then faults[#faults + 1] = by_locale.zh .. ": " .. fault end
    end, {})
    assert.same({}, faults)
  end)

  it("has each sentence once, in the file of its resource or of its family", function()
    local seen = {}
    local listed = process.run { "find", source .. "/core/catalog", "-name", "zh*.lua" }
    for path in listed.out:gmatch "[^\n]+" do
      for english in pairs(dofile(path)) do
        assert.is_nil(seen[english], english)
        seen[english] = path
      end
    end
  end)
end)
