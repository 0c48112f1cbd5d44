-- SPDX-License-Identifier: MIT

-- lualark schema, and what the catalog says.
local lark = require "lark"
local process = require "support.process"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

local function schema(...)
  return process.run { lualark, "schema", ... }
end

describe("lualark schema", function()
  it("lists the endpoints", function()
    local ended = schema()
    assert.equal(0, ended.status)
    local _, lines = ended.out:gsub("\n", "")
    assert.equal(#lark.endpoints(), lines)
    assert.matches("hire.referral.search +Lists the referrals", ended.out)
  end)

  it("lists those below a name", function()
    local ended = schema("hire.referral")
    assert.matches("hire.referral.search", ended.out, 1, true)
    assert.not_matches("referral_account", ended.out)
  end)

  it("shows everything about one", function()
    local ended = schema("hire.external_application.list")
    assert.equal(0, ended.status)
    for _, part in ipairs {
      "GET /open-apis/hire/v1/external_applications", "20 in 1 s", "hire:external_application",
      "talent_id (required): id", "page_size: integer; default 10; at least 1; at most 20",
      "2 (applied)", "create_time: integer, ms since 1970",
      "lualark call hire.external_application.list talent_id=...",
    } do
      assert.matches(part, ended.out, 1, true)
    end
  end)

  -- Facts that each text of a schema has to hold.
  local FACTS = {
    ["im.message.create"] = {
      "Unverified: From the SDKs", "token   tenant or user", "with a uuid of your own",
      "uuid: string; at least 1 characters; at most 50 characters; unverified: ",
    },
    ["hire.talent.get"] = {
      "Deprecated: Use hire.v2.talent.get.\n", "fields  some need contact:user",
      "token   tenant\n", "repeats sent again after a lost answer\n",
    },
    ["hire.job.list"] = { "pages   each and all read them; the items are items" },
    ["hire.offer_application_form.list"] = { "all rows at once: the platform ignores" },
    ["hire.talent_pool.batch_change_talent_pool"] = { " items" },
    ["hire.job.update_config"] = { "required in some cases" },
    ["hire.attachment.create"] = { "content (required): file" },
    ["hire.talent.list"] = { ", s since 1970" },
    ["hire.v2.talent.get"] = { "the address works for 604800 s" },
    ["hire.job.manager.get"] = { "also    hire.job_manager.get", "hire.job.recruiter" },
    ["bitable.app.table.record.batch_create"] = { "map of any", "at most 1000 items" },
    ["hire.offer.create"] = { "department_id_type says which kind of id" },
    ["hire.v2.interview_record.get"] = { "token   tenant or user" },
  }
  for name, parts in pairs(FACTS) do
    it("shows what is special about " .. name, function()
      local out = schema(name).out
      for _, part in ipairs(parts) do assert.matches(part, out, 1, true) end
      assert.not_matches("Use ([%w_.]+)%. Use %1", out)
    end)
  end

  it("is there as JSON", function()
    local ended = schema("hire.referral_website.job_post.get", "--format", "json")
    local told = assert(lark.decode(ended.out))
    assert.equal("job_post_id", told.params[1].name)
    assert.equal("path", told.params[1].place)
    assert.same({ { max = 50, window_ms = 1000 }, { max = 1000, window_ms = 60000 } }, told.limits)
    assert.same({ "custom" }, told.apps)
  end)

  it("names the nearest endpoint for one that is not there", function()
    local ended = schema("hire.referral.serch")
    assert.equal(2, ended.status)
    assert.matches("did you mean hire.referral.search?", ended.err, 1, true)
  end)
end)

describe("lualark schema of events", function()
  it("lists them with --events, and those below a name", function()
    local ended = schema("--events")
    assert.equal(0, ended.status)
    assert.equal(#lark.events.types(), select(2, ended.out:gsub("\n", "")))
    assert.matches("hire.talent.deleted_v1 +A talent was deleted%.", ended.out)
    ended = schema("--events", "hire.talent", "--format", "json")
    assert.same({ "hire.talent.deleted_v1", "hire.talent.tag_subscription_v1" },
      lark.decode(ended.out))
  end)

  it("finds those of a prefix that no endpoint has", function()
    assert.matches("^hire.eco_account.created_v1 ", schema("hire.eco_account").out)
  end)

  it("shows the fields of one, in both languages", function()
    local ended = schema("hire.application.stage_changed_v1")
    assert.equal(0, ended.status)
    for _, part in ipairs {
      "An application moved to another stage.", "target_stage_id: id",
      "update_time: integer, ms since 1970",
      'lark.events.on("hire.application.stage_changed_v1", handler)',
    } do
      assert.matches(part, ended.out, 1, true)
    end
    ended = process.run { lualark, "--lang", "zh", "schema", "app_ticket" }
    assert.matches("事件字段", ended.out, 1, true)
    assert.matches("商店应用（isv）", ended.out, 1, true)
    ended = schema("app_ticket", "--format", "json")
    assert.equal("app_ticket", lark.decode(ended.out).fields[2].name)
  end)

  it("names the nearest one", function()
    local ended = schema("hire.offer.status_change_v1")
    assert.equal(2, ended.status)
    assert.matches("did you mean hire.offer.status_changed_v1?", ended.err, 1, true)
  end)
end)

describe("the catalog", function()
  -- Each field, with all fields within it.
  local function walk(fields, visit)
    for _, field in ipairs(fields) do
      visit(field)
      walk(field.fields or (field.item and field.item.fields) or {}, visit)
    end
  end

  it("has a line of English for everything", function()
    for _, name in ipairs(lark.endpoints()) do
      local told = lark.schema(name)
      assert.matches("^%u.*%.$", told.doc)
      for _, part in ipairs { told.params, told.returns } do
        walk(part, function(field)
          assert.is_truthy((field.doc or ""):match("%.$"), name .. ": " .. field.name)
        end)
      end
    end
  end)

  it("has the whole tree of a job post", function()
    local count, deepest = 0, 0
    local function descend(fields, depth)
      deepest = math.max(deepest, depth)
      for _, field in ipairs(fields) do
        count = count + 1
        descend(field.fields or (field.item and field.item.fields) or {}, depth + 1)
      end
    end
    descend(lark.schema("hire.referral_website.job_post.get").returns[1].fields, 0)
    assert.is_true(count >= 100)
    assert.is_true(deepest >= 4)
  end)

  it("knows what may be repeated, what has pages, and which apps may call", function()
    assert.is_true(lark.schema("hire.referral.search").repeatable)
    assert.equal("items", lark.schema("hire.external_application.list").page)
    assert.is_nil(lark.schema("hire.referral.search").page)
    assert.same({ "custom", "isv" }, lark.schema("hire.referral.search").apps)
  end)

  it("labels enums in two languages", function()
    local found
    walk(lark.schema("hire.referral_website.job_post.get").returns, function(field)
      if field.name == "required_degree" then found = field.enum end
    end)
    assert.equal(9, #found)
    assert.same({ value = 20, en = "any", zh = "不限" }, found[9])
  end)
end)
