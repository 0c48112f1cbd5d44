-- SPDX-License-Identifier: MIT

-- Families beyond Hire: maps, keys of the caller's own, repeated query arrays, and what
-- nobody has tried is marked so.
local lark = require "lark"

local function refused(name, params)
  local shown, err = lark.preview(name, params)
  assert.is_nil(shown)
  assert.equal("param", err.kind)
  return err.parameter, err.msg
end

describe("the families beyond Hire", function()
  it("are marked as unverified", function()
    local count = 0
    for _, name in ipairs(lark.endpoints()) do
      local schema = lark.schema(name)
      if not name:find "^hire%." then
        count = count + 1
        assert.matches("nobody here has called it", schema.unverified, 1, true)
      end
    end
    assert.equal(25, count)
  end)

  it("send messages under a key of the caller's own", function()
    local params = { receive_id_type = "open_id", receive_id = "ou_1", msg_type = "text",
      content = [[{"text":"hi"}]], uuid = "k" }
    local shown = assert(lark.preview("im.message.create", params))
    assert.equal("/open-apis/im/v1/messages?receive_id_type=open_id", shown.path)
    assert.same({ receive_id = "ou_1", msg_type = "text", content = [[{"text":"hi"}]], uuid = "k" },
      lark.decode(shown.body))
    local schema = lark.schema "im.message.create"
    assert.same({ "uuid", 3600, false }, { schema.key, schema.key_window_s,
      schema.repeatable or false })
    params.uuid = ("k"):rep(51)
    assert.equal("uuid", refused("im.message.create", params))
    params.uuid, params.msg_type = nil, "letter"
    assert.equal("msg_type", refused("im.message.create", params))
  end)

  it("write rows whose cells are maps of anything", function()
    local place = { app_token = "a", table_id = "t" }
    local function with(records)
      return { app_token = place.app_token, table_id = place.table_id, records = records }
    end
    local cells = { Name = "张三", Age = 30, Tags = { "a", "b" }, Link = { text = "x", link = "y" } }
    local create = "bitable.app.table.record.batch_create"
    local shown = assert(lark.preview(create, with { { fields = cells } }))
    assert.same(cells, lark.decode(shown.body).records[1].fields)
    assert.equal("records[1].fields", refused(create, with { { fields = "x" } }))
    local many = {}
    for i = 1, 1001 do many[i] = { fields = cells } end
    local name, msg = refused(create, with(many))
    assert.equal("records", name)
    assert.equal("records must have at most 1000 items, not 1001", msg)
    assert.equal("records", refused(create, with(lark.array {})))
  end)

  it("check what a map holds, where that is known", function()
    local client = lark.client { app_id = "a", app_secret = "b" }
    local t = lark.types
    assert(client:define { ["x.labels.set"] = { post = "/x",
      body = { { "labels", t.map(t.array(t.string { max_length = 3 })) } } } })
    local _, err = client.x.labels.set { labels = { en = { "abc" }, de = { "abcd" } } }
    assert.equal("labels.de[1] must have at most 3 characters, not 4", err.msg)
    client:close()
  end)

  it("repeat a list's name in the query", function()
    local shown = assert(lark.preview("contact.user.batch", { user_ids = { "u1", "u2" } }))
    assert.equal("/open-apis/contact/v3/users/batch?user_ids=u1&user_ids=u2", shown.path)
  end)

  it("are found below the client, and by other SDKs' names", function()
    local client = lark.client { app_id = "a", app_secret = "b" }
    for _, family in ipairs { "approval", "bitable", "calendar", "contact", "hire", "im" } do
      assert.is_table(client[family])
    end
    assert.is_function(client.im.message.create)
    assert.is_function(client.bitable.app.table.record.search.all)
    assert.equal("hire.job.manager.get", lark.schema("hire.job_manager.get").name)
    assert.is_function(client.hire.website_job_post.list.each)
    client:close()
  end)
end)
