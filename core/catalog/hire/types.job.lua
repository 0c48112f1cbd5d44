-- SPDX-License-Identifier: MIT

--- The parts of jobs: what is sent, read and listed.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"
local M = {}

local video_type_of_job = {
  { 1, { en = "zoom", zh = "zoom" } },
  { 2, { en = "Nowcoder, technical", zh = "牛客技术类型" } },
  { 3, { en = "Nowcoder, not technical", zh = "牛客非技术类型" } },
  { 4, { en = "Acmcoder", zh = "赛码" } },
  { 5, { en = "Feishu", zh = "飞书" } },
  { 8, { en = "Hackerrank", zh = "Hackerrank" } },
  { 9, { en = "Feishu with a programming task", zh = "飞书(含代码考核)" } },
  { 100, { en = "none of the system's", zh = "不使用系统工具" } },
}

M.combined_job_object_value_map = object "combined_job_object_value_map" {
  { "object_id?", id, "The custom field, by its id." },
  { "value?", string, "The content of the field." },
}

M.job_manager = object "job.manager" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "The recruiter, by user id." },
  { "hiring_manager_id_list",
    array(id { id_type = "user_id_type" }) { min_items = 1 },
    "The people for whom the job is filled, by user id." },
  { "assistant_id_list?",
    array(id { id_type = "user_id_type" }),
    "The recruiter's assistants, by user id." },
}

M.combined_job_result_default_job_post = object "combined_job_result_default_job_post" {
  { "id", id, "Id of the job post." },
}

