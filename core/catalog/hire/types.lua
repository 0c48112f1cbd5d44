-- SPDX-License-Identifier: MIT

--- Types and parameters that the resources of Hire share.
local common = import "common/types"
local enums = import "hire/enums"

local M = {}

M.id_name = object "id_name_object" {
  { "id", id, "Id of what is named." },
  { "name", common.i18n, "Its name, by language." },
}

M.code_name = object "code_name_object" {
  { "code", string, "The platform's code of the place." },
  { "name", common.i18n, "Its name, by language." },
}

M.address = object "common_address" {
  { "id", id, "Address id." },
  { "name", common.i18n, "Name of the address." },
  { "district", M.code_name, "The district that it is in." },
  { "city", M.code_name, "The city that it is in." },
  { "state", M.code_name, "Province or state." },
  { "country", M.code_name, "Country or region." },
}

--- An `id_name` whose id is of the kind that a parameter asks for.
function M.id_name_by(param)
  return object "id_name_object" {
    { "id", id { id_type = param }, {
      en = "The id, of the kind that `" .. param .. "` names.",
      zh = "ID，类型由 `" .. param .. "` 指定。",
    } },
    { "name", common.i18n, "Its name, by language." },
  }
end

M.person = M.id_name_by "user_id_type"

local four_kinds = {
  common.user_id_kinds[1], common.user_id_kinds[2], common.user_id_kinds[3],
  { "people_admin_id", { en = "a user of the people administration", zh = "人力系统的用户" } },
}

--- The kind of user id, with a fourth kind that only some endpoints know.
M.user_id_type_or_admin = {
  "user_id_type?",
  string { enum = four_kinds, default = "open_id" },
  "The kind of user id in parameters and in the answer.",
}

--- The same, where the fourth kind is the default.
M.user_id_type_admin = {
  "user_id_type?",
  string { enum = four_kinds, default = "people_admin_id" },
  "The kind of user id in parameters and in the answer.",
}

--- The kind of user id, where no default is known.
M.user_id_type_undecided = {
  "user_id_type?",
  string { enum = common.user_id_kinds },
  "The kind of user id in parameters and in the answer; send it, as no default is known.",
}

--- The kind of user id, where a user of the tenant cannot stand.
M.user_id_type_of_websites = {
  "user_id_type?",
  string { enum = { common.user_id_kinds[1], common.user_id_kinds[2] }, default = "open_id" },
  "The kind of user id in parameters and in the answer.",
}

-- ------------------------------------------------ parameters of several resources

M.department_id_type = {
  "department_id_type?",
  string {
    enum = {
      { "open_department_id", { en = "made by the platform, unique for ever", zh = "系统生成" } },
      { "department_id", { en = "chosen by the tenant, reusable once deleted", zh = "自定义" } },
    },
    default = "open_department_id",
  },
  "The kind of department id in parameters and in the answer.",
}

