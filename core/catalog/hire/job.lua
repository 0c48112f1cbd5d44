-- SPDX-License-Identifier: MIT

--- Jobs.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local combined_job_object_value_map = object "combined_job_object_value_map" {
  { "object_id?", id, "The custom field, by its id." },
  { "value?", string, "Says what the field holds." },
}

local job_manager = object "job.manager" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "Says who recruits, by user id." },
  { "hiring_manager_id_list",
    array(id { id_type = "user_id_type" }) { min_items = 1 },
    "For whom is recruited, by user id." },
  { "assistant_id_list?",
    array(id { id_type = "user_id_type" }),
    "Says who helps the recruiter, by user id." },
}

local combined_job_result_default_job_post = object "combined_job_result_default_job_post" {
  { "id", id, "Id of the job post." },
}

local job_recruitment_type = object "job_recruitment_type" {
  { "id", id, "Id of the kind." },
  { "zh_name", string, "Name of the kind in Chinese." },
  { "en_name", string, "Name of the kind in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_department = object "job_department" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "zh_name", string, "Name of the department in Chinese." },
  { "en_name", string, "Name of the department in English." },
}

local job_city = object "job_city" {
  { "city_code", string, "The platform's code of the city." },
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
}

local job_level = object "job_level" {
  { "id", id { id_type = "job_level_id_type" }, "Id of the level." },
  { "zh_name", string, "Name of the level in Chinese." },
  { "en_name", string, "Name of the level in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_highlight = object "job_highlight" {
  { "id", id, "Id of the highlight." },
  { "zh_name", string, "Name of the highlight in Chinese." },
  { "en_name", string, "Name of the highlight in English." },
}

local job_category = object "job_category" {
  { "id", id { id_type = "job_family_id_type" }, "Id of the category." },
  { "zh_name", string, "Name of the category in Chinese." },
  { "en_name", string, "Name of the category in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_type = object "job_type" {
  { "id", id, "Id of the category." },
  { "zh_name", string, "Name of the category in Chinese." },
  { "en_name", string, "Name of the category in English." },
}

local job_customized_option = object "job_customized_option" {
  { "key", string, "Says what the entry is called by programs." },
  { "name", common.i18n, "The choice's name, as people see it." },
}

local job_customized_time_range = object "job_customized_time_range" {
  { "start_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
}

local job_customized_value = object "job_customized_value" {
  { "content", string, "The text." },
  { "option", job_customized_option, "The choice." },
  { "option_list", array(job_customized_option), "The choices." },
  { "time_range", job_customized_time_range, "The span, where the field holds one." },
  { "time", time_ms_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
}

local job_customized_data = object "job_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "value", job_customized_value, "Says what the field holds." },
}

local target_major_info = object "target_major_info" {
  { "id", id, "Id of the subject of study." },
  { "zh_name", string, "Name of the subject of study in Chinese." },
  { "en_name", string, "Name of the subject of study in English." },
}

local job = object "job" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "Says what it is about, in words." },
  { "code", string, "The company's code of the job." },
  { "requirement", string, "Says what is asked of a candidate." },
  { "recruitment_type", job_recruitment_type, "Kind of employment." },
  { "department", job_department, "The department that recruits." },
  { "city", job_city, "In which city it is." },
  { "min_job_level", job_level, "The lowest job level." },
  { "max_job_level", job_level, "The highest job level." },
  { "highlight_list", array(job_highlight), "Says what speaks for the job." },
  { "job_category", job_category, "The category of the job, older form." },
  { "job_type", job_type, "Says which category of work it belongs to." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "create_user_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "create_time", time_ms { deprecated = "Use create_timestamp." }, "When it was created." },
  { "update_time", time_ms { deprecated = "Use update_timestamp." }, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", string, "The process's name, as people see it." },
  { "process_en_name", string, "The process's name, in English." },
  { "customized_data_list", array(job_customized_data), "Values of custom fields." },
  { "job_function", types.id_name, "Says what kind of work it is." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "How many are sought." },
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
  { "target_major_list", array(target_major_info), "Fields of study that are sought." },
}

local registration_schema_info = object "registration_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

local interview_registration_schema_info = object "interview_registration_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

local onboard_registration_schema_info = object "onboard_registration_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

local target_major_list = object "target_major_list" {
  { "id", id, "Id of the subject of study." },
  { "zh_name", string, "Name of the subject of study in Chinese." },
  { "en_name", string, "Name of the subject of study in English." },
}

local portal_website_apply_form_schema_info = object "portal_website_apply_form_schema_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

local job_config_interview_round = object "job_config_interview_round" {
  { "interviewer_list", array(types.person), "Says who interviews." },
  { "round", integer, "Says which round it is, counted from 1." },
}

local registration_info = object "registration_info" {
  { "schema_id", id, "The form, by its id." },
  { "name", string, "The form's name, as people see it." },
}

local job_config_round_type_result = object "job_config_round_type_result" {
  { "assessment_round", types.id_name, "The round in which the form is used." },
  { "assessment_template", types.id_name, "The feedback form." },
}

local interview_appointment_config_content = object "interview_appointment_config_content" {
  { "interview_type", integer { enum = enums.interview_type }, "How the interview is held." },
  { "talent_timezone_code", string, "The candidate's time zone, by code." },
  { "contact_user_id",
    id { id_type = "user_id_type" },
    "The person to ask about the interview, by user id." },
  { "contact_mobile", string, "The mobile number of the person to ask." },
  { "contact_email", string, "The e-mail address of the person to ask." },
  { "address_id", id, "The address, by its id; `hire.location.list` lists them." },
  { "video_type",
    integer { enum = enums.video_type_of_job },
    "By which means a video interview is held." },
  { "cc", array(string { id_type = "user_id_type" }), "Says who gets a copy, by user id." },
  { "remark", string, "A remark in words." },
  { "interview_notification_template_id", id, "The template of the mail that invites." },
  { "appointment_notification_template_id",
    id,
    "The template of the mail that asks for an appointment." },
  { "cancel_interview_notification_template_id",
    id,
    "The template of the mail that calls an interview off." },
}

local interview_appointment_config = object "interview_appointment_config" {
  { "enable_interview_appointment_by_interviewer",
    boolean,
    "Whether interviewers may offer times themselves." },
  { "config", interview_appointment_config_content, "How it is set up." },
}

local job_config_result = object "job_config_result" {
  { "offer_apply_schema", types.id_name, "The offer form of the job." },
  { "offer_process_conf", types.id_name, "The approval process of the offer." },
  { "recommended_evaluator_list", array(types.person), "Says who may evaluate résumés." },
  { "assessment_template", types.id_name, "The feedback form." },
  { "id", id, "Id of the configuration." },
  { "interview_round_list", array(job_config_interview_round), "The interviewers of each round." },
  { "job_requirement_list", array(types.id_name), "Requisitions that the job fulfils." },
  { "interview_registration",
    registration_info,
    "The form that candidates fill in before the interview." },
  { "onboard_registration", registration_info, "The form that new people fill in." },
  { "interview_round_type_list",
    array(job_config_round_type_result),
    "The feedback form of each kind of round." },
  { "related_job_list", array(types.id_name), "Jobs that share candidates with this one." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "interview_appointment_config",
    interview_appointment_config,
    "How candidates choose a time themselves." },
  { "portal_website_apply_form_schema_info",
    registration_info,
    "The form that candidates fill in on the website." },
}

local job_department_read = object "job_department" {
  { "id", id, "Id of the department." },
  { "zh_name", string, "Name of the department in Chinese." },
  { "en_name", string, "Name of the department in English." },
}

local job_level_read = object "job_level" {
  { "id", id, "Id of the level." },
  { "zh_name", string, "Name of the level in Chinese." },
  { "en_name", string, "Name of the level in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_category_read = object "job_category" {
  { "id", id, "Id of the category." },
  { "zh_name", string, "Name of the category in Chinese." },
  { "en_name", string, "Name of the category in English." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_customized_time_range_read = object "job_customized_time_range" {
  { "start_time", string, "When it begins." },
  { "end_time", string, "When it ends." },
}

local job_customized_value_read = object "job_customized_value" {
  { "content", string, "The text." },
  { "option", job_customized_option, "The choice." },
  { "option_list", array(job_customized_option), "The choices." },
  { "time_range", job_customized_time_range_read, "The span, where the field holds one." },
  { "time", time_ms_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
}

local job_customized_data_read = object "job_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "value", job_customized_value_read, "Says what the field holds." },
}

local job_read = object "job" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "Says what it is about, in words." },
  { "code", string, "The company's code of the job." },
  { "requirement", string, "Says what is asked of a candidate." },
  { "recruitment_type", job_recruitment_type, "Kind of employment." },
  { "department", job_department_read, "The department that recruits." },
  { "city", job_city, "In which city it is." },
  { "min_job_level", job_level_read, "The lowest job level." },
  { "max_job_level", job_level_read, "The highest job level." },
  { "highlight_list", array(job_highlight), "Says what speaks for the job." },
  { "job_category", job_category_read, "The category of the job, older form." },
  { "job_type", job_type, "Says which category of work it belongs to." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "create_user_id", id, "Says who created it, by user id." },
  { "create_time", time_ms, "When it was created." },
  { "update_time", time_ms, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", string, "The process's name, as people see it." },
  { "process_en_name", string, "The process's name, in English." },
  { "customized_data_list", array(job_customized_data_read), "Values of custom fields." },
  { "job_function", types.id_name, "Says what kind of work it is." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "How many are sought." },
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
  { "target_major_list", array(target_major_info), "Fields of study that are sought." },
}

local job_detail_recruitment_type = object "job_detail_recruitment_type" {
  { "id", id, "Id of the kind." },
  { "name", common.i18n, "The kind's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_detail_department = object "job_detail_department" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

local job_detail_level = object "job_detail_level" {
  { "id", id { id_type = "job_level_id_type" }, "Id of the level." },
  { "name", common.i18n, "The level's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_detail_highlight = object "job_detail_highlight" {
  { "id", id, "Id of the highlight." },
  { "name", common.i18n, "The highlight's name, as people see it." },
}

local job_detail_category = object "job_detail_category" {
  { "id", id { id_type = "job_family_id_type" }, "Id of the category." },
  { "name", common.i18n, "The category's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local job_detail_type = object "job_detail_type" {
  { "id", id, "Id of the category." },
  { "name", common.i18n, "The category's name, as people see it." },
}

local job_detail_target_major_info = object "job_detail_target_major_info" {
  { "id", id, "Id of the subject of study." },
  { "name", common.i18n, "The name of the subject of study, as people see it." },
}

local job_detail_basic_info = object "job_detail_basic_info" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "Says what it is about, in words." },
  { "code", string, "The company's code of the job." },
  { "requirement", string, "Says what is asked of a candidate." },
  { "recruitment_type", job_detail_recruitment_type, "Kind of employment." },
  { "department", job_detail_department, "The department that recruits." },
  { "min_job_level", job_detail_level, "The lowest job level." },
  { "max_job_level", job_detail_level, "The highest job level." },
  { "highlight_list", array(job_detail_highlight), "Says what speaks for the job." },
  { "job_category", job_detail_category, "The category of the job, older form." },
  { "job_type", job_detail_type, "Says which category of work it belongs to." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "creator_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", common.i18n, "The process's name, as people see it." },
  { "customized_data_list", array(job_customized_data), "Values of custom fields." },
  { "job_function", types.id_name, "Says what kind of work it is." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "How many are sought." },
  { "experience", integer { enum = enums.experience }, "Experience asked for." },
  { "expiry_time", time_ms_string, "When the job runs out." },
  { "min_salary", integer, "The least that is paid a month." },
  { "max_salary", integer, "The most that is paid a month." },
  { "required_degree", integer { enum = enums.required_degree }, "Degree asked for." },
  { "city_list", array(types.code_name), "The cities of the job." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "target_major_list", array(job_detail_target_major_info), "Fields of study that are sought." },
  { "storefront_mode", integer {
    enum = {
      { 1, { en = "an ordinary job", zh = "普通职位" } },
      { 2, { en = "a job of stores", zh = "门店职位" } },
    },
  }, "Whether the job is one of stores." },
}

local job_user_info = object "job_user_info" {
  { "id", id { id_type = "user_id_type" }, "Id of the user." },
  { "name", common.i18n, "The user's name, as people see it." },
}

local job_requirement_simple = object "job_requirement_simple" {
  { "id", id, "Id of the requisition." },
  { "short_code", string, "The company's code of the requisition." },
  { "name", string, "The requisition's name, as people see it." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
}

local job_config_detail = object "job_config_detail" {
  { "offer_apply_schema", types.id_name, "The offer form of the job." },
  { "offer_process_conf", types.id_name, "The approval process of the offer." },
  { "recommended_evaluator_list", array(types.person), "Says who may evaluate résumés." },
  { "assessment_template", types.id_name, "The feedback form." },
  { "interview_round_list", array(job_config_interview_round), "The interviewers of each round." },
  { "interview_registration",
    registration_info,
    "The form that candidates fill in before the interview." },
  { "onboard_registration", registration_info, "The form that new people fill in." },
  { "interview_round_type_list",
    array(job_config_round_type_result),
    "The feedback form of each kind of round." },
  { "related_job_list", array(types.id_name), "Jobs that share candidates with this one." },
  { "job_attribute", integer, "Whether the job is real, or a pool for others." },
  { "interview_appointment_config",
    interview_appointment_config,
    "How candidates choose a time themselves." },
  { "internship_offer_apply_schema", types.id_name, "The offer form for interns." },
  { "id", id { hidden = true }, "Id of the configuration." },
}

local job_department_simple = object "job_department_simple" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

local job_storefront = object "job_storefront" {
  { "id", id, "Id of the store." },
  { "name", common.i18n, "The store's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_role }, "Whether it is in use." },
  { "department", job_department_simple, "The department that recruits." },
  { "address", types.address, "Where it is." },
  { "manager", job_user_info, "Says who runs the store." },
  { "create_time", time_ms_string, "When it was created." },
  { "remark", common.i18n, "A remark in words." },
}

local job_detail_tag = object "job_detail_tag" {
  { "id", id, "Id of the tag." },
  { "name", common.i18n, "The tag's name, as people see it." },
  { "order", integer, "Where it stands in the list." },
}

local stage = object "stage" {
  { "id", id, "Id of the stage." },
  { "zh_name", string, "Name of the stage in Chinese." },
  { "en_name", string, "Name of the stage in English." },
  { "type", integer { enum = enums.type_of_application }, "Says which kind of stage it is." },
}

local stage_count_list = object "stage_count_list" {
  { "count", integer, "How many applications are in the stage." },
  { "stage", stage, "The stage that it is in." },
}

local job_detail = object "job_detail" {
  { "basic_info", job_detail_basic_info, "The main facts." },
  { "recruiter", job_user_info, "Says who recruits." },
  { "assistant_list", array(job_user_info), "Says who helps the recruiter." },
  { "hiring_manager_list", array(job_user_info), "For whom is recruited." },
  { "job_requirement_list", array(job_requirement_simple), "Requisitions that the job fulfils." },
  { "address_list", array(types.address), "All work places of the job." },
  { "job_config", job_config_detail, "How the job is set up." },
  { "storefront_list", array(job_storefront), "The stores that the job is for." },
  { "tag_list", array(job_detail_tag), "Says what marks it out." },
  { "stage_count_list",
    array(stage_count_list) { hidden = true },
    "How many applications are in each stage." },
}

local job_job = object "job" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "Says what it is about, in words." },
  { "code", string, "The company's code of the job." },
  { "requirement", string, "Says what is asked of a candidate." },
  { "recruitment_type", job_recruitment_type, "Kind of employment." },
  { "department", job_department, "The department that recruits." },
  { "city", job_city, "In which city it is." },
  { "min_job_level", job_level, "The lowest job level." },
  { "max_job_level", job_level, "The highest job level." },
  { "highlight_list", array(job_highlight), "Says what speaks for the job." },
  { "job_category", job_category, "The category of the job, older form." },
  { "job_type", job_type, "Says which category of work it belongs to." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "create_user_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "create_time", time_ms, "When it was created." },
  { "update_time", time_ms, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", string, "The process's name, as people see it." },
  { "process_en_name", string, "The process's name, in English." },
  { "job_function", types.id_name, "Says what kind of work it is." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "How many are sought." },
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
  { "target_major_list", array(target_major_info), "Fields of study that are sought." },
}

local job_recruiter2 = object "job_recruiter2" {
  { "id", id, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "Says who recruits, by user id." },
  { "hiring_manager_id_list",
    array(id { id_type = "user_id_type" }),
    "For whom is recruited, by user id." },
  { "assistant_id_list",
    array(id { id_type = "user_id_type" }),
    "Says who helps the recruiter, by user id." },
}

local job_config_interview_round_conf = object "job_config_interview_round_conf" {
  { "interviewer_id_list?", array(id { id_type = "user_id_type" }), "Says who interviews, by user id." },
  { "round?", integer, "Says which round it is, counted from 1." },
}

local job_config_round_type = object "job_config_round_type" {
  { "round_biz_id?",
    id,
    "The kind of round, by its business id; `hire.interview_round_type.list` lists them." },
  { "assessment_template_biz_id?",
    id,
    "The feedback form, by its business id; `hire.interview_feedback_form.list` lists them." },
}

local interview_appointment_config_content_given = object "interview_appointment_config_content" {
  { "interview_type?", integer { enum = enums.interview_type }, "How the interview is held." },
  { "talent_timezone_code?", string, "The candidate's time zone, by code." },
  { "contact_user_id?",
    id { id_type = "user_id_type" },
    "The person to ask about the interview, by user id." },
  { "contact_mobile?", string, "The mobile number of the person to ask." },
  { "contact_email?", string, "The e-mail address of the person to ask." },
  { "address_id?", id, "The address, by its id; `hire.location.list` lists them." },
  { "video_type?",
    integer { enum = enums.video_type_of_job },
    "By which means a video interview is held." },
  { "cc?", array(string { id_type = "user_id_type" }), "Says who gets a copy, by user id." },
  { "remark?", string, "A remark in words." },
  { "interview_notification_template_id?", id, "The template of the mail that invites." },
  { "appointment_notification_template_id?",
    id,
    "The template of the mail that asks for an appointment." },
  { "cancel_interview_notification_template_id?",
    id,
    "The template of the mail that calls an interview off." },
}

local interview_appointment_config_given = object "interview_appointment_config" {
  { "enable_interview_appointment_by_interviewer?",
    boolean,
    "Whether interviewers may offer times themselves." },
  { "config?", interview_appointment_config_content_given, "How it is set up." },
}

return {
  ["hire.job.close"] = {
    doc = "Closes a job: nobody can apply any more.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/close",
    post = "/open-apis/hire/v1/jobs/:job_id/close",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:job" },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    errors = { 1002001, 1002002, 1002609 },
  },

  ["hire.job.combined_create"] = {
    doc = "Creates a job with its managers and its post.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/combined_create",
    post = "/open-apis/hire/v1/jobs/combined_create",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:job" },
    field_scopes = { common.user_id_scope },
    query = {
      common.user_id_type,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
    },
    body = {
      { "code?", string, "The platform's code of it." },
      { "experience?", integer { enum = enums.experience }, "Experience asked for." },
      { "expiry_time?", time_s { deprecated = "Use expiry_timestamp." }, "When the job runs out." },
      { "customized_data_list?", array(combined_job_object_value_map), "Values of custom fields." },
      { "min_level_id?", id { id_type = "job_level_id_type" }, "The lowest job level, by its id." },
      { "min_salary?", integer, "The least that is paid a month." },
      { "title", string, "Its name, as people see it." },
      { "job_managers", job_manager, "Says who works on the job." },
      { "job_process_id",
        id,
        "The process that applications go through, by the id of `hire.job_process.list`." },
      { "process_type",
        integer { enum = enums.process_type_of_external_application },
        "Kind of recruitment." },
      { "subject_id?", id, "The recruitment project, by the id of `hire.subject.list`." },
      { "job_function_id?", id, "Says what kind of work it is, by the id of `hire.job_function.list`." },
      { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
      { "head_count?", integer, "How many are sought." },
      { "is_never_expired", boolean, "Whether the job never runs out." },
      { "max_salary?", integer, "The most that is paid a month." },
      { "requirement?", string, "Says what is asked of a candidate." },
      { "description?", string, "Says what it is about, in words." },
      { "highlight_list?", array(string), "Says what speaks for the job." },
      { "job_type_id", id, "The category of work, by the id of `hire.job_type.list`." },
      { "max_level_id?",
        id { id_type = "job_level_id_type" },
        "The highest job level, by its id." },
      { "recruitment_type_id", id, "Kind of employment, by its id." },
      { "required_degree?", integer { enum = enums.required_degree }, "Degree asked for." },
      { "job_category_id?",
        id { id_type = "job_family_id_type" },
        "The category of the job, by its id." },
      { "address_id_list?", array(id), "The work places, by id; `hire.location.list` lists them." },
      { "job_attribute?",
        integer { enum = enums.job_attribute },
        "Whether the job is real, or a pool for others." },
      { "expiry_timestamp?", time_ms_string, "When the job runs out." },
      { "interview_registration_schema_id?",
        id { conditional = true },
        "The form before the interview, by its id; "
          .. "`hire.interview_registration_schema.list` lists them." },
      { "onboard_registration_schema_id?",
        id { conditional = true },
        "The form for new people, by its id; `hire.registration_schema.list` lists them." },
      { "target_major_id_list?", array(id), "Fields of study that are sought, by id." },
      { "portal_website_apply_form_schema_id?",
        id,
        "The form on the website, by its id; `hire.portal_apply_schema.list` lists them." },
      { "address_id?",
        id { hidden = true },
        "The address, by its id; `hire.location.list` lists them." },
    },
    returns = {
      { "default_job_post",
        combined_job_result_default_job_post,
        "The job post that came with the job." },
      { "job", job, "The job after the call, or as it was found." },
      { "job_manager", types.job_manager, "Says who works on the job." },
      { "interview_registration_schema_info",
        registration_schema_info,
        "The form that candidates fill in before the interview." },
      { "onboard_registration_schema_info",
        registration_schema_info,
        "The form that new people fill in." },
      { "target_major_list", array(target_major_info), "Fields of study that are sought." },
      { "portal_website_apply_form_schema_info",
        registration_schema_info,
        "The form that candidates fill in on the website." },
    },
    errors = {
      1002001, 1002002, 1002613, 1002603, 1002604, 1002605, 1002606, 1002607, 1002608,
      1002609, 1002622, 1002623, 1002630,
    },
  },

  ["hire.job.combined_update"] = {
    doc = "Changes a job with its managers and its post.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/combined_update",
    post = "/open-apis/hire/v1/jobs/:job_id/combined_update",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:job" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      common.user_id_type,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
    },
    body = {
      { "id?", id, "Id of the job." },
      { "experience?", integer { enum = enums.experience }, "Experience asked for." },
      { "expiry_time?", time_s { deprecated = "Use expiry_timestamp." }, "When the job runs out." },
      { "customized_data_list?", array(combined_job_object_value_map), "Values of custom fields." },
      { "min_level_id?", id { id_type = "job_level_id_type" }, "The lowest job level, by its id." },
      { "min_salary?", integer, "The least that is paid a month." },
      { "title?", string, "Its name, as people see it." },
      { "job_managers", job_manager, "Says who works on the job." },
      { "job_process_id?",
        id,
        "The process that applications go through, by the id of `hire.job_process.list`." },
      { "subject_id?", id, "The recruitment project, by the id of `hire.subject.list`." },
      { "job_function_id?", id, "Says what kind of work it is, by the id of `hire.job_function.list`." },
      { "department_id?", id { id_type = "department_id_type" }, "The department, by its id." },
      { "head_count?", integer, "How many are sought." },
      { "is_never_expired", boolean, "Whether the job never runs out." },
      { "max_salary?", integer, "The most that is paid a month." },
      { "requirement?", string, "Says what is asked of a candidate." },
      { "description?", string, "Says what it is about, in words." },
      { "highlight_list?", array(string), "Says what speaks for the job." },
      { "job_type_id", id, "The category of work, by the id of `hire.job_type.list`." },
      { "max_level_id?",
        id { id_type = "job_level_id_type" },
        "The highest job level, by its id." },
      { "required_degree?", integer { enum = enums.required_degree }, "Degree asked for." },
      { "job_category_id?",
        id { id_type = "job_family_id_type" },
        "The category of the job, by its id." },
      { "address_id_list?", array(id), "The work places, by id; `hire.location.list` lists them." },
      { "job_attribute?",
        integer { enum = enums.job_attribute },
        "Whether the job is real, or a pool for others." },
      { "expiry_timestamp?", time_ms_string, "When the job runs out." },
      { "target_major_id_list?", array(id), "Fields of study that are sought, by id." },
      { "address_id?",
        id { hidden = true },
        "The address, by its id; `hire.location.list` lists them." },
    },
    returns = {
      { "default_job_post",
        combined_job_result_default_job_post,
        "The job post that came with the job." },
      { "job", job, "The job after the call, or as it was found." },
      { "job_manager", types.job_manager, "Says who works on the job." },
      { "interview_registration_schema_info",
        interview_registration_schema_info { hidden = true },
        "The form that candidates fill in before the interview." },
      { "onboard_registration_schema_info",
        onboard_registration_schema_info { hidden = true },
        "The form that new people fill in." },
      { "target_major_list",
        array(target_major_list) { hidden = true },
        "Fields of study that are sought." },
      { "portal_website_apply_form_schema_info",
        portal_website_apply_form_schema_info { hidden = true },
        "The form that candidates fill in on the website." },
    },
    errors = {
      1002001, 1002002, 1002613, 1002615, 1002603, 1002604, 1002605, 1002606, 1002607,
      1002608, 1002609, 1002622, 1002623, 1002630, 1002631,
    },
  },

  ["hire.job.config"] = {
    doc = "Reads how a job is set up: forms, rounds, processes.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/config",
    get = "/open-apis/hire/v1/jobs/:job_id/config",
    limits = { "20/s" },
    scopes = { "hire:job:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
    },
    returns = {
      { "job_config", job_config_result, "How the job is set up." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.job.get"] = {
    doc = "Reads one job.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/get",
    get = "/open-apis/hire/v1/jobs/:job_id",
    limits = { "50/s" },
    scopes = { "hire:job:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
    },
    returns = {
      { "job", job_read, "The job after the call, or as it was found." },
    },
    errors = { 1002001, 1002002, 1002601 },
  },

  ["hire.job.get_detail"] = {
    doc = "Reads one job with its recruiters, requisitions, places and setup.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/get_detail",
    get = "/open-apis/hire/v1/jobs/:job_id/get_detail",
    limits = { "20/s" },
    scopes = { "hire:job.composite_info:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
    },
    returns = {
      { "job_detail", job_detail, "Everything about the job that was asked for." },
    },
    errors = { 1002001, 1002002, 1002601 },
  },

  ["hire.job.list"] = {
    doc = "Lists jobs, filtered by the time of their last change.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/list",
    get = "/open-apis/hire/v1/jobs",
    limits = { "50/s" },
    scopes = { "hire:job:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
      common.page_size(10, 20),
      common.page_token,
      common.user_id_type,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      { "recruiter_id_list?", array(id) { hidden = true }, "Says who recruits, by user id." },
      { "hiring_manager_id_list?",
        array(id) { hidden = true },
        "For whom is recruited, by user id." },
      { "assistant_id_list?", array(id) { hidden = true }, "Says who helps the recruiter, by user id." },
      { "department_id?", id { hidden = true }, "The department, by its id." },
      { "with_sub_department?",
        boolean { hidden = true },
        "Whether departments below it count too." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(job_job), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.job.open"] = {
    doc = "Opens a job again.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/open",
    post = "/open-apis/hire/v1/jobs/:job_id/open",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:job" },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    body = {
      { "expiry_time?", time_ms { conditional = true }, "When the job runs out." },
      { "is_never_expired", boolean, "Whether the job never runs out." },
    },
    errors = { 1002001, 1002002, 1002601, 1002613, 1002616 },
  },

  ["hire.job.recruiter"] = {
    doc = "Reads who works on a job.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/recruiter",
    get = "/open-apis/hire/v1/jobs/:job_id/recruiter",
    limits = { "50/s" },
    scopes = { "hire:job:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      common.user_id_type,
    },
    returns = {
      { "info", job_recruiter2, "Says who works on the job." },
    },
    errors = { 1002001, 1002002, 1002601 },
  },

  ["hire.job.update_config"] = {
    doc = "Changes how a job is set up, part by part.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job/update_config",
    post = "/open-apis/hire/v1/jobs/:job_id/update_config",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:job" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      common.user_id_type,
    },
    body = {
      { "offer_apply_schema_id?",
        id { conditional = true },
        "The offer form, by its id; `hire.offer_application_form.list` lists them." },
      { "offer_process_conf?", string, "The approval process of the offer." },
      { "recommended_evaluator_id_list?",
        array(id { id_type = "user_id_type" }),
        "Says who may evaluate résumés, by user id." },
      { "update_option_list", array(integer {
        enum = {
          { 1, { en = "feedback form", zh = "更新面试评价表" } },
          { 2, { en = "offer form", zh = "更新 Offer 申请表" } },
          3,
          { 4, { en = "requisitions", zh = "更新招聘需求" } },
          { 5, { en = "proposed interviewers", zh = "更新建议面试官" } },
          { 6, { en = "proposed evaluators", zh = "更新建议评估人" } },
          { 8, { en = "related jobs", zh = "更新关联职位" } },
          { 9, { en = "interviewers' appointments", zh = "更新面试官安排面试配置" } },
          { 10, { en = "form before interviews", zh = "更新面试登记表" } },
          { 11, { en = "form for new people", zh = "更新入职登记表" } },
          { 12, { en = "form on the website", zh = "更新官网申请表" } },
        },
      }) { min_items = 1 }, "Says which parts are updated; only these parameters count." },
      { "assessment_template_biz_id?",
        id { conditional = true },
        "The feedback form, by its business id; `hire.interview_feedback_form.list` lists them." },
      { "interview_round_conf_list?",
        array(job_config_interview_round_conf) { conditional = true },
        "The interviewers of each round." },
      { "jr_id_list?", array(id), "Requisitions that the job fulfils, by id." },
      { "interview_registration_schema_id?",
        id { conditional = true },
        "The form before the interview, by its id; "
          .. "`hire.interview_registration_schema.list` lists them." },
      { "onboard_registration_schema_id?",
        id { conditional = true },
        "The form for new people, by its id; `hire.registration_schema.list` lists them." },
      { "interview_round_type_conf_list?",
        array(job_config_round_type) { conditional = true },
        "The feedback form of each kind of round." },
      { "related_job_id_list?", array(id), "Jobs that share candidates with this one, by id." },
      { "interview_appointment_config?",
        interview_appointment_config_given { conditional = true },
        "How candidates choose a time themselves." },
      { "portal_website_apply_form_schema_id?",
        id,
        "The form on the website, by its id; `hire.portal_apply_schema.list` lists them." },
    },
    returns = {
      { "job_config", job_config_result, "How the job is set up." },
    },
    errors = { 1002001, 1002002, 1002613, 1002609, 1002611, 1002620, 1002621, 1002703 },
  },
}
