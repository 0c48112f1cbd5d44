-- SPDX-License-Identifier: MIT

-- Pages: to the end of the list, or an error, and never for ever.
local lark = require "lark"
local simulator = require "support.simulator"

describe("a paged endpoint", function()
  local sim, client, talent

  setup(function()
    sim = simulator.start("--limits", "off")
    client = sim:client()
    for _, candidate in ipairs(sim:company().talents) do
      if candidate.external_applications > 25 then talent = candidate end
    end
  end)
  teardown(function()
    client:close()
    sim:stop()
  end)

  it("is callable for one page", function()
    local page = assert(client.hire.external_application.list { talent_id = talent.id })
    assert.equal(10, #page.items)
    assert.is_true(page.has_more)
    assert.is_string(page.page_token)
  end)

  it("has all items in a list", function()
    local params = { talent_id = talent.id, page_size = 7 }
    local all = assert(client.hire.external_application.list.all(params))
    assert.equal(talent.external_applications, #all)
    local seen = {}
    for _, item in ipairs(all) do
      assert.is_nil(seen[item.id])
      seen[item.id] = true
    end
    assert.is_nil(params.page_token) -- the caller's table is the caller's
  end)

  it("iterates over all items", function()
    local count = 0
    for item in client.hire.external_application.list.each { talent_id = talent.id } do
      assert.equal(talent.id, item.talent_id)
      count = count + 1
    end
    assert.equal(talent.external_applications, count)
  end)

  it("returns or raises the error of a page", function()
    local all, err = client.hire.external_application.list.all { talent_id = "404" }
    assert.is_nil(all)
    assert.equal(1002102, err.code)
    assert.same({}, err.partial)
    local ok, raised = pcall(function()
      for _ in client.hire.external_application.list.each { talent_id = "404" } do end
    end)
    assert.is_false(ok)
    assert.equal(1002102, raised.code)
  end)

  it("reads the documented example to its empty last page", function()
    local all = assert(client.hire.external_application.list.all {
      talent_id = "6960663240925956660",
    })
    assert.equal(1, #all)
  end)

  it("is there for paged endpoints only", function()
    assert.is_function(client.hire.referral.search)
    assert.is_function(client.hire.external_application.list.each)
  end)
end)

-- The reader of pages alone, over pages in view.
describe("pages", function()
  local make = assert(loadfile(os.getenv "LARK_SOURCE" .. "/bindings/lua/pages.lua"))(
    lark, function(english) return english end)

  local function endpoint(pages)
    local asked = {}
    return make(function(params)
      asked[#asked + 1] = params.page_token or "first"
      local page = pages[params.page_token or "first"]
      if type(page) == "string" then return nil, { msg = page } end
      return page
    end, "x.list", "items"), asked
  end

  it("go on past an empty page, and one without items", function()
    local paged = endpoint {
      first = { items = lark.array {}, has_more = true, page_token = "b" },
      b = { has_more = true, page_token = "c" },
      c = { items = lark.null, has_more = true, page_token = "d" },
      d = { items = { 1, 2 }, has_more = false },
    }
    assert.same({ 1, 2 }, paged.all {})
    local each = {}
    for item in paged.each {} do each[#each + 1] = item end
    assert.same({ 1, 2 }, each)
  end)

  it("fail where has_more comes without a token", function()
    for _, token in ipairs { "", lark.null, false } do
      local paged = endpoint {
        first = { items = { 1 }, has_more = true, page_token = token or nil },
      }
      local all, err = paged.all {}
      assert.is_nil(all)
      assert.matches("missing", err.msg)
    end
  end)

  -- Each would end the list early, or leave out items.
  for name, page in pairs {
    ["has_more is a string"] = { items = { 1 }, has_more = "true", page_token = "b" },
    ["has_more is a number"] = { items = { 1 }, has_more = 1, page_token = "b" },
    ["has_more is an object"] = { items = { 1 }, has_more = {} },
    ["page_token is a number"] = { items = { 1 }, has_more = true, page_token = 7 },
    ["page_token is an array"] = { items = { 1 }, has_more = false, page_token = { "b" } },
    ["items is an object"] = { items = { id = "1" }, has_more = false },
    ["items is an object, not an array"] = { items = {}, has_more = false },
    ["items is a string"] = { items = "1", has_more = true, page_token = "b" },
    ["items is a boolean"] = { items = false },
    ["has_more is missing"] = { items = { 1 }, page_token = "b" },
    ["but has_more is missing"] = { items = { 1 }, has_more = lark.null, page_token = "b" },
  } do
    it("fail where " .. name, function()
      local paged, asked = endpoint { first = page, b = { items = { 2 }, has_more = false } }
      local all, err = paged.all {}
      assert.is_nil(all)
      assert.same({ "api", "x.list", false }, { err.kind, err.endpoint, err.retryable })
      assert.matches(name, err.msg, 1, true)
      assert.same({}, err.partial)
      assert.same({ "first" }, asked)
      assert.has_error(function() for _ in paged.each {} do end end)
    end)
  end

  it("take null for a member that is not there", function()
    local paged = endpoint {
      first = { items = lark.null, has_more = lark.null, page_token = lark.null },
    }
    assert.same({}, { table.unpack(assert(paged.all {})) })
  end)

  it("name the place of items that are within others", function()
    local nested = make(function(params) return params.page end, "x.list", "minutes.sentences")
    assert.same({ 1 }, { table.unpack(nested.all { page = { minutes = { sentences = { 1 } } } }) })
    for page, words in pairs {
      [{ minutes = "none" }] = "minutes is a string, not an object",
      [{ minutes = { sentences = 1 } }] = "minutes.sentences is a number, not an array",
    } do
      local all, err = nested.all { page = page }
      assert.is_nil(all)
      assert.matches(words, err.msg, 1, true)
    end
    assert.same({}, { table.unpack(nested.all { page = { minutes = lark.null } }) })
  end)

  it("fail where a token repeats, however many pages later", function()
    local paged, asked = endpoint {
      first = { items = { 1 }, has_more = true, page_token = "b" },
      b = { items = { 2 }, has_more = true, page_token = "c" },
      c = { items = { 3 }, has_more = true, page_token = "b" },
    }
    local all, err = paged.all {}
    assert.is_nil(all)
    assert.matches("came before", err.msg)
    assert.same({ 1, 2 }, { err.partial[1], err.partial[2] })
    assert.equal(3, #asked)
  end)

  it("keep what was read before page n failed", function()
    local paged = endpoint {
      first = { items = { 1, 2 }, has_more = true, page_token = "b" },
      b = "no such page",
    }
    local all, err = paged.all {}
    assert.is_nil(all)
    assert.equal("no such page", err.msg)
    assert.same({ 1, 2 }, { table.unpack(err.partial) })
  end)

  it("leave parameters that are no table to the call", function()
    local paged = make(function(params)
      return nil, { msg = "not " .. type(params) }
    end, "x.list", "items")
    local all, err = paged.all(5)
    assert.is_nil(all)
    assert.equal("not number", err.msg)
    assert.has_error(function() for _ in paged.each(5) do end end)
    all = paged.all { page_token = 0 / 0 }
    assert.is_nil(all)
  end)

  it("can be called in another way", function()
    local paged = endpoint { first = { items = { 1 } } }
    local other = getmetatable(paged).over(function(params, more)
      return { items = { params.talent_id, more } }
    end)
    assert.same({ 7 }, other.all { talent_id = 7 })
    assert.same({ items = { 7, "more" } }, other({ talent_id = 7 }, "more"))
    assert.same({ 1 }, paged.all {})
  end)

  it("can be made of any function that reads a page", function()
    local pages = {
      [""] = { list = { rows = lark.array { 1, 2 } }, has_more = true, page_token = "b" },
      b = { list = {}, has_more = true, page_token = "c" },
      c = { list = { rows = lark.array { 3 } }, has_more = false },
    }
    local asked = {}
    local list = lark.pages(function(params)
      asked[#asked + 1] = params.kind
      return pages[params.page_token or ""]
    end, "GET /x", "list.rows")
    assert.same({ 1, 2, 3 }, list.all { kind = "k" })
    assert.same({ "k", "k", "k" }, asked)
    pages.c = { list = {}, has_more = "no" }
    local all, err = list.all()
    assert.is_nil(all)
    assert.same({ "GET /x", { 1, 2 } }, { err.endpoint, err.partial })
    assert.matches("has_more is a string, not a boolean", err.msg, 1, true)
  end)

  it("start where the caller says", function()
    local paged, asked = endpoint { q = { items = { 9 }, has_more = false } }
    assert.same({ 9 }, paged.all { page_token = "q" })
    assert.same({ "q" }, asked)
  end)
end)
