-- SPDX-License-Identifier: MIT

--- When talents were created in other systems.
local talent_external_info = object "talent_external_info" {
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "external_create_time", time_ms_string, "When the talent was created in the other system." },
}

return {
  ["hire.talent.external_info.create"] = {
    doc = "Records when a talent was created in another system.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/talent-external_info/create",
    post = "/open-apis/hire/v1/talents/:talent_id/external_info",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:talent" },
    aliases = { "hire.talent_external_info.create" },
    path = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    body = {
      { "external_create_time",
        time_ms_string,
        "When the talent was created in the other system." },
    },
    returns = {
      { "external_info", talent_external_info, "When the talent came into the other system." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.talent.external_info.update"] = {
    doc = "Changes when a talent was created in another system.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/talent-external_info/update",
    put = "/open-apis/hire/v1/talents/:talent_id/external_info",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:talent" },
    aliases = { "hire.talent_external_info.update" },
    path = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    body = {
      { "external_create_time",
        time_ms_string,
        "When the talent was created in the other system." },
    },
    returns = {
      { "external_info", talent_external_info, "When the talent came into the other system." },
    },
    errors = { 1002001, 1002002 },
  },
}