M.job_recruitment_type = object "job_recruitment_type" {
  { "id", id, "Id of the kind." },
  { "zh_name", string, "Name of the kind in Chinese." },
  { "en_name", string, "Name of the kind in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_department = object "job_department" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "zh_name", string, "Name of the department in Chinese." },
  { "en_name", string, "Name of the department in English." },
}

M.job_city = object "job_city" {
  { "city_code", string, "The platform's code of the city." },
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
}

M.job_level = object "job_level" {
  { "id", id { id_type = "job_level_id_type" }, "Id of the level." },
  { "zh_name", string, "Name of the level in Chinese." },
  { "en_name", string, "Name of the level in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_highlight = object "job_highlight" {
  { "id", id, "Id of the highlight." },
  { "zh_name", string, "Name of the highlight in Chinese." },
  { "en_name", string, "Name of the highlight in English." },
}

M.job_category = object "job_category" {
  { "id", id { id_type = "job_family_id_type" }, "Id of the category." },
  { "zh_name", string, "Name of the category in Chinese." },
  { "en_name", string, "Name of the category in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_type = object "job_type" {
  { "id", id, "Id of the category." },
  { "zh_name", string, "Name of the category in Chinese." },
  { "en_name", string, "Name of the category in English." },
}

M.job_customized_option = object "job_customized_option" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n, "The choice's name, as people see it." },
}

M.job_customized_time_range = object "job_customized_time_range" {
  { "start_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
}

M.job_customized_value = object "job_customized_value" {
  { "content", string, "The text." },
  { "option", M.job_customized_option, "The choice." },
  { "option_list", array(M.job_customized_option), "The choices." },
  { "time_range", M.job_customized_time_range, "The span, where the field holds one." },
  { "time", time_ms_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
}

M.job_customized_data = object "job_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "value", M.job_customized_value, "The content of the field." },
}

M.target_major_info = object "target_major_info" {
  { "id", id, "Id of the subject of study." },
  { "zh_name", string, "Name of the subject of study in Chinese." },
  { "en_name", string, "Name of the subject of study in English." },
}

M.job = object "job" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "A description in plain text." },
  { "code", string, "The job's number, such as R18; a company may choose it." },
  { "requirement", string, "Skills and experience that a candidate needs." },
  { "recruitment_type", M.job_recruitment_type, "Kind of employment." },
  { "department", M.job_department, "The department that recruits." },
  { "city", M.job_city, "The city that it is in." },
  { "min_job_level", M.job_level, "The lowest job level." },
  { "max_job_level", M.job_level, "The highest job level." },
  { "highlight_list", array(M.job_highlight), "Advantages that the job offers." },
  { "job_category", M.job_category, "The category of the job, older form." },
  { "job_type", M.job_type, "The category of work." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "create_user_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "create_time", time_ms { deprecated = "Use create_timestamp." }, "When it was created." },
  { "update_time", time_ms { deprecated = "Use update_timestamp." }, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", string, "The process's name, as people see it." },
  { "process_en_name", string, "The process's name, in English." },
  { "customized_data_list", array(M.job_customized_data), "Values of custom fields." },
  { "job_function", types.id_name, "Kind of work." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "Number of people to hire." },
  { "experience", integer { enum = enums.experience }, "Experience asked for." },
  { "expiry_time", time_ms { deprecated = "Use expiry_timestamp." }, "When the job runs out." },
  { "min_salary", integer, "The least that is paid a month." },
  { "max_salary", integer, "The most that is paid a month." },
  { "required_degree", integer { enum = enums.required_degree }, "Degree asked for." },
  { "city_list", array(types.code_name), "The cities of the job." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "create_timestamp", time_ms_string, "When it was created." },
  { "update_timestamp", time_ms_string, "When it was last changed." },
  { "expiry_timestamp", time_ms_string, "When the job runs out." },
  { "target_major_list", array(M.target_major_info), "Fields of study that are sought." },
}

M.registration_schema_info = object "registration_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

M.interview_registration_schema_info = object "interview_registration_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

M.onboard_registration_schema_info = object "onboard_registration_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

M.target_major_list = object "target_major_list" {
  { "id", id, "Id of the subject of study." },
  { "zh_name", string, "Name of the subject of study in Chinese." },
  { "en_name", string, "Name of the subject of study in English." },
}

M.portal_website_apply_form_schema_info = object "portal_website_apply_form_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

M.job_config_interview_round = object "job_config_interview_round" {
  { "interviewer_list", array(types.person), "The people who interview." },
  { "round", integer, "Number of the round, from 1 on." },
}

M.registration_info = object "registration_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

M.job_config_round_type_result = object "job_config_round_type_result" {
  { "assessment_round", types.id_name, "The round in which the form is used." },
  { "assessment_template", types.id_name, "The feedback form." },
}

M.interview_appointment_config_content = object "interview_appointment_config_content" {
  { "interview_type", integer { enum = enums.interview_type }, "How the interview is held." },
  { "talent_timezone_code", string, "The candidate's time zone, by code." },
  { "contact_user_id",
    id { id_type = "user_id_type" },
    "The person to ask about the interview, by user id." },
  { "contact_mobile", string, "The mobile number of the person to ask." },
  { "contact_email", string, "The e-mail address of the person to ask." },
  { "address_id", id, "The address, by its id; `hire.location.list` lists them." },
  { "video_type",
    integer { enum = video_type_of_job },
    "The means of a video interview." },
  { "cc", array(string { id_type = "user_id_type" }), "The people who get a copy, by user id." },
  { "remark", string, "A remark in words." },
  { "interview_notification_template_id", id, "The template of the mail that invites." },
  { "appointment_notification_template_id",
    id,
    "The template of the mail that asks for an appointment." },
  { "cancel_interview_notification_template_id",
    id,
    "The template of the mail that calls an interview off." },
}

M.interview_appointment_config = object "interview_appointment_config" {
  { "enable_interview_appointment_by_interviewer",
    boolean,
    "Whether interviewers may offer times themselves." },
  { "config", M.interview_appointment_config_content, "The settings." },
}

M.job_config_result = object "job_config_result" {
  { "offer_apply_schema", types.id_name, "The offer form of the job." },
  { "offer_process_conf", types.id_name, "The approval process of the offer." },
  { "recommended_evaluator_list", array(types.person), "The people who may evaluate résumés." },
  { "assessment_template", types.id_name, "The feedback form." },
  { "id", id, "Id of the configuration." },
  { "interview_round_list", array(M.job_config_interview_round), "The interviewers of each round." },
  { "job_requirement_list", array(types.id_name), "Requisitions that the job fulfils." },
  { "interview_registration",
    M.registration_info,
    "The form that candidates fill in before the interview." },
  { "onboard_registration", M.registration_info, "The form that new people fill in." },
  { "interview_round_type_list",
    array(M.job_config_round_type_result),
    "The feedback form of each kind of round." },
  { "related_job_list", array(types.id_name), "Jobs that share candidates with this one." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "interview_appointment_config",
    M.interview_appointment_config,
    "How candidates choose a time themselves." },
  { "portal_website_apply_form_schema_info",
    M.registration_info,
    "The form that candidates fill in on the website." },
}

M.job_department_read = object "job_department" {
  { "id", id, "Id of the department." },
  { "zh_name", string, "Name of the department in Chinese." },
  { "en_name", string, "Name of the department in English." },
}

M.job_level_read = object "job_level" {
  { "id", id, "Id of the level." },
  { "zh_name", string, "Name of the level in Chinese." },
  { "en_name", string, "Name of the level in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_category_read = object "job_category" {
  { "id", id, "Id of the category." },
  { "zh_name", string, "Name of the category in Chinese." },
  { "en_name", string, "Name of the category in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_customized_time_range_read = object "job_customized_time_range" {
  { "start_time", string, "When it begins." },
  { "end_time", string, "When it ends." },
}

M.job_customized_value_read = object "job_customized_value" {
  { "content", string, "The text." },
  { "option", M.job_customized_option, "The choice." },
  { "option_list", array(M.job_customized_option), "The choices." },
  { "time_range", M.job_customized_time_range_read, "The span, where the field holds one." },
  { "time", time_ms_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
}

M.job_customized_data_read = object "job_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "value", M.job_customized_value_read, "The content of the field." },
}

M.job_read = object "job" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "A description in plain text." },
  { "code", string, "The job's number, such as R18; a company may choose it." },
  { "requirement", string, "Skills and experience that a candidate needs." },
  { "recruitment_type", M.job_recruitment_type, "Kind of employment." },
  { "department", M.job_department_read, "The department that recruits." },
  { "city", M.job_city, "The city that it is in." },
  { "min_job_level", M.job_level_read, "The lowest job level." },
  { "max_job_level", M.job_level_read, "The highest job level." },
  { "highlight_list", array(M.job_highlight), "Advantages that the job offers." },
  { "job_category", M.job_category_read, "The category of the job, older form." },
  { "job_type", M.job_type, "The category of work." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "create_user_id", id, "The user who created it, by id." },
  { "create_time", time_ms, "When it was created." },
  { "update_time", time_ms, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", string, "The process's name, as people see it." },
  { "process_en_name", string, "The process's name, in English." },
  { "customized_data_list", array(M.job_customized_data_read), "Values of custom fields." },
  { "job_function", types.id_name, "Kind of work." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "Number of people to hire." },
  { "experience", integer { enum = enums.experience }, "Experience asked for." },
  { "expiry_time", time_ms, "When the job runs out." },
  { "min_salary", integer, "The least that is paid a month." },
  { "max_salary", integer, "The most that is paid a month." },
  { "required_degree", integer {
    enum = {
      1,
      { 2, { en = "junior secondary or higher", zh = "初中及以上" } },
      { 3, { en = "vocational school or higher", zh = "专职及以上" } },
      { 4, { en = "senior secondary or higher", zh = "高中及以上" } },
      { 5, { en = "junior college or higher", zh = "大专及以上" } },
      { 6, { en = "bachelor or higher", zh = "本科及以上" } },
      { 7, { en = "master or higher", zh = "硕士及以上" } },
      { 8, { en = "doctorate", zh = "博士及以上" } },
      { 20, { en = "any", zh = "不限" } },
    },
  }, "Degree asked for." },
  { "city_list", array(types.code_name), "The cities of the job." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "create_timestamp", time_ms_string, "When it was created." },
  { "update_timestamp", time_ms_string, "When it was last changed." },
  { "expiry_timestamp", time_ms_string, "When the job runs out." },
  { "target_major_list", array(M.target_major_info), "Fields of study that are sought." },
}

M.job_job = object "job" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "A description in plain text." },
  { "code", string, "The job's number, such as R18; a company may choose it." },
  { "requirement", string, "Skills and experience that a candidate needs." },
  { "recruitment_type", M.job_recruitment_type, "Kind of employment." },
  { "department", M.job_department, "The department that recruits." },
  { "city", M.job_city, "The city that it is in." },
  { "min_job_level", M.job_level, "The lowest job level." },
  { "max_job_level", M.job_level, "The highest job level." },
  { "highlight_list", array(M.job_highlight), "Advantages that the job offers." },
  { "job_category", M.job_category, "The category of the job, older form." },
  { "job_type", M.job_type, "The category of work." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "create_user_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "create_time", time_ms, "When it was created." },
  { "update_time", time_ms, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", string, "The process's name, as people see it." },
  { "process_en_name", string, "The process's name, in English." },
  { "job_function", types.id_name, "Kind of work." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "Number of people to hire." },
  { "experience", integer { enum = enums.experience }, "Experience asked for." },
  { "expiry_time", time_ms, "When the job runs out." },
  { "min_salary", integer, "The least that is paid a month." },
  { "max_salary", integer, "The most that is paid a month." },
  { "required_degree", integer { enum = enums.required_degree }, "Degree asked for." },
  { "city_list", array(types.code_name), "The cities of the job." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "create_timestamp", time_ms_string, "When it was created." },
  { "update_timestamp", time_ms_string, "When it was last changed." },
  { "expiry_timestamp", time_ms_string, "When the job runs out." },
  { "target_major_list", array(M.target_major_info), "Fields of study that are sought." },
}

M.job_recruiter2 = object "job_recruiter2" {
  { "id", id, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "The recruiter, by user id." },
  { "hiring_manager_id_list",
    array(id { id_type = "user_id_type" }),
    "The people for whom the job is filled, by user id." },
  { "assistant_id_list",
    array(id { id_type = "user_id_type" }),
    "The recruiter's assistants, by user id." },
}

M.job_config_interview_round_conf = object "job_config_interview_round_conf" {
  { "interviewer_id_list?", array(id { id_type = "user_id_type" }),
    "The people who interview, by user id." },
  { "round?", integer, "Number of the round, from 1 on." },
}

M.job_config_round_type = object "job_config_round_type" {
  { "round_biz_id?",
    id,
    "The kind of round, by its business id; `hire.interview_round_type.list` lists them." },
  { "assessment_template_biz_id?",
    id,
    "The feedback form, by its business id; `hire.interview_feedback_form.list` lists them." },
}

M.interview_appointment_config_content_given = object "interview_appointment_config_content" {
  { "interview_type?", integer { enum = enums.interview_type }, "How the interview is held." },
  { "talent_timezone_code?", string, "The candidate's time zone, by code." },
  { "contact_user_id?",
    id { id_type = "user_id_type" },
    "The person to ask about the interview, by user id." },
  { "contact_mobile?", string, "The mobile number of the person to ask." },
  { "contact_email?", string, "The e-mail address of the person to ask." },
  { "address_id?", id, "The address, by its id; `hire.location.list` lists them." },
  { "video_type?",
    integer { enum = video_type_of_job },
    "The means of a video interview." },
  { "cc?", array(string { id_type = "user_id_type" }), "The people who get a copy, by user id." },
  { "remark?", string, "A remark in words." },
  { "interview_notification_template_id?", id, "The template of the mail that invites." },
  { "appointment_notification_template_id?",
    id,
    "The template of the mail that asks for an appointment." },
  { "cancel_interview_notification_template_id?",
    id,
    "The template of the mail that calls an interview off." },
}

M.interview_appointment_config_given = object "interview_appointment_config" {
  { "enable_interview_appointment_by_interviewer?",
    boolean,
    "Whether interviewers may offer times themselves." },
  { "config?", M.interview_appointment_config_content_given, "The settings." },
}

return M
