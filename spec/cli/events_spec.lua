-- SPDX-License-Identifier: MIT

-- lualark events: lists, shows, replays and drops what is in an inbox.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("lualark events", function()
  local folder, path
  before_each(function()
    folder = files.folder()
    path = folder .. "/inbox"
    local inbox <close> = assert(lark.inbox(path, { attempts = 1 }))
    local function put(id, event_type)
      assert(inbox:put { kind = "event", header = { event_id = id, event_type = event_type },
        event = { application_id = "693", about = "a-person-" .. id } })
    end
    put("e1", "one")
    put("e2", "two")
    put("e3", "two")
    lark.events.on("one", function() end)
    lark.events.on("two", function() error("no chat", 0) end)
    inbox:run { until_empty = true }
    lark.events.on("one", nil)
    lark.events.on("two", nil)
    put("e4", "three")
  end)
  after_each(function() files.remove(folder) end)

  local function events(...)
    return process.run { lualark, "events", ... }
  end

  local function read(...)
    local ended = events("--format", "json", ...)
    local rows = lark.decode(ended.out)
    local found = {}
    for i, row in ipairs(rows) do found[i] = row.event_id .. " " .. row.state end
    return table.concat(found, ", "), ended, rows
  end

  it("lists events, and says that some were set aside", function()
    local found, ended, rows = read(path)
    assert.equal("e1 done, e2 failed, e3 failed, e4 waiting", found)
    assert.equal(6, ended.status)
    assert.matches("no chat", rows[2].message, 1, true)
    assert.is_nil(ended.out:find("a-person", 1, true))
    assert.equal("e2 failed, e3 failed", (read("--failed", path)))
    assert.equal("e4 waiting", (read("--type", "three", path)))
    local text = events(path).out
    assert.matches("event_id  event_type  state", text, 1, true)
  end)

  it("shows events by their ids, with what is kept of them", function()
    local found, ended, rows = read(path, "e2", "e1")
    assert.equal("e2 failed, e1 done", found)
    assert.equal("a-person-e2", rows[1].event.about)
    assert.is_nil(rows[2].event)
    assert.equal(6, ended.status)
    local missing = events(path, "e9")
    assert.equal(1, missing.status)
    assert.matches("e9: there is no such event", missing.err, 1, true)
  end)

  it("has events handled again", function()
    local ended = events("--replay", path, "e2")
    assert.equal(0, ended.status)
    assert.matches("events to be handled again: 1", ended.err, 1, true)
    assert.equal("e1 done, e2 waiting, e3 failed, e4 waiting", (read(path)))
    assert.equal(1, events("--replay", path, "e1").status) -- its body is deleted
    assert.equal(0, events("--replay", path).status)
    assert.equal("e1 done, e2 waiting, e3 waiting, e4 waiting", (read(path)))
  end)

  it("drops events that are named", function()
    assert.equal(2, events("--drop", path).status)
    assert.equal(2, events("--drop", "--replay", path).status)
    assert.equal(0, events("--drop", path, "e4").status)
    assert.equal(0, events("--drop", "--failed", path).status)
    local found, ended = read(path)
    assert.equal("e1 done, e2 dropped, e3 dropped, e4 dropped", found)
    assert.equal(0, ended.status)
    assert.equal(1, events("--drop", path, "e1").status)
  end)

  it("erases what older events say of people", function()
    process.run { "sleep", "1.1" }
    assert.equal("e2 failed, e3 failed, e4 waiting", (read("--max-age", "1s", path)))
    assert.is_nil(files.read(path):find("a-person-e2", 1, true))
    assert.matches("a-person-e4", files.read(path), 1, true)
  end)

  it("refuses what is no inbox", function()
    assert.equal(1, events(folder .. "/none").status)
    files.write(folder .. "/text", "text")
    assert.equal(3, events(folder .. "/text").status)
    assert.equal(2, process.run({ lualark, "events" }).status)
  end)
end)
