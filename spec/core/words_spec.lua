-- SPDX-License-Identifier: MIT

-- core/words/zh.lua: each sentence that the library says, and no other.
local chinese = require "support.chinese"
local literals = require "support.literals"
local process = require "support.process"

local source = assert(os.getenv "LARK_SOURCE")
local words = dofile(source .. "/core/words/zh.lua")

-- Texts that are said to no user: of logs, of tests of a server, and of the protocol.
local UNSAID = {
  ["drift/drift.c"] = true, ["redis/scripts.c"] = true, ["redis/seal.c"] = true,
  ["redis/link.c"] = true, ["redis/session.c"] = true, ["redis/redis_store.c"] = true,
  ["redis/tls.c"] = "certificate verify failed: %s",
}
local PROTOCOL = {
  ["renew token"] = true, ["log in"] = true, ["sign in"] = true, ["HTTPS port"] = true,
  ["Expect: 100-continue"] = true, ["Authorization: Bearer "] = true,
  ["Content-Type: application/json; charset=utf-8"] = true, ["wrong version number"] = true,
  ["packet length too long"] = true, ["record layer failure"] = true,
  ["Accept-Encoding: identity"] = true, ["Range: bytes=%"] = true,
  ["download from %s"] = true, -- a name in the log
  ["Redis at %s:%d"] = true, ["Redis at %s"] = true, ["HTTP %ld: %s"] = true,
}

-- C's escapes that the sentences hold.
local function unescape(text) return (text:gsub('\\"', '"')) end

-- Visits each literal of the core.
local function each_literal(visit)
  local listed = process.run { "find", source .. "/core/src", source .. "/core/include",
    "-name", "*.[ch]" }
  for path in listed.out:gmatch "[^\n]+" do
    local file = assert(io.open(path))
    for _, text in ipairs(literals.of(file:read "a")) do
      visit(unescape(text), path:match "[^/]+/[^/]+$")
    end
    file:close()
  end
end

local function is_sentence(text)
  return text:find "%a%a+[ ,%%:]+%S*%s*%a%a" and text:find " "
end

describe("core/words/zh.lua", function()
  it("has each sentence of the code", function()
    local missing = {}
    each_literal(function(text, place)
      local unsaid = UNSAID[place] == true or UNSAID[place] == text or PROTOCOL[text]
      if is_sentence(text) and not unsaid and not words[text] then
        missing[#missing + 1] = place .. ": " .. text
      end
    end)
    assert.same({}, missing)
  end)

  it("has none that the code does not say", function()
    local said, stale = {}, {}
    each_literal(function(text) said[text] = true end)
    for english in pairs(words) do
      if not said[english] then stale[#stale + 1] = english end
    end
    table.sort(stale)
    assert.same({}, stale)
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(words))
  end)
end)
