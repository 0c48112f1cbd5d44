-- SPDX-License-Identifier: MIT

-- lark.events: handlers of events, and how their failures are told.
local lark = require "lark"

local TYPE = "hire.application.stage_changed_v1"

local function received(event_type, id)
  return {
    kind = "event", event = { application_id = "1" },
    header = { event_type = event_type, event_id = id or "e1" },
  }
end

describe("lark.events.handle", function()
  after_each(function()
    lark.events.on(TYPE, nil)
    lark.events.on("*", nil)
  end)

  it("runs the handler of the event's type with its body and header", function()
    local event, header
    lark.events.on(TYPE, function(...) event, header = ... end)
    local one = received(TYPE)
    assert.is_true(lark.events.handle(one))
    assert.equal(one.event, event)
    assert.equal(one.header, header)
  end)

  it("gives events that have no handler to the one of all others", function()
    local types = {}
    lark.events.on(TYPE, function() end)
    lark.events.on("*", function(_, header) types[#types + 1] = header.event_type end)
    assert.is_true(lark.events.handle(received(TYPE)))
    assert.is_true(lark.events.handle(received "im.message.receive_v1"))
    assert.same({ "im.message.receive_v1" }, types)
  end)

  it("says false where there is no handler, and for a challenge", function()
    assert.is_false(lark.events.handle(received(TYPE)))
    lark.events.on("*", function() error "a challenge is no event" end)
    assert.is_false(lark.events.handle { kind = "challenge", answer = "{}" })
  end)

  it("reports what a handler raises, with the event's id", function()
    lark.events.on(TYPE, function() error("no chat", 0) end)
    local handled, err = lark.events.handle(received(TYPE, "5e3702a8"))
    assert.is_nil(handled)
    assert.equal("script", err.kind)
    assert.equal("5e3702a8", err.event_id)
    assert.equal(TYPE, err.event_type)
    assert.equal("no chat", err.cause)
    assert.equal("the handler of " .. TYPE .. " failed for event 5e3702a8: no chat (script)",
      tostring(err))
  end)

  it("reports the error that a handler returns, and keeps its kind and hint", function()
    local denied = lark.error { kind = "permission", msg = "no scope", hint = "Apply for it" }
    lark.events.on(TYPE, function() return nil, denied end)
    local handled, err = lark.events.handle(received(TYPE))
    assert.is_nil(handled)
    assert.equal("permission", err.kind)
    assert.equal("Apply for it", err.hint)
    assert.equal(denied, err.cause)
    assert.matches("for event e1: no scope (permission). Apply for it", tostring(err), 1, true)
  end)

  it("reports whatever a handler raises, also what cannot be shown", function()
    local raises = function() error "no" end
    local odd = setmetatable({}, { __tostring = raises, __index = raises })
    -- Lua 5.5 makes an error of nil a text.
    local none = _VERSION == "Lua 5.4" and "nil" or "<no error object>"
    for text, value in pairs { table = odd, [none] = false, ["%d"] = 5 } do
      lark.events.on(TYPE, function() error(value or nil) end)
      local handled, err = lark.events.handle(received(TYPE))
      assert.is_nil(handled)
      assert.equal("script", err.kind)
      assert.matches("for event e1: " .. text .. "$", err.msg)
      lark.events.on(TYPE, nil)
    end
  end)

  it("lets a handler wait in a task", function()
    local done = {}
    lark.events.on(TYPE, function(event)
      lark.sleep(event.application_id == "1" and 0.02 or 0)
      done[#done + 1] = event.application_id
    end)
    lark.run(function()
      local slow = lark.spawn(lark.events.handle, received(TYPE))
      local two = received(TYPE)
      two.event = { application_id = "2" }
      local fast = lark.spawn(lark.events.handle, two)
      assert.is_true(slow:await())
      assert.is_true(fast:await())
    end)
    assert.same({ "2", "1" }, done)
  end)
end)

describe("lark.events.on", function()
  it("refuses a second handler of a type, and what is no function", function()
    lark.events.on(TYPE, print)
    assert.has_error(function() lark.events.on(TYPE, print) end,
      "lark.events.on: " .. TYPE .. " has a handler")
    lark.events.on(TYPE, nil)
    assert.has_error(function() lark.events.on(TYPE, {}) end,
      "lark.events.on: a function, not a table")
    assert.has_error(function() lark.events.on("", print) end)
    assert.has_error(function() lark.events.handle(nil) end)
  end)
end)