M.job_level_id_type = {
  "job_level_id_type?",
  string {
    enum = {
      { "people_admin_job_level_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "job_level_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
    default = "job_level_id",
  },
  "The kind of job level id in parameters and in the answer.",
}

M.job_family_id_type = {
  "job_family_id_type?",
  string {
    enum = {
      { "people_admin_job_category_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "job_family_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
    default = "job_family_id",
  },
  "The kind of job family id in parameters and in the answer.",
}

M.employee_type_id_type = {
  "employee_type_id_type?",
  string {
    enum = {
      { "people_admin_employee_type_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "employee_type_enum_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
    default = "employee_type_enum_id",
  },
  "The kind of employment type id in parameters and in the answer.",
}

M.job_level_id_type_people_admin = {
  "job_level_id_type?",
  string {
    enum = {
      { "people_admin_job_level_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "job_level_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
    default = "people_admin_job_level_id",
  },
  "The kind of job level id in parameters and in the answer.",
}

M.job_family_id_type_people_admin_job_category = {
  "job_family_id_type?",
  string {
    enum = {
      { "people_admin_job_category_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "job_family_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
    default = "people_admin_job_category_id",
  },
  "The kind of job family id in parameters and in the answer.",
}

M.employee_type_id_type_people_admin = {
  "employee_type_id_type?",
  string {
    enum = {
      { "people_admin_employee_type_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "employee_type_enum_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
    default = "people_admin_employee_type_id",
  },
  "The kind of employment type id in parameters and in the answer.",
}

M.department_id_type_or_admin = {
  "department_id_type?",
  string {
    enum = {
      { "open_department_id", { en = "made by the platform, unique for ever", zh = "系统生成" } },
      { "department_id", { en = "chosen by the tenant, reusable once deleted", zh = "自定义" } },
      { "people_admin_department_id", { en = "of the people administration", zh = "人力系统管理后台" } },
    },
    default = "people_admin_department_id",
  },
  "The kind of department id in parameters and in the answer.",
}

M.job_level_id_type_undecided = {
  "job_level_id_type?",
  string {
    enum = {
      { "people_admin_job_level_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "job_level_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
  },
  "The kind of job level id in parameters and in the answer.",
}

-- ------------------------------------------------------ objects of several resources

M.evaluation = object "evaluation" {
  { "id", id, "Id of the evaluation." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "evaluator_id", id { id_type = "user_id_type" }, "The evaluator, by user id." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "conclusion", integer { enum = enums.conclusion_of_application }, "The decision." },
  { "content", string, "The text." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
}

M.employee = object "employee" {
  { "id", id, "Id of the employee." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "onboard_status", integer { enum = enums.onboard_status }, "Whether the person has started." },
  { "conversion_status",
    integer { enum = enums.conversion_status },
    "Whether the probation is over." },
  { "onboard_time", time_ms, "When the person started." },
  { "expected_conversion_time", time_ms, "When the probation is to end." },
  { "actual_conversion_time", time_ms, "When the probation really ended." },
  { "overboard_time", time_ms, "When the person left." },
  { "overboard_note", string, "The reason for leaving." },
  { "onboard_city_code", string, "The city where the person starts, by code." },
  { "department", string { id_type = "department_id_type" }, "The department that recruits." },
  { "leader", string { id_type = "user_id_type" }, "The person's superior." },
  { "sequence", string { id_type = "job_family_id_type" }, "The family of jobs." },
  { "level", string { id_type = "job_level_id_type" }, "The job level." },
  { "employee_type", string { id_type = "employee_type_id_type" }, "Kind of employment." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "external_employment_id", id, "The employee in the other system, by its id there." },
}

M.cash = object "cash" {
  { "currency_type", string, "Currency, an ISO code such as CNY." },
  { "amount", number, "How much, in units of the currency." },
}

M.cash_bonus = object "cash_bonus" {
  { "currency_type", string, "Currency, an ISO code such as CNY." },
  { "amount", number, "How much, in units of the currency." },
}

M.job_manager = object "job.manager" {
  { "id", id, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "The recruiter, by user id." },
  { "hiring_manager_id_list",
    array(id { id_type = "user_id_type" }),
    "The people for whom the job is filled, by user id." },
  { "assistant_id_list",
    array(id { id_type = "user_id_type" }),
    "The recruiter's assistants, by user id." },
}

M.website_job_post_customized_option = object "website_job_post_customized_option" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n, "The choice's name, as people see it." },
}

M.website_job_post_customized_time_range = object "website_job_post_customized_time_range" {
  { "start_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
}

M.website_job_post_customized_value = object "website_job_post_customized_value" {
  { "content", string, "The text." },
  { "option", M.website_job_post_customized_option, "The choice." },
  { "option_list", array(M.website_job_post_customized_option), "The choices." },
  { "time_range",
    M.website_job_post_customized_time_range,
    "The span, where the field holds one." },
  { "time", time_ms_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
}

M.website_job_post_customized_data = object "website_job_post_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_website_job_post },
    "Kind of field; it says which member of `value` is set." },
  { "value", M.website_job_post_customized_value, "The content of the field." },
}

M.job_type_info = object "job_type_info" {
  { "id", id, "Id of the category." },
  { "name", common.i18n, "The category's name, as people see it." },
  { "parent_id", id, "The category that it belongs to, by id." },
}

M.entity_info = object "entity_info" {
  { "code", string, "Kind of object, as a word." },
  { "name", common.i18n, "The name of the kind of thing, as people see it." },
}

M.talent_customized_option = object "talent_customized_option" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n, "The choice's name, as people see it." },
}

M.talent_customized_time_range = object "talent_customized_time_range" {
  { "start_time", time_s_string, "When it begins." },
  { "end_time", time_s_string, "When it ends." },
}

M.talent_resume_source = object "talent_resume_source" {
  { "id", id, "Id of the source." },
  { "zh_name", string, "Name of the source in Chinese." },
  { "en_name", string, "Name of the source in English." },
}

return M
