-- SPDX-License-Identifier: MIT

--- The blocklist of talents.
return {
  ["hire.talent_blocklist.change_talent_block"] = {
    doc = "Puts a talent on the blocklist, or takes it off.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/talent_blocklist/change_talent_block",
    post = "/open-apis/hire/v1/talent_blocklist/change_talent_block",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:talent_blocklist" },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "option", integer {
        enum = {
          { 1, { en = "put on the blocklist", zh = "加入屏蔽名单" } },
          { 2, { en = "take off the blocklist", zh = "从屏蔽名单中移除" } },
        },
      }, "The choice." },
      { "reason?", string { conditional = true }, "The reason, in plain text." },
    },
    errors = { 1002001, 1002002 },
  },
}
