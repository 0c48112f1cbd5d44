-- SPDX-License-Identifier: MIT

--- Headhunting agencies and their people.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local status_of_agency = {
  { 0, { en = "usable", zh = "正常" } },
  { 1, { en = "disabled", zh = "已禁用" } },
  { 2, { en = "stopped by the agency", zh = "已被猎头供应商停用" } },
}

local role = {
  { 0, { en = "administrator", zh = "管理员" } },
  { 1, { en = "consultant", zh = "顾问" } },
}

local protection_type = {
  { 1, { en = "the talent", zh = "人才保护期" } },
  { 2, { en = "the talent for one job", zh = "职位保护期" } },
}

local range_filter = object "range_filter" {
  { "from?", time_ms_string, "The lower end, included." },
  { "to?", time_ms_string, "The upper end, included." },
}

local common_filter = object "common_filter" {
  { "key", string {
    enum = {
      "cooperation_create_time", "cooperation_status", "supplier_area",
      "label_id_list",
    },
  }, "The subject of the condition." },
  { "value_type", integer { enum = enums.value_type }, "How the values are given." },
  { "value_list?", array(string) { conditional = true }, "The values, any of which fits." },
  { "range_filter?", range_filter { conditional = true }, "Between which values it has to lie." },
  { "user_id_list?", array(id) { hidden = true }, "Only these users, by id." },
}

local agency_supplier_label = object "agency_supplier_label" {
  { "id", id, "Id of the label." },
  { "name", common.i18n, "The label's name, as people see it." },
}

local agency_supplier_admin = object "agency_supplier_admin" {
  { "user_id", id { id_type = "user_id_type" },
    "The person who looks after the agency, by user id." },
  { "name", common.i18n, "The person's name, as people see it." },
  { "email", string { scopes = { "hire:agency.email:readonly" } }, "E-mail address." },
}

local agency_supplier_protect_time = object "agency_supplier_protect_time" {
  { "day", integer, "Length of the protection, in days." },
  { "use_default", boolean, "Whether the company's usual time holds." },
}

local agency_supplier_talent_protect_time = object "agency_supplier_talent_protect_time" {
  { "day", integer, "Length of the protection, in days." },
  { "use_default", boolean, "Whether the company's usual time holds." },
  { "forever", boolean, "Whether the protection never ends." },
}

local agency_supplier = object "agency_supplier" {
  { "id", id, "Id of the agency." },
  { "name", string, "The agency's name, as people see it." },
  { "label_list", array(agency_supplier_label), "Labels for sorting and searching." },
  { "admin_list",
    array(agency_supplier_admin),
    "People who look after the agency at the company." },
  { "agency_protect_time",
    agency_supplier_protect_time,
    "Length of the protection of the agency's candidates." },
  { "cooperation_create_time", time_ms_string, "When the cooperation was set up." },
  { "cooperation_start_time", time_ms_string, "When the cooperation starts." },
  { "cooperation_end_time", time_ms_string, "When the cooperation ends." },
  { "cooperation_status", integer {
    enum = {
      { 1, { en = "working together", zh = "正式合作" } },
      { 2, { en = "on trial", zh = "试单" } },
      { 3, { en = "ended", zh = "合作终止" } },
      { 4, { en = "invited", zh = "邀请中" } },
    },
  }, "How the cooperation stands." },
  { "invite_email", string, "The e-mail address that the invitation went to." },
  { "supplier_area", integer {
    enum = {
      { 1, { en = "mainland China", zh = "中国大陆" } },
      { 2, { en = "outside mainland China", zh = "非中国大陆" } },
    },
  }, "Where the agency works." },
  { "talent_protect_time",
    agency_supplier_talent_protect_time,
    "Length of the protection of the agency's talents." },
}

local agency = object "agency" {
  { "id", id, "Id of the agency." },
  { "name", string, "The agency's name, as people see it." },
  { "contactor_id", id { id_type = "user_id_type" },
    "The person to ask at the company, by user id." },
  { "contactor_name", common.i18n, "The person to ask at the company." },
}

local agency_account_user = object "agency_account_user" {
  { "user_id", id { id_type = "user_id_type" }, "The agency's person, by user id." },
  { "name", common.i18n, "The person's name, as people see it." },
  { "email", string { scopes = { "hire:agency.email:readonly" } }, "E-mail address." },
  { "mobile", string { scopes = { "hire:agency.mobile:readonly" } }, "Mobile number." },
}

local agency_account = object "agency_account" {
  { "id", id, "Id of the agency account." },
  { "reason", string, "The reason for the account's state." },
  { "create_time", time_ms_string, "When it was created." },
  { "status", integer { enum = status_of_agency }, "Whether the account can be used." },
  { "user_info", agency_account_user, "The person whose account it is." },
  { "role", integer { enum = role }, "The person's rights in the agency." },
}

