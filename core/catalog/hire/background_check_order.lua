-- SPDX-License-Identifier: MIT

--- Background checks that recruiters ordered.
local common = import "common/types"
local enums = import "hire/enums"

local order_status = {
  { 2, { en = "arranged", zh = "已安排" } },
  { 3, { en = "done", zh = "已完成" } },
  { 4, { en = "ended", zh = "已终止" } },
  { 5, { en = "being approved", zh = "审批中" } },
  { 6, { en = "approval withdrawn", zh = "审批已撤回" } },
  { 8, { en = "approved", zh = "审批通过" } },
  { 9, { en = "not approved", zh = "审批未通过" } },
}

local report_type = {
  { 1, { en = "interim report", zh = "阶段性报告" } },
  { 2, { en = "final report", zh = "终版报告" } },
}

local geo = {
  { "cn", { en = "mainland China", zh = "中国大陆" } },
  { "sg", { en = "Singapore", zh = "新加坡" } },
  { "us", { en = "eastern United States", zh = "美东" } },
  { "jp", { en = "Japan", zh = "日本" } },
}

local background_check_order_feedback_info = object "background_check_order_feedback_info" {
  { "id", id, "Id of the report." },
  { "attachment_url", download, "Where the report can be downloaded." },
  { "report_preview_url", string, "Where the report can be looked at." },
  { "result", string, "The outcome." },
  { "report_type", integer { enum = report_type }, "Whether more reports will follow." },
  { "create_time", time_ms_string, "When it was created." },
  { "report_name", string, "The report's name, as people see it." },
}

local background_check_order_process_info = object "background_check_order_process_info" {
  { "process", string, "Progress of the check, in plain text." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "en_process", string, "The progress, in English." },
}

local user_contact_info = object "user_contact_info" {
  { "name", string, "The person's name, as people see it." },
  { "mobile", string { scopes = { "hire:talent.mobile:readonly" } }, "Mobile number." },
  { "email", string { scopes = { "hire:talent.email:readonly" } }, "E-mail address." },
  { "first_name", string, "The given name." },
  { "last_name", string, "The family name." },
}

local background_check_order_creator = object "background_check_order_creator" {
  { "user_id", id { id_type = "user_id_type" }, "The person who ordered the check, by user id." },
}

local user_contact_info_read = object "user_contact_info" {
  { "name", string, "The person's name, as people see it." },
  { "mobile", string { scopes = { "hire:employee.mobile:readonly" } }, "Mobile number." },
  { "email", string { scopes = { "hire:employee.email:readonly" } }, "E-mail address." },
  { "first_name", string { hidden = true }, "The given name." },
  { "last_name", string { hidden = true }, "The family name." },
}

local provider_id_name_object = object "provider_id_name_object" {
  { "provider_id", id, "The provider, by its id." },
  { "provider_name", common.i18n, "The provider's name, as people see it." },
}

local eco_background_check_custom_field_data_option = object "eco_background_check_custom_field_data_option" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n, "The choice's name, as people see it." },
}

local eco_background_check_custom_field_data = object "eco_background_check_custom_field_data" {
  { "type", string { enum = enums.type_of_background_check_order }, "How the field is filled in." },
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "description", common.i18n, "A description in plain text." },
  { "options",
    array(eco_background_check_custom_field_data_option),
    "The choices, for a field of choices." },
}

local background_check_custom_field_data_value = object "background_check_custom_field_data_value" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "value", string, "The content of the field." },
}

local background_check_item_info = object "background_check_item_info" {
  { "id", id, "Id of the item." },
  { "name", string, "The item's name, as people see it." },
}

