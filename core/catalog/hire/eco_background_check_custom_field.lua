-- SPDX-License-Identifier: MIT

--- For providers: what they ask for in background checks.
local common = import "common/types"
local enums = import "hire/enums"

local eco_background_check_custom_field_data_option = object "eco_background_check_custom_field_data_option" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n_given, "The choice's name, as people see it." },
}

local eco_background_check_custom_field_data = object "eco_background_check_custom_field_data" {
  { "type", string { enum = enums.type_of_background_check_order }, "How the field is filled in." },
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n_given, "The field's name, as people see it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "description?", common.i18n_given, "A description in plain text." },
  { "options?",
    array(eco_background_check_custom_field_data_option) { conditional = true },
    "The choices, for a field of choices." },
}

return {
  ["hire.eco_background_check_custom_field.batch_delete"] = {
    doc = "Deletes the fields that a provider asks for in background checks.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check_custom_field/batch_delete",
    post = "/open-apis/hire/v1/eco_background_check_custom_fields/batch_delete",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
    },
    errors = { 1002860 },
  },

  ["hire.eco_background_check_custom_field.batch_update"] = {
    doc = "Changes the fields that a provider asks for in background checks.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check_custom_field/batch_update",
    patch = "/open-apis/hire/v1/eco_background_check_custom_fields/batch_update",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "custom_field_list",
        array(eco_background_check_custom_field_data) { min_items = 1 },
        "Fields that the provider asks for besides." },
    },
    errors = { 1002001 },
  },

  ["hire.eco_background_check_custom_field.create"] = {
    doc = "Adds fields that a provider asks for in background checks.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check_custom_field/create",
    post = "/open-apis/hire/v1/eco_background_check_custom_fields",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "custom_field_list",
        array(eco_background_check_custom_field_data) { min_items = 1 },
        "Fields that the provider asks for besides." },
    },
    errors = { 1002855, 1002001 },
  },
}