local agency_protection = object "agency_protection" {
  { "protection_type", integer { enum = protection_type }, "The extent of the protection." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "start_time", time_ms_string, "When it begins." },
  { "expire_time", time_ms_string, "When it runs out." },
  { "agency_supplier_id", id, "The agency that protects the candidate, by its id." },
  { "agency_supplier_name", common.i18n, "The agency's name, as people see it." },
  { "agency_supplier_user_id", id { id_type = "user_id_type" }, "The agency's consultant, by id." },
  { "agency_supplier_user_name", common.i18n, "The agency's consultant's name, as people see it." },
}

return {
  ["hire.agency.batch_query"] = {
    doc = "Searches the agencies that the company works with.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/agency/batch_query",
    post = "/open-apis/hire/v1/agencies/batch_query",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    scopes = { "hire:agency:readonly", "hire:agency" },
    field_scopes = { common.user_id_scope, "hire:agency.email:readonly" },
    query = {
      common.user_id_type,
      common.page_token,
      common.page_size(10, 20),
    },
    body = {
      { "agency_supplier_id_list?", array(id) { max_items = 20 }, "Only these agencies, by id." },
      { "keyword?", string, "A word to search for." },
      { "filter_list?", array(common_filter), "Conditions, all of which have to hold." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(agency_supplier), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.agency.get"] = {
    doc = "Reads one headhunting agency.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/agency/get",
    get = "/open-apis/hire/v1/agencies/:agency_id",
    limits = { "10/s" },
    scopes = { "hire:agency:readonly", "hire:agency" },
    field_scopes = { common.user_id_scope },
    path = {
      { "agency_id", id, "The agency, by its id; `hire.agency.query` finds it by name." },
    },
    query = {
      types.user_id_type_or_admin,
    },
    returns = {
      { "agency", agency, "The headhunting agency." },
    },
    errors = { 1002001, 1002002, 1002409 },
  },

  ["hire.agency.get_agency_account"] = {
    doc = "Lists the accounts of an agency's people.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/agency/get_agency_account",
    post = "/open-apis/hire/v1/agencies/get_agency_account",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:agency_account", "hire:agency_account:readonly" },
    field_scopes = { "hire:agency.email:readonly", "hire:agency.mobile:readonly" },
    query = {
      types.user_id_type_of_websites,
      common.page_token,
      common.page_size(10, 20),
    },
    body = {
      { "supplier_id", id, "The agency, by its id; `hire.agency.query` finds it by name." },
      { "status?", integer { enum = status_of_agency }, "The present state." },
      { "role?", integer { enum = role }, "The person's task." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(agency_account), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.agency.operate_agency_account"] = {
    doc = "Blocks an account of an agency, or unblocks it.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/agency/operate_agency_account",
    post = "/open-apis/hire/v1/agencies/operate_agency_account",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:agency_account" },
    body = {
      { "option", integer {
        enum = {
          { 1, { en = "block", zh = "禁用" } },
          { 2, { en = "unblock", zh = "取消禁用" } },
        },
      }, "The choice." },
      { "id", id, "Id of the agency." },
      { "reason?", string { conditional = true }, "The reason, in plain text." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.agency.protect"] = {
    doc = "Marks a talent as protected by an agency.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/agency/protect",
    post = "/open-apis/hire/v1/agencies/protect",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:agency" },
    field_scopes = { common.user_id_scope },
    query = {
      types.user_id_type_or_admin,
    },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "supplier_id", id, "The agency, by its id; `hire.agency.query` finds it by name." },
      { "consultant_id", id { id_type = "user_id_type" }, "The agency's consultant, by user id." },
      { "protect_create_time", time_ms, "Start of the candidate's protection." },
      { "protect_expire_time", time_ms, "End of the candidate's protection." },
      { "comment?", string, "A remark in words." },
      { "current_salary?", string, "The candidate's present pay." },
      { "expected_salary?", string, "The pay that the candidate asks for." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.agency.protect_search"] = {
    doc = "Tells which agencies protect a talent.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/agency/protect_search",
    post = "/open-apis/hire/v1/agencies/protection_period/search",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    scopes = { "hire:agency:readonly", "hire:agency" },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    returns = {
      { "is_onboarded", boolean, "Whether the talent has started work." },
      { "onboarded_in_protection", boolean, "Whether the talent started while protected." },
      { "onboarded_protection",
        agency_protection,
        "The protection under which the talent started." },
      { "protection_list", array(agency_protection), "Protections that hold now." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.agency.query"] = {
    doc = "Finds agencies by name.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/agency/query",
    get = "/open-apis/hire/v1/agencies/query",
    limits = { "10/s" },
    scopes = { "hire:agency:readonly", "hire:agency" },
    field_scopes = { common.user_id_scope },
    query = {
      { "name", string, "The agency's name, as people see it." },
      common.user_id_type,
    },
    returns = {
      { "items", array(agency), "The rows of the page." },
    },
    errors = { 1002001, 1002002, 1002409 },
  },
}
