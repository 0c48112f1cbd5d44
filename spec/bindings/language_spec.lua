-- SPDX-License-Identifier: MIT

-- Errors in Chinese: sentences of the binding's own.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"

describe("the binding in Chinese", function()
  local folder, journal
  setup(function()
    folder = files.folder()
    lark.set_language "zh"
    journal = assert(lark.journal(folder .. "/changes.db"))
  end)
  teardown(function()
    lark.set_language "en"
    journal:close()
    process.run { "rm", "-r", folder }
  end)

  it("says what is wrong with a journal", function()
    local _, err = journal:retry "7"
    assert.equal("变更日志中没有第 7 行", err.msg)
    _, err = lark.journal(folder)
    assert.matches("而是其他类型的文件", err.msg, 1, true)
  end)

  local function client()
    return assert(lark.client { app_id = "a", app_secret = "b", base_url = "http://127.0.0.1:1" })
  end

  it("says what is wrong with arguments", function()
    local one = client()
    local get = one.hire.talent.get
    for expected, call in pairs {
      ["timeout 应为秒数，而不是字符串"] = function() return lark.client { timeout = "1" } end,
      ["lark.client 没有选项 timout；您要找的是不是 timeout？"] = function()
        return lark.client { timout = 1 }
      end,
      ["drift 应为 true 或 false，而不是数字"] = function() return lark.client { drift = 1 } end,
      ["limits 应为 1 到 16 个频率限制，而不是表"] = function()
        return lark.client { limits = { ["hire.talent.get"] = {} } }
      end,
      ["参数应为一个表，而不是字符串"] = function() return get "1" end,
      ["talent_id 是函数，不能作为参数"] = function() return get { talent_id = print } end,
      ["调用没有选项 rwo；可用的有 row、user_access_token 和 progress"] = function()
        return get({ talent_id = "1" }, { rwo = 1 })
      end,
      ["body 应为表或字符串，而不是数字"] = function()
        return one:request { method = "POST", path = "/open-apis/x", body = 1 }
      end,
      ["没有接口 hire.talent.gt；您要找的是不是 hire.talent.get？"] = function()
        return lark.schema "hire.talent.gt"
      end,
      ["content：该表既不是列表也不是对象：其中有类型为布尔值的键"] = function()
        return one.hire.note.create { talent_id = "1", content = { [true] = 1 } }
      end,
      ["字符串没有结束"] = function() return lark.decode '{"a": "' end,
    } do
      local _, err = call()
      assert.equal(expected, err.msg)
    end
    one:close()
  end)

  it("has errors that read as one line of Chinese", function()
    assert.equal("hire.talent.get：系统错误（api 1002001，HTTP 500）。请稍后重试。（Log ID：2024）",
      tostring(lark.error { endpoint = "hire.talent.get", msg = "系统错误", kind = "api",
        code = 1002001, http_status = 500, hint = "请稍后重试。", log_id = "2024" }))
    assert.equal("无错误信息（error）", tostring(lark.error {}))
  end)

  it("says what is wrong with the pages of a list", function()
    local list = lark.pages(function() return { has_more = true, items = {} } end, "x", "items")
    local _, err = list.all {}
    assert.equal("has_more 为 true，但缺少 page_token", err.msg)
    list = lark.pages(function() return { has_more = 1 } end, "x", "items")
    _, err = list.all {}
    assert.equal("has_more 是数字，而不是布尔值", err.msg)
  end)
end)
