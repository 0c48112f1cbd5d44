-- SPDX-License-Identifier: MIT

--- For providers: the fields that their accounts are set up with.
local common = import "common/types"
local enums = import "hire/enums"

local eco_account_custom_field_data = object "eco_account_custom_field_data" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n_given, "The field's name, as people see it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "description?", common.i18n_given, "A description in plain text." },
}

return {
  ["hire.eco_account_custom_field.batch_delete"] = {
    doc = "Deletes fields that accounts of a provider are set up with.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_account_custom_field/batch_delete",
    post = "/open-apis/hire/v1/eco_account_custom_fields/batch_delete",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order", "hire:exam" },
    body = {
      { "scope", integer { enum = enums.scope_of_eco_account }, "Kind of account." },
      { "custom_field_key_list?", array(string), "The fields to delete, by key." },
    },
    errors = { 1002001 },
  },

  ["hire.eco_account_custom_field.batch_update"] = {
    doc = "Changes fields that accounts of a provider are set up with.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_account_custom_field/batch_update",
    patch = "/open-apis/hire/v1/eco_account_custom_fields/batch_update",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order", "hire:exam" },
    body = {
      { "scope", integer { enum = enums.scope_of_eco_account }, "Kind of account." },
      { "custom_field_list",
        array(eco_account_custom_field_data) { min_items = 1 },
        "Fields that the provider asks for besides." },
    },
    errors = { 1002001 },
  },

  ["hire.eco_account_custom_field.create"] = {
    doc = "Adds fields that accounts of a provider are set up with.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_account_custom_field/create",
    post = "/open-apis/hire/v1/eco_account_custom_fields",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order", "hire:exam" },
    body = {
      { "scope", integer { enum = enums.scope_of_eco_account }, "Kind of account." },
      { "custom_field_list",
        array(eco_account_custom_field_data) { min_items = 1 },
        "Fields that the provider asks for besides." },
    },
    errors = { 1002001 },
  },
}
