-- SPDX-License-Identifier: MIT

--- The forms of offers.
local common = import "common/types"
local enums = import "hire/enums"

local offer_apply_form_config_option_info = object "offer_apply_form_config_option_info" {
  { "id", id, "Id of the choice." },
  { "name", common.i18n, "The choice's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
}

local offer_apply_form_formula_extra_map_info = object "offer_apply_form_formula_extra_map_info" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "value", common.i18n, "The content of the field." },
}

local offer_apply_form_config_formula_info = object "offer_apply_form_config_formula_info" {
  { "value", string, "The content of the field." },
  { "result", integer {
    enum = {
      { 1, { en = "amount", zh = "金额" } },
      { 2, { en = "number", zh = "数字" } },
      { 3, { en = "percentage", zh = "百分比" } },
    },
  }, "Kind of number that comes out." },
  { "extra_map",
    array(offer_apply_form_formula_extra_map_info),
    "The meanings of the names in the formula." },
}

local offer_apply_form_pre_object_config_info = object "offer_apply_form_pre_object_config_info" {
  { "id", id, "Id of the offer apply form pre object config." },
  { "operator", integer {
    enum = {
      { 1, { en = "is", zh = "等于" } },
      { 2, { en = "is not", zh = "不等于" } },
      { 3, { en = "contains", zh = "包含" } },
      { 4, { en = "does not contain", zh = "不包含" } },
    },
  }, "How the field is compared." },
  { "value", array(string), "The content of the field." },
}

local offer_apply_form_object_display_config_info = object "offer_apply_form_object_display_config_info" {
  { "display_condition", integer {
    enum = {
      { 1, { en = "all conditions", zh = "全部满足" } },
      { 2, { en = "any condition", zh = "任一满足" } },
    },
  }, "Whether all conditions have to hold." },
  { "pre_object_config_list",
    array(offer_apply_form_pre_object_config_info),
    "The conditions on other fields." },
}

local offer_apply_form_object_config_info = object "offer_apply_form_object_config_info" {
  { "options", array(offer_apply_form_config_option_info), "The choices." },
  { "formula", offer_apply_form_config_formula_info, "The formula, where it is worked out." },
  { "object_display_config",
    offer_apply_form_object_display_config_info,
    "When the field is shown." },
}

local offer_apply_form_object_info = object "offer_apply_form_object_info" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "module_id", id, "The module that it belongs to, by its id." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "need_approve", boolean, "Whether a change has to be approved." },
  { "is_sensitive", boolean, "Whether it holds something sensitive." },
  { "object_type", integer {
    enum = {
      { 1, { en = "line of text", zh = "单行文本" } },
      { 2, { en = "text", zh = "多行文本" } },
      { 3, { en = "choice", zh = "单选" } },
      { 4, { en = "choices", zh = "多选" } },
      { 5, { en = "date", zh = "日期" } },
      { 6, { en = "month", zh = "月份选择" } },
      { 7, { en = "year", zh = "年份选择" } },
      { 8, { en = "number", zh = "数字" } },
      { 9, { en = "amount", zh = "金额" } },
      { 10, { en = "formula", zh = "公式" } },
      { 11, { en = "default field", zh = "默认字段" } },
    },
    deprecated = "The documents advise against it.",
  }, "How the field is filled in." },
  { "object_type_v2",
    string {
      enum = {
        { "text", { en = "line of text", zh = "单行文本" } },
        { "long_text", { en = "text", zh = "多行文本" } },
        { "select", { en = "choice", zh = "单选" } },
        { "multi_select", { en = "choices", zh = "多选" } },
        { "date_select", { en = "date", zh = "日期选择" } },
        { "month_select", { en = "month", zh = "月份选择" } },
        { "year_select", { en = "year", zh = "年份选择" } },
        { "number", { en = "number", zh = "数字" } },
        { "amount", { en = "amount", zh = "金额" } },
        { "formula", { en = "formula", zh = "公式" } },
        { "boolean", { en = "yes or no", zh = "布尔值" } },
        { "file", { en = "file", zh = "附件" } },
        { "personnel_select", { en = "person", zh = "人员单选" } },
        { "personnel_multi_select", { en = "people", zh = "人员多选" } },
        { "city_single_select", { en = "city", zh = "城市单选" } },
        { "corehr_text", { en = "line of text of the people system", zh = "单行文本(引用自人事)" } },
        { "corehr_long_text", { en = "text of the people system", zh = "多行文本(引用自人事)" } },
        { "corehr_select", { en = "choice of the people system", zh = "单选(引用自人事)" } },
        { "corehr_multi_select", { en = "choices of the people system", zh = "多选(引用自人事)" } },
        { "corehr_date_select", { en = "date of the people system", zh = "日期选择(引用自人事)" } },
        { "corehr_number", { en = "number of the people system", zh = "数字(引用自人事)" } },
        { "corehr_boolean", { en = "yes or no of the people system", zh = "布尔值(引用自人事)" } },
        { "corehr_attachment", { en = "file of the people system", zh = "附件(引用自人事)" } },
        { "corehr_personnel_select", { en = "person of the people system", zh = "人员单选(引用自人事)" } },
        { "corehr_personnel_multi_select", { en = "people of the people system", zh = "人员多选(引用自人事)" } },
        { "default", { en = "default field", zh = "默认字段" } },
      },
    },
    "Kind of field, in words; newer than `object_type`." },
  { "config", offer_apply_form_object_config_info, "The settings." },
}

local offer_apply_form_module_info = object "offer_apply_form_module_info" {
  { "id", id, "Id of the module." },
  { "name", common.i18n, "The module's name, as people see it." },
  { "is_customized", boolean, "Whether the company added it." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "hint", common.i18n, "The hint below it." },
  { "object_list", array(offer_apply_form_object_info), "The fields of the form." },
}

local offer_apply_form_schema = object "offer_apply_form_schema" {
  { "id", id, "Id of the form." },
  { "module_list", array(offer_apply_form_module_info), "The modules of the form." },
}

local offer_apply_form_info = object "offer_apply_form_info" {
  { "id", id, "Id of the form." },
  { "name", common.i18n, "The form's name, as people see it." },
  { "schema", offer_apply_form_schema, "The fields of the form." },
}

local offer_apply_form = object "offer_apply_form" {
  { "id", id, "Id of the form." },
  { "name", common.i18n, "The form's name, as people see it." },
  { "create_time", time_ms_string, "When it was created." },
}

return {
  ["hire.offer_application_form.get"] = {
    doc = "Reads the fields of one offer form.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/offer_application_form/get",
    get = "/open-apis/hire/v1/offer_application_forms/:offer_application_form_id",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:offer_schema:readonly" },
    path = {
      { "offer_application_form_id",
        id,
        "The offer form, by its id; `hire.offer_application_form.list` lists them." },
    },
    returns = {
      { "offer_apply_form", offer_apply_form_info, "The form with its fields." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.offer_application_form.list"] = {
    doc = "Lists the offer forms; all come at once.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/offer_application_form/list",
    get = "/open-apis/hire/v1/offer_application_forms",
    limits = { "10/s" },
    scopes = { "hire:offer_schema:readonly" },
    inert_paging = true,
    query = {
      common.page_token,
      { "page_size?", integer {
        default = 1,
        min = 1,
        max = 100,
        deprecated = "The documents advise against it.",
      }, "Rows per page." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(offer_apply_form), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
