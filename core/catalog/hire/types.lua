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
  { "district", M.code_name, "In which district it is." },
  { "city", M.code_name, "In which city it is." },
  { "state", M.code_name, "Province or state." },
  { "country", M.code_name, "Country or region." },
}

--- An `id_name` whose id is of the kind that a parameter asks for.
function M.id_name_by(param)
  return object "id_name_object" {
    { "id", id { id_type = param }, "The id, of the kind that `" .. param .. "` names." },
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
  "Says which kind of id stands for a department.",
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
  "Says which kind of id stands for a job level.",
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
  "Says which kind of id stands for a family of jobs.",
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
  "Says which kind of id stands for a kind of employment.",
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
  "Says which kind of id stands for a job level.",
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
  "Says which kind of id stands for a family of jobs.",
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
  "Says which kind of id stands for a kind of employment.",
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
  "Says which kind of id stands for a department.",
}

M.job_level_id_type_undecided = {
  "job_level_id_type?",
  string {
    enum = {
      { "people_admin_job_level_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
      { "job_level_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
    },
  },
  "Says which kind of id stands for a job level.",
}

-- ------------------------------------------------------ objects of several resources

M.evaluation = object "evaluation" {
  { "id", id, "Id of the evaluation." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "creator_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "evaluator_id", id { id_type = "user_id_type" }, "Says who evaluates, by user id." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "conclusion", integer { enum = enums.conclusion_of_application }, "Says what was decided." },
  { "content", string, "The text." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
}

M.record_score = object "record_score" {
  { "score", number, "How much was reached." },
  { "total_score", number, "The most that can be reached." },
}

M.dimension_option = object "dimension_option" {
  { "id", id, "Id of the dimension option." },
  { "name", common.i18n, "The dimension option's name, as people see it." },
  { "score_val", integer, "Says what the option counts." },
  { "alias_name", common.i18n, "Another name of the option." },
}

M.recommended_job_level = object "recommended_job_level" {
  { "lower_limit_job_level_name", common.i18n, "The lowest job level that fits." },
  { "higher_limit_job_level_name", common.i18n, "The highest job level that fits." },
}

M.ability = object "ability" {
  { "id", id, "Id of the ability." },
  { "name", common.i18n, "The ability's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
}

M.ability_assessments = object "ability_assessments" {
  { "id", id, "Id of the ability assessments." },
  { "ability_id", id, "The ability, by its id." },
  { "content", string, "The text." },
}

M.interview_meeting_room = object "interview_meeting_room" {
  { "room_id", id, "The room, by its id." },
  { "room_name", string, "The room's name, as people see it." },
  { "building_name", string, "The building that the room is in." },
  { "reserved_status", integer { enum = enums.reserved_status }, "Whether the room was booked." },
  { "floor_name", string, "The floor that the room is on." },
}

M.contract_period_info = object "contract_period_info" {
  { "period_type", integer { enum = enums.period_type }, "Whether months or years are counted." },
  { "period", integer, "How many of those periods." },
}

M.application_offer_custom_value = object "application_offer_custom_value" {
  { "object_id", id, "The custom field, by its id." },
  { "customize_value", string, "Says what the custom field holds." },
}

M.interview_score = object "interview_score" {
  { "id", id, "Id of the interview score." },
  { "level", integer, "The score as a number." },
  { "zh_name", string, "Name of the interview score in Chinese." },
  { "zh_description", string, "Its description in Chinese." },
  { "en_name", string, "Name of the interview score in English." },
  { "en_description", string, "Its description in English." },
}

M.assessment_score = object "assessment_score" {
  { "calculate_type",
    integer { enum = enums.calculate_type },
    "How the score is worked out from the parts." },
  { "score", number, "How much was reached." },
  { "full_score", integer, "The most that can be reached." },
}

M.ability_list = object "ability_list" {
  { "id", id, "Id of the ability." },
  { "name", common.i18n, "The ability's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
}

M.question_list = object "question_list" {
  { "id", id, "Id of the question." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "content", string, "The text." },
  { "ability_list", array(M.ability_list), "The abilities that are assessed." },
}

M.code_question_list = object "code_question_list" {
  { "id", id, "Id of the task." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "content", string, "The text." },
  { "ability_list", array(M.ability_list), "The abilities that are assessed." },
}

M.image_list = object "image_list" {
  { "id", id, "Id of the picture." },
  { "url", string, "Where it can be downloaded, without a token." },
  { "name", string, "The picture's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

M.dimension_score = object "dimension_score" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "score_val", integer, "Says what the option counts." },
}

M.dimension_score_list = object "dimension_score_list" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "score_val", integer, "Says what the option counts." },
}

M.dimension_assessment_list = object "dimension_assessment_list" {
  { "id", id, "Id of the judgement." },
  { "name", common.i18n, "The judgement's name, as people see it." },
  { "full_score", integer, "The most that can be reached." },
  { "content", string, "The text." },
  { "dimension_id", id, "The dimension of the feedback form, by its id." },
  { "dimension_score", M.dimension_score, "The score that was given." },
  { "dimension_score_list",
    array(M.dimension_score_list),
    "The options that were chosen, with their scores." },
  { "dimension_custom_score", integer, "The score that the interviewer typed in." },
  { "ability_list", array(M.ability_list), "The abilities that are assessed." },
  { "question_list", array(M.question_list), "Questions that were asked." },
  { "dimension_type",
    integer { enum = enums.dimension_type_of_interview },
    "How the dimension is judged." },
}

M.base_bilingual_with_id = object "base_bilingual_with_id" {
  { "id", id { id_type = "employee_type_id_type" }, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_bilingual_with_id_read = object "base_bilingual_with_id" {
  { "id", id, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_bilingual_with_id_application = object "base_bilingual_with_id" {
  { "id", id { id_type = "job_family_id_type" }, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_bilingual_with_id_2 = object "base_bilingual_with_id" {
  { "id", id { id_type = "job_level_id_type" }, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_district = object "base_district" {
  { "zh_name", string, "Name of the district in Chinese." },
  { "en_name", string, "Name of the district in English." },
  { "code", string, "The platform's code of it." },
  { "location_type", integer, "Says which kind of place it is." },
}

M.base_city = object "base_city" {
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
  { "code", string, "The platform's code of it." },
  { "location_type",
    integer { enum = enums.location_type_of_application_too },
    "Says which kind of place it is." },
}

M.base_country = object "base_country" {
  { "zh_name", string, "Name of the country in Chinese." },
  { "en_name", string, "Name of the country in English." },
  { "code", string, "The platform's code of it." },
  { "location_type",
    integer { enum = enums.location_type_of_application_too },
    "Says which kind of place it is." },
}

M.application_offer_salary_plan = object "application_offer_salary_plan" {
  { "currency", string, "In which currency the pay is." },
  { "basic_salary", string, "Monthly pay before bonuses." },
  { "probation_salary_percentage", string, "Pay in the probation, in per cent of the full one." },
  { "award_salary_multiple", string, "The yearly bonus, in monthly salaries." },
  { "option_shares", string, "Shares or options that come with it." },
  { "quarterly_bonus", string, "Says what is paid besides for each quarter." },
  { "half_year_bonus", string, "Says what is paid besides for each half of a year." },
  { "total_annual_cash", string, "Says what is paid in a year, in all." },
  { "customize_info_list", array(M.application_offer_custom_value), "Values of custom fields." },
}

M.offer_job_info = object "offer_job_info" {
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "job_name", string, "The job's name, as people see it." },
}

M.application_offer_custom_module = object "application_offer_custom_module" {
  { "ID", id, "The module, by its id." },
  { "object_list", array(M.application_offer_custom_value), "The fields of the form." },
}

M.offer_email_info = object "offer_email_info" {
  { "cc_email_list", array(string), "E-mail addresses that got a copy." },
  { "receiver_email_list", array(string), "E-mail addresses that it was sent to." },
  { "content", string, "The text." },
}

M.acceptance = object "acceptance" {
  { "operator_type", integer { enum = enums.operator_type }, "Says who did it." },
  { "conclusion", integer { enum = enums.conclusion_of_application_too }, "Says what was decided." },
  { "memo", string, "A remark in words." },
  { "operate_time", time_ms_string, "When it was done." },
}

M.offer_file = object "offer_file" {
  { "id", id, "Id of the file." },
  { "file_template_id", id, "The template that the file was made from, by its id." },
  { "file_template_name", string, "The template's name, as people see it." },
  { "file_template_type_id", id, "The kind of template, by its id." },
  { "file_template_type_name", string, "The name of the kind of template, as people see it." },
}

M.signature_attachment = object "signature_attachment" {
  { "id", id, "Id of the file." },
  { "file_name", string, "The file's name, as people see it." },
  { "file_template_id", id, "The template that the file was made from, by its id." },
  { "file_template_name", string, "The template's name, as people see it." },
  { "file_template_type_id", id, "The kind of template, by its id." },
  { "file_template_type_name", string, "The name of the kind of template, as people see it." },
}

M.offer_signature_info = object "offer_signature_info" {
  { "id", id, "Id of the offer signature." },
  { "signature_status", integer { enum = enums.signature_status }, "How far the signing is." },
  { "attachment_list", array(M.signature_attachment), "The attached files." },
}

M.offer_send_record = object "offer_send_record" {
  { "offer_send_record_id", id, "The sending, by its id." },
  { "operator_user_id", id { id_type = "user_id_type" }, "Says who does it, by user id." },
  { "send_time", time_ms_string, "When it was sent." },
  { "offer_letter_status",
    integer { enum = enums.offer_letter_status },
    "Says what became of the letter." },
  { "email_info", M.offer_email_info, "The mail that it was sent with." },
  { "acceptance_list", array(M.acceptance), "Says who accepted or declined it, and when." },
  { "offer_file_list", array(M.offer_file), "The files that were sent." },
  { "offer_signature_info", M.offer_signature_info, "Says who has signed." },
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
  { "overboard_note", string, "Says why the person left." },
  { "onboard_city_code", string, "The city where the person starts, by code." },
  { "department", string { id_type = "department_id_type" }, "The department that recruits." },
  { "leader", string { id_type = "user_id_type" }, "Says who leads the person." },
  { "sequence", string { id_type = "job_family_id_type" }, "The family of jobs." },
  { "level", string { id_type = "job_level_id_type" }, "The job level." },
  { "employee_type", string { id_type = "employee_type_id_type" }, "Kind of employment." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "external_employment_id", id, "The employee in the other system, by its id there." },
}

M.external_interview_assessment_dimension = object "external_interview_assessment_dimension" {
  { "score", integer, "How much was reached." },
  { "option", string, "The choice." },
  { "options", array(string), "The choices." },
  { "content", string, "The text." },
  { "assessment_type", integer { enum = enums.assessment_type }, "How the dimension is judged." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "Says what it is about, in words." },
}

M.external_interview_assessment_dimension_given = object "external_interview_assessment_dimension" {
  { "score?", integer, "How much was reached." },
  { "option?", string, "The choice." },
  { "options?", array(string), "The choices." },
  { "content?", string, "The text." },
  { "assessment_type?", integer { enum = enums.assessment_type }, "How the dimension is judged." },
  { "title?", string, "Its name, as people see it." },
  { "description?", string, "Says what it is about, in words." },
}

M.cash = object "cash" {
  { "currency_type", string, "Currency, an ISO code such as CNY." },
  { "amount", number, "How much, in units of the currency." },
}

M.cash_bonus = object "cash_bonus" {
  { "currency_type", string, "Currency, an ISO code such as CNY." },
  { "amount", number, "How much, in units of the currency." },
}

M.common_schema_option = object "common_schema_option" {
  { "key", string, "Says what the entry is called by programs." },
  { "name", common.i18n, "The choice's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

M.common_schema_config = object "common_schema_config" {
  { "options", array(M.common_schema_option), "The choices." },
}

M.common_schema_setting = object "common_schema_setting" {
  { "object_type",
    integer { enum = enums.object_type_of_interview_registration_schema },
    "How the field is filled in." },
  { "config", M.common_schema_config, "How it is set up." },
}

M.common_schema_child = object "common_schema_child" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "parent_id", id, "The field that it stands below, by id." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "is_visible", boolean, "Whether it is shown." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

M.common_schema = object "common_schema" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "is_visible", boolean, "Whether it is shown." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "children_list", array(M.common_schema_child), "The fields below it." },
}

M.job_manager = object "job.manager" {
  { "id", id, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "Says who recruits, by user id." },
  { "hiring_manager_id_list",
    array(id { id_type = "user_id_type" }),
    "For whom is recruited, by user id." },
  { "assistant_id_list",
    array(id { id_type = "user_id_type" }),
    "Says who helps the recruiter, by user id." },
}

M.website_job_post_customized_option = object "website_job_post_customized_option" {
  { "key", string, "Says what the entry is called by programs." },
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
  { "value", M.website_job_post_customized_value, "Says what the field holds." },
}

M.job_type_info = object "job_type_info" {
  { "id", id, "Id of the category." },
  { "name", common.i18n, "The category's name, as people see it." },
  { "parent_id", id, "The category that it belongs to, by id." },
}

M.common_schema_child_read = object "common_schema_child" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "parent_id", id, "The field that it stands below, by id." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

M.common_schema_read = object "common_schema" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "children_list", array(M.common_schema_child_read), "The fields below it." },
}

M.registration_schema = object "registration_schema" {
  { "id", id, "Id of the registration schema." },
  { "name", string, "The registration schema's name, as people see it." },
  { "scenarios", array(integer { enum = enums.scenario }), "Where the form is used." },
  { "objects", array(M.common_schema), "The fields of the form." },
}

M.entity_info = object "entity_info" {
  { "code", string, "Says which kind of thing it is, as a word." },
  { "name", common.i18n, "The name of the kind of thing, as people see it." },
}

M.talent_customized_option = object "talent_customized_option" {
  { "key", string, "Says what the entry is called by programs." },
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
