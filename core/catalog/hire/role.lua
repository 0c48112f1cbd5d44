-- SPDX-License-Identifier: MIT

--- Roles, and what they may do.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local role_type = {
  { 1, { en = "built in", zh = "系统内置角色" } },
  { 2, { en = "ordinary user", zh = "普通用户" } },
  { 5, { en = "a role of the company's own", zh = "自定义角色" } },
}

local select_status = {
  { 0, { en = "not visible", zh = "不可见" } },
  { 1, { en = "visible", zh = "可见" } },
  { 2, { en = "can be changed", zh = "可编辑" } },
}

local rule_type = {
  { 0, { en = "no data", zh = "无数据权限" } },
  { 1, { en = "all data", zh = "全部数据权限" } },
  2,
}

local data_permission = object "data_permission" {
  { "id", id, "Id of the data permission." },
  { "name", common.i18n, "The data permission's name, as people see it." },
  { "select_status", integer { enum = select_status },
    "The extent to which the data can be used." },
}

local permission_scope_rule = object "permission_scope_rule" {
  { "rule_type", integer { enum = rule_type }, "The part of the data that it covers." },
}

local permission_group_info = object "permission_group_info" {
  { "permission_ids", array(id), "The permissions, by id." },
  { "scope_rule", permission_scope_rule, "The part of the data that it covers." },
}

local business_management_scope = object "business_management_scope" {
  { "entity", types.entity_info, "Kind of object." },
  { "permission_groups", array(permission_group_info), "Actions that are allowed." },
}

local permission_collection = object "permission_collection" {
  { "feature_permissions", array(types.id_name), "Features that may be used." },
  { "management_permissions", array(types.id_name), "Settings that may be changed." },
  { "data_permissions", array(data_permission), "Data that may be seen or changed." },
  { "business_management_scopes",
    array(business_management_scope),
    "The parts of the business that it covers." },
}

local role_detail = object "role_detail" {
  { "id", id, "Id of the role." },
  { "name", common.i18n, "The role's name, as people see it." },
  { "description", common.i18n, "The purpose of the role." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "role_status", integer { enum = enums.active_status_of_role }, "Whether the role is in use." },
  { "role_type", integer { enum = role_type }, "Kind of role." },
  { "scope_of_application", integer {
    enum = {
      { 1, { en = "experienced hires", zh = "社招" } },
      { 2, { en = "campus", zh = "校招" } },
      { 3, { en = "both", zh = "都包含" } },
    },
  }, "Kinds of recruitment that it covers." },
  { "has_business_management_scope", boolean, "Whether it is limited to parts of the business." },
  { "socail_permission_collection",
    permission_collection,
    "Rights in the recruitment of experienced people." },
  { "campus_permission_collection",
    permission_collection,
    "Rights in campus recruitment." },
}

local role = object "role" {
  { "id", id, "Id of the role." },
  { "name", common.i18n, "The role's name, as people see it." },
  { "description", common.i18n, "The purpose of the role." },
  { "scope_of_application", integer {
    enum = {
      { 1, { en = "experienced hires", zh = "社招" } },
      { 2, { en = "campus", zh = "校招" } },
      { 3, { en = "both, with the new permissions", zh = "都包含(适用于新版权限)" } },
    },
  }, "Kinds of recruitment that it covers." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "role_status", integer { enum = enums.active_status_of_role }, "Whether the role is in use." },
  { "role_type", integer { enum = role_type }, "Kind of role." },
}

return {
  ["hire.role.get"] = {
    doc = "Reads one role with what it may do.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/role/get",
    get = "/open-apis/hire/v1/roles/:role_id",
    limits = { "10/s" },
    scopes = { "hire:auth:readonly", "hire:auth" },
    path = {
      { "role_id", id, "The role, by its id; `hire.role.list` lists them." },
    },
    returns = {
      { "role", role_detail, "The person's task." },
    },
    errors = { 1002001, 1002002, 1002352 },
  },

  ["hire.role.list"] = {
    doc = "Lists the roles that users can have.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/role/list",
    get = "/open-apis/hire/v1/roles",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:auth:readonly", "hire:auth" },
    query = {
      common.page_token,
      common.page_size(10, 200),
    },
    returns = {
      { "items", array(role), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
