-- SPDX-License-Identifier: MIT

-- lark.inbox's option `claim`: asked whose an event is. Here the answers are the spec's.
local files = require "support.files"
local lark = require "lark"

local TYPE = "hire.application.stage_changed_v1"

describe("lark.inbox, with claim,", function()
  local folder, path, handled

  before_each(function()
    folder, handled = files.folder(), {}
    path = folder .. "/events.inbox"
    lark.events.on(TYPE, function(_, header) handled[#handled + 1] = header.event_id end)
  end)
  after_each(function()
    lark.events.on(TYPE, nil)
    files.remove(folder)
  end)

  local function fill(inbox, count, first)
    lark.run(function()
      local tasks = {}
      for i = first or 1, count do
        tasks[i] = lark.spawn(inbox.put, inbox, { kind = "event", event = {},
          header = { event_id = "e" .. i, event_type = TYPE } })
      end
      for _, task in pairs(tasks) do assert.is_true(task:await()) end
    end)
  end

  local function states(inbox)
    local found = {}
    for _, one in ipairs(inbox:events()) do found[one.event_id] = one.state end
    return found
  end

  it("handles what is its own, and drops what is another's", function()
    local inbox <close> = assert(lark.inbox(path, { claim = function(id) return id ~= "e2" end }))
    fill(inbox, 3)
    assert.is_true(inbox:run { until_empty = true })
    assert.same({ "e1", "e3" }, handled)
    assert.same({ e1 = "done", e2 = "duplicate", e3 = "done" }, states(inbox))
  end)

  it("goes on with other tasks and events while an answer is waited for", function()
    local waits, answered = false, false
    local inbox <close> = assert(lark.inbox(path, { parallel = 2, claim = function(id)
      if id ~= "e1" then return true end
      waits = true
      while not answered do lark.sleep(0.001) end
      return true
    end }))
    fill(inbox, 20)
    lark.run(function()
      lark.spawn(function()
        while #handled < 19 do lark.sleep(0.001) end
        assert(waits)
        -- An event is taken meanwhile, too.
        assert(inbox:put { kind = "event", event = {},
          header = { event_id = "late", event_type = TYPE } })
        while #handled < 20 do lark.sleep(0.001) end
        answered = true
      end)
      assert.is_true(inbox:run { until_empty = true })
    end)
    assert.equal("e1", handled[21])
  end)

  it("asks again for one event at a time after no answer, and no sooner than in seconds",
    function()
      -- os.time is the inbox's clock.
      local now, clock = os.time(), os.time
      os.time = function() return now end -- luacheck: ignore
      finally(function() os.time = clock end) -- luacheck: ignore
      local asked, rounds = {}, 0
      local inbox <close> = assert(lark.inbox(path, { claim = function(id)
        asked[#asked + 1] = id
        lark.sleep(0.001)
        return nil, "no answer"
      end }))
      fill(inbox, 40)
      local function go_on(count)
        rounds = 0
        inbox:run { stopping = function()
          rounds = rounds + 1
          return rounds > count
        end }
      end
      go_on(5)
      assert.equal(16, #asked) -- those that began together
      now = now + 4
      fill(inbox, 42, 41)
      go_on(5)
      assert.equal(16, #asked)
      now = now + 1
      fill(inbox, 50, 43)
      go_on(5)
      assert.equal(17, #asked)
      for _, one in ipairs(inbox:events()) do
        assert.equal("waiting", one.state)
        assert.equal(0, one.tries)
      end
    end)

  it("asks no more about an event that it won", function()
    local asked, fails = 0, true
    local inbox <close> = assert(lark.inbox(path, { backoff = 0.001, claim = function()
      asked = asked + 1
      return true
    end }))
    lark.events.on(TYPE, nil)
    lark.events.on(TYPE, function(_, header)
      if fails then fails = false error "once" end
      handled[#handled + 1] = header.event_id
    end)
    fill(inbox, 1)
    assert.is_true(inbox:run { until_empty = true })
    assert.same({ "e1" }, handled)
    assert.equal(1, asked)
  end)

  it("keeps an event whose claim raises", function()
    local log, rounds = {}, 0
    local inbox <close> = assert(lark.inbox(path, { claim = function() error("broken", 0) end,
      log = function(entry) log[#log + 1] = entry end }))
    fill(inbox, 1)
    inbox:run { stopping = function()
      rounds = rounds + 1
      return rounds > 3
    end }
    assert.same({ e1 = "waiting" }, states(inbox))
    assert.equal("waits", log[1].outcome)
    assert.matches("broken", log[1].msg, 1, true)
  end)
end)
