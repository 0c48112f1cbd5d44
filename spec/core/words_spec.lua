-- SPDX-License-Identifier: MIT

-- core/words/zh.lua: each sentence that the library says, and no other.
local c_words = require "support.c_words"
local chinese = require "support.chinese"

local source = assert(os.getenv "LARK_SOURCE")
local words = dofile(source .. "/core/words/zh.lua")
local FOLDERS = { source .. "/core/src", source .. "/core/include" }

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
  ["\\r\nUpgrade: websocket\\r\nConnection: Upgrade\\r\nSec-WebSocket-Version: 13\\r\n"
    .. "Sec-WebSocket-Key: "] = true,
  ["download from %s"] = true, -- a name in the log
  ["Redis at %s:%d"] = true, ["Redis at %s"] = true, ["HTTP %ld: %s"] = true,
}

describe("core/words/zh.lua", function()
  it("has each sentence of the code", function()
    local missing = {}
    c_words.each_literal(FOLDERS, function(text, place)
      local unsaid = UNSAID[place] == true or UNSAID[place] == text or PROTOCOL[text]
      if c_words.is_sentence(text) and not unsaid and not words[text] then
        missing[#missing + 1] = place .. ": " .. text
      end
    end)
    assert.same({}, missing)
  end)

  it("has none that the code does not say", function()
    assert.same({}, c_words.stale(words, FOLDERS))
  end)

  it("is typeset as Chinese is, and keeps the formats' arguments", function()
    assert.same({}, chinese.faults(words))
  end)
end)
