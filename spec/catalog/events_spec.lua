-- SPDX-License-Identifier: MIT

-- Events as catalog data: the fields that the platform's SDK has, words for each, and lookups.
local catalog = require "support.catalog"
local files = require "support.files"
local format = dofile(os.getenv "LARK_SOURCE" .. "/core/catalog/format.lua")
local lark = require "lark"

-- By event, the fields and types of the SDK, without those of the envelope.
local known = assert(lark.decode(files.read(os.getenv "LARK_SOURCE"
  .. "/spec/fixtures/hire_events.json")))

-- A field of a schema in the fixture's form.
local function form_of(field)
  if field.type == "array" then return { form_of(field.item) } end
  if field.type == "object" then
    local form = {}
    for _, inner in ipairs(field.fields) do form[inner.name] = form_of(inner) end
    return form
  end
  return field.type == "integer" and "number" or field.type
end

-- A type that events share may have a field more than the SDK says.
local function lacks(form, wanted, at, found)
  if type(wanted) ~= "table" then
    if form ~= wanted then found[#found + 1] = at end
    return
  end
  for name, inner in pairs(wanted) do
    local has = type(form) == "table" and form[name]
    if has then
      lacks(has, inner, at .. "." .. name, found)
    else
      found[#found + 1] = at .. "." .. name
    end
  end
end

local function walk(fields, visit)
  for _, field in ipairs(fields) do
    visit(field)
    walk(field.fields or field.item and field.item.fields or {}, visit)
  end
end

describe("the events of the catalog", function()
  it("are those of Hire, and the ticket of store apps", function()
    local names = { "app_ticket" }
    for name in pairs(known) do names[#names + 1] = name end
    table.sort(names)
    assert.same(names, lark.events.types())
  end)

  it("have the fields that the SDK has, and no other", function()
    for name, wanted in pairs(known) do
      local found = {}
      local form = form_of { type = "object", fields = lark.schema(name).fields }
      lacks(form, wanted, name, found)
      lacks(wanted, form, name .. " (unknown)", found)
      assert.same({}, found)
    end
  end)

  it("have a sentence for everything, in two languages", function()
    for _, name in ipairs(lark.events.types()) do
      local schema = lark.schema(name)
      assert.matches("^%u.*%.$", schema.doc)
      assert.is_string(schema.doc_in.zh)
      walk(schema.fields, function(field)
        assert.matches("^%u.*%.$", field.doc, name .. ": " .. field.name)
        assert.is_string(field.doc_in.zh, name .. ": " .. field.name)
      end)
    end
  end)

  it("keep units and what nobody has confirmed", function()
    local fields = lark.schema("hire.application.stage_changed_v1").fields
    assert.equal("update_time", fields[4].name)
    assert.equal("integer", fields[4].type)
    assert.equal("ms", fields[4].unit)
    assert.same({ "isv" }, lark.schema("app_ticket").apps)
    local offer = lark.schema "hire.offer.status_changed_v1"
    assert.matches("No source lists", offer.fields[2].unverified)
  end)

  it("are suggested for a misspelt one", function()
    local _, err = lark.schema "hire.application.stage_change_v1"
    assert.equal("param", err.kind)
    assert.matches("did you mean hire.application.stage_changed_v1?", tostring(err), 1, true)
    _, err = lark.schema "app_tiket"
    assert.matches("did you mean app_ticket?", tostring(err), 1, true)
    _, err = lark.schema "hire.referral.serch"
    assert.matches("did you mean hire.referral.search?", tostring(err), 1, true)
  end)

  it("are no endpoints", function()
    for _, name in ipairs(lark.endpoints()) do assert.is_nil(lark.schema(name).fields) end
  end)

  it("stand in their family's folder", function()
    local read = catalog.read()
    assert.equal(#lark.events.types(), #read.events)
    assert.has_error(function() format.event("Bad Name", {}) end,
      'Bad Name: an event is named like "hire.offer.status_changed_v1"')
    assert.has_error(function() format.event("x.y_v1", { field = {} }) end,
      'x.y_v1: unknown fact "field"')
    assert.has_error(function() format.event("x.y_v1", { fields = { { "a" } } }) end)
  end)
end)