local background_check_order = object "background_check_order" {
  { "order_id", id, "The order, by its id." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "order_status", integer { enum = order_status }, "Progress of the order." },
  { "account_third_type", integer {
    enum = {
      { 1, { en = "Bafang Jincheng", zh = "八方锦程" } },
      { 2, { en = "background check", zh = "背调" } },
      { 3, { en = "Xuandu", zh = "轩渡" } },
      { 127, { en = "a provider of the company's own", zh = "自定义供应商" } },
    },
  }, "The provider that runs the check." },
  { "package", string, "The package that was ordered." },
  { "name", string, "The check's name, as people see it." },
  { "feedback_info_list",
    array(background_check_order_feedback_info),
    "Reports that have come in." },
  { "process_info_list", array(background_check_order_process_info), "How the check went on." },
  { "upload_time", time_ms_string, "When the report came in." },
  { "candidate_info", user_contact_info, "The candidate's particulars." },
  { "creator_info", background_check_order_creator, "The person who ordered the check." },
  { "contactor_info", user_contact_info_read, "The person to ask about the check." },
  { "begin_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
  { "conclusion", string, "The result of the check." },
  { "provider_info", provider_id_name_object, "The provider that runs the check." },
  { "custom_field_list",
    array(eco_background_check_custom_field_data),
    "Fields that the provider asks for besides." },
  { "custom_data_list",
    array(background_check_custom_field_data_value),
    "Values of the order's own fields." },
  { "ext_item_info_list", array(background_check_item_info), "Extra items that were ordered." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "geo", string { enum = geo }, "The region where the check takes place." },
  { "location_code", string, "Where the check takes place, by code." },
  { "remark", string, "A remark in words." },
}

local user_contact_info_background_check_order = object "user_contact_info" {
  { "name", string, "The person's name, as people see it." },
  { "mobile", string, "Mobile number." },
  { "email", string, "E-mail address." },
  { "first_name", string, "The given name." },
  { "last_name", string, "The family name." },
}

local user_contact_info_2 = object "user_contact_info" {
  { "name", string, "The person's name, as people see it." },
  { "mobile", string, "Mobile number." },
  { "email", string, "E-mail address." },
  { "first_name", string { hidden = true }, "The given name." },
  { "last_name", string { hidden = true }, "The family name." },
}

local background_check_order_read = object "background_check_order" {
  { "order_id", id, "The order, by its id." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "order_status", integer { enum = order_status }, "Progress of the order." },
  { "account_third_type", integer {
    enum = {
      { 1, { en = "Bafang Jincheng", zh = "八方锦程" } },
      { 2, { en = "iBeidiao", zh = "i背调" } },
      { 3, { en = "Xuandu", zh = "轩渡" } },
      { 127, { en = "a provider of the company's own", zh = "自定义供应商" } },
    },
  }, "The provider that runs the check." },
  { "package", string, "The package that was ordered." },
  { "name", string, "The check's name, as people see it." },
  { "feedback_info_list",
    array(background_check_order_feedback_info),
    "Reports that have come in." },
  { "process_info_list", array(background_check_order_process_info), "How the check went on." },
  { "upload_time", time_ms_string, "When the report came in." },
  { "candidate_info", user_contact_info_background_check_order, "The candidate's particulars." },
  { "creator_info", background_check_order_creator, "The person who ordered the check." },
  { "contactor_info", user_contact_info_2, "The person to ask about the check." },
  { "begin_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
  { "conclusion", string, "The result of the check." },
  { "provider_info", provider_id_name_object, "The provider that runs the check." },
  { "custom_field_list",
    array(eco_background_check_custom_field_data),
    "Fields that the provider asks for besides." },
  { "custom_data_list",
    array(background_check_custom_field_data_value),
    "Values of the order's own fields." },
  { "ext_item_info_list", array(background_check_item_info), "Extra items that were ordered." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "geo", string { enum = geo }, "The region where the check takes place." },
  { "location_code", string, "Where the check takes place, by code." },
  { "remark", string, "A remark in words." },
}

return {
  ["hire.background_check_order.batch_query"] = {
    doc = "Searches the background checks by id, time, application or state.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/background_check_order/batch_query",
    post = "/open-apis/hire/v1/background_check_orders/batch_query",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    scopes = { "hire:background_check_order", "hire:background_check_order:readonly" },
    field_scopes = {
      common.user_id_scope, "hire:employee.email:readonly", "hire:employee.mobile:readonly",
      "hire:talent.email:readonly", "hire:talent.mobile:readonly",
    },
    query = {
      common.user_id_type,
      common.page_token,
      common.page_size(10, 100),
    },
    body = {
      { "background_check_order_id_list?",
        array(id) { max_items = 20 },
        "Only these orders, by id." },
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
      { "begin_start_time?", time_ms_string, "Only orders that began at this time or later." },
      { "begin_end_time?", time_ms_string, "Only orders that began at this time or earlier." },
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "order_status?", string {
        enum = {
          { "2", { en = "arranged", zh = "已安排" } },
          { "3", { en = "done", zh = "已完成" } },
          { "4", { en = "ended", zh = "已终止" } },
          { "5", { en = "being approved", zh = "审批中" } },
          { "6", { en = "approval withdrawn", zh = "审批已撤回" } },
          { "8", { en = "approved", zh = "审批通过" } },
          { "9", { en = "not approved", zh = "审批未通过" } },
        },
      }, "Progress of the order." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(background_check_order), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.background_check_order.list"] = {
    doc = "Lists the background checks that recruiters ordered.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/background_check_order/list",
    get = "/open-apis/hire/v1/background_check_orders",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order", "hire:background_check_order:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      common.user_id_type,
      common.page_token,
      common.page_size(10, 100),
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(background_check_order_read), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
