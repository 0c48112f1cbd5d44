-- SPDX-License-Identifier: MIT

-- Completion in lualark repl: takes a text, returns candidates.
local lark = require "lark"

require "support.command"
local complete = require "lualark.repl.complete"

describe("completion", function()
  local client = assert(lark.client { app_id = "cli_a", app_secret = "s" })
  assert(client:define { ["own.thing.get"] = { get = "/open-apis/own/v1/thing",
    doc = "Gets a thing.", query = { { "thing_id", "string", "Whose." } } } })
  teardown(function() client:close() end)
  local world = {
    catalog = lark,
    is_client = function(value) return value == client end,
    globals = {
      mine = client, print = print, string = string, rows = { { name = "x" }, n = 1 },
      text = "a text", object = setmetatable({ own = 1 }, { __index = { method = print } }),
      hidden = setmetatable({ own = 1 }, { __metatable = "hidden" }),
      trap = setmetatable({}, { __index = function() error "asked" end }),
    },
  }

  -- The candidates at the end of a text, as texts, and where the word begins.
  local function texts(text)
    local start, list = complete.complete(text, world)
    local found = {}
    for i, one in ipairs(list) do found[i] = one.text end
    return found, start, list
  end

  it("knows resources and methods", function()
    assert.same({ "approval", "bitable", "calendar", "contact", "hire", "im" },
      (texts "client."))
    local found, start = texts "x = client.hire.re"
    assert.same({ "referral", "referral_account", "referral_website", "registration_schema",
      "resume_source" }, found)
    assert.equal(#"x = client.hire." + 1, start)
    assert.same({ "get_by_application", "search" }, (texts "client.hire.referral."))
    assert.same({ "search" }, (texts "print(mine.hire.referral.se"))
    assert.same({ "all", "each" }, (texts "client.hire.external_application.list."))
    assert.same({ "schema", "set_app_ticket", "start", "stats", "step" }, (texts "client:s"))
  end)

  it("knows what a client defined", function()
    assert.same({ "own" }, (texts "mine.ow"))
    assert.same({}, (texts "client.ow"))
    local found, _, list = texts "mine.own.thing."
    assert.same({ "get" }, found)
    assert.equal("Gets a thing.", list[1].doc)
    assert.same({ "thing_id = " }, (texts "mine.own.thing.get { "))
  end)

  it("shows what the catalog says about them", function()
    local _, _, list = texts "client.hire.referral.s"
    assert.matches("^Lists the referrals", list[1].doc)
    _, _, list = texts "client.hire.referral.search { ta"
    assert.equal("talent_id", list[1].label)
    assert.matches("^required", list[1].doc)
  end)

  it("offers the parameters that are not given yet", function()
    local call = "client.hire.referral.search"
    local all = { "end_time = ", "start_time = ", "talent_id = ", "user_id_type = " }
    assert.same(all, (texts(call .. " { ")))
    assert.same(all, (texts(call .. "({")))
    assert.same({ "end_time = ", "start_time = ", "user_id_type = " },
      (texts(call .. "{ talent_id = \"1 } , {\", ")))
    assert.same({ "start_time = " }, (texts(call .. "{\n  talent_id = ids[1],\n  st")))
    assert.same({ "page_size = ", "page_token = " },
      (texts "client.hire.external_application.list.each { p"))
    assert.same({}, (texts(call .. "{ talent_id = { nes")))
    assert.same({ "true" }, (texts(call .. "{ talent_id = tru")))
  end)

  it("offers the values of enums, with their quotes", function()
    local call = "client.hire.referral.search { talent_id = '1', user_id_type = "
    assert.same({ '"open_id"', '"union_id"', '"user_id"' }, (texts(call)))
    local found, start, list = texts(call .. '"u')
    assert.same({ 'union_id"', 'user_id"' }, found)
    assert.equal(#call + 2, start)
    assert.matches("developer", list[1].doc)
    assert.same({}, (texts "client.hire.referral.search { talent_id = '"))
  end)

  it("knows globals, words and fields, and asks no metamethod", function()
    assert.same({ "print" }, (texts "pri"))
    assert.same({ "function" }, (texts "func"))
    assert.same({ "format" }, (texts "string.fo"))
    assert.same({ "format" }, (texts "text:fo"))
    assert.same({ "name" }, (texts "rows[1].na"))
    assert.same({ "method", "own" }, (texts "object."))
    assert.same({ "method" }, (texts "object:"))
    assert.same({ "own" }, (texts "hidden."))
    assert.same({}, (texts "trap."))
    assert.same({}, (texts "trap.x."))
    assert.same({}, (texts "('x'):"))
    assert.same({}, (texts "nowhere.x"))
    assert.is_true(#texts "" > 20)
  end)

  it("is not misled by strings and comments", function()
    assert.same({}, (texts "x = 'pri"))
    assert.same({ "print" }, (texts "x = 'it''s' pri"))
    assert.same({ "print" }, (texts "x = [[ { ]] -- {\npri"))
    assert.same({ "print" }, (texts "x = \"\\\" {\" pri"))
    assert.same({ "print" }, (texts "f({}, { ')' }) pri"))
  end)

  it("knows the endpoints behind a ?", function()
    assert.same({ "hire.referral.get_by_application", "hire.referral.search" },
      (texts "?hire.referral."))
    assert.equal(#lark.endpoints(), #texts "  ? ")
  end)

  it("finds what all candidates begin with", function()
    assert.equal("referral", complete.common {
      { text = "referral" }, { text = "referral_account" }, { text = "referral_website" } })
    assert.equal("", complete.common { { text = "a" }, { text = "b" } })
    assert.equal("", complete.common {})
  end)
end)
