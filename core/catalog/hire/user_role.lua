-- SPDX-License-Identifier: MIT

--- Which users have which roles.
local common = import "common/types"
local types = import "hire/types"

local permission_scope_rule = object "permission_scope_rule" {
  { "rule_type", integer {
    enum = {
      { 0, { en = "no data", zh = "无数据权限" } },
      { 1, { en = "all data", zh = "全部数据权限" } },
      { 2, { en = "what a rule names", zh = "按规则制定范围" } },
    },
  }, "The part of the data that it covers." },
}

local user_business_management_scope = object "user_business_management_scope" {
  { "entity", types.entity_info, "Kind of object." },
  { "scope_rule", permission_scope_rule, "The part of the data that it covers." },
}

local user_role = object "user_role" {
  { "user_id", id { id_type = "user_id_type" }, "The holder of the role, by user id." },
  { "role_id", id, "The role, by its id; `hire.role.list` lists them." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "role_name", common.i18n, "The role's name, as people see it." },
  { "role_description", common.i18n, "The purpose of the role." },
  { "business_management_scopes",
    array(user_business_management_scope),
    "The parts of the business that it covers." },
}

return {
  ["hire.user_role.list"] = {
    doc = "Lists which users have which roles.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/user_role/list",
    get = "/open-apis/hire/v1/user_roles",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:auth:readonly", "hire:auth" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_token,
      common.page_size(10, 100),
      { "user_id?",
        id { id_type = "user_id_type" },
        "The user, by the kind of id that `user_id_type` names." },
      { "role_id?", id, "The role, by its id; `hire.role.list` lists them." },
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
      common.user_id_type,
    },
    returns = {
      { "items", array(user_role), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
