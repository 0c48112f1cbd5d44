-- SPDX-License-Identifier: MIT

--- The parts of a job's detail: `hire.job.get_detail`.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"
local job = import "hire/types.job"
local M = {}

M.job_detail_recruitment_type = object "job_detail_recruitment_type" {
  { "id", id, "Id of the kind." },
  { "name", common.i18n, "The kind's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_detail_department = object "job_detail_department" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

M.job_detail_level = object "job_detail_level" {
  { "id", id { id_type = "job_level_id_type" }, "Id of the level." },
  { "name", common.i18n, "The level's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_detail_highlight = object "job_detail_highlight" {
  { "id", id, "Id of the highlight." },
  { "name", common.i18n, "The highlight's name, as people see it." },
}

M.job_detail_category = object "job_detail_category" {
  { "id", id { id_type = "job_family_id_type" }, "Id of the category." },
  { "name", common.i18n, "The category's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.job_detail_type = object "job_detail_type" {
  { "id", id, "Id of the category." },
  { "name", common.i18n, "The category's name, as people see it." },
}

M.job_detail_target_major_info = object "job_detail_target_major_info" {
  { "id", id, "Id of the subject of study." },
  { "name", common.i18n, "The name of the subject of study, as people see it." },
}

M.job_detail_basic_info = object "job_detail_basic_info" {
  { "id", id, "Id of the job." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "A description in plain text." },
  { "code", string, "The job's number, such as R18; a company may choose it." },
  { "requirement", string, "Skills and experience that a candidate needs." },
  { "recruitment_type", M.job_detail_recruitment_type, "Kind of employment." },
  { "department", M.job_detail_department, "The department that recruits." },
  { "min_job_level", M.job_detail_level, "The lowest job level." },
  { "max_job_level", M.job_detail_level, "The highest job level." },
  { "highlight_list", array(M.job_detail_highlight), "Advantages that the job offers." },
  { "job_category", M.job_detail_category, "The category of the job, older form." },
  { "job_type", M.job_detail_type, "The category of work." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether the job is open." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "process_name", common.i18n, "The process's name, as people see it." },
  { "customized_data_list", array(job.job_customized_data), "Values of custom fields." },
  { "job_function", types.id_name, "Kind of work." },
  { "subject", types.id_name, "The recruitment project." },
  { "head_count", integer, "Number of people to hire." },
  { "experience", integer { enum = enums.experience }, "Experience asked for." },
  { "expiry_time", time_ms_string, "When the job runs out." },
  { "min_salary", integer, "The least that is paid a month." },
  { "max_salary", integer, "The most that is paid a month." },
  { "required_degree", integer { enum = enums.required_degree }, "Degree asked for." },
  { "city_list", array(types.code_name), "The cities of the job." },
  { "job_attribute",
    integer { enum = enums.job_attribute },
    "Whether the job is real, or a pool for others." },
  { "target_major_list", array(M.job_detail_target_major_info), "Fields of study that are sought." },
  { "storefront_mode", integer {
    enum = {
      { 1, { en = "an ordinary job", zh = "普通职位" } },
      { 2, { en = "a job of stores", zh = "门店职位" } },
    },
  }, "Whether the job is one of stores." },
}

M.job_user_info = object "job_user_info" {
  { "id", id { id_type = "user_id_type" }, "Id of the user." },
  { "name", common.i18n, "The user's name, as people see it." },
}

M.job_requirement_simple = object "job_requirement_simple" {
  { "id", id, "Id of the requisition." },
  { "short_code", string, "The company's code of the requisition." },
  { "name", string, "The requisition's name, as people see it." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
}

M.job_config_detail = object "job_config_detail" {
  { "offer_apply_schema", types.id_name, "The offer form of the job." },
  { "offer_process_conf", types.id_name, "The approval process of the offer." },
  { "recommended_evaluator_list", array(types.person), "The people who may evaluate résumés." },
  { "assessment_template", types.id_name, "The feedback form." },
  { "interview_round_list", array(job.job_config_interview_round), "The interviewers of each round." },
  { "interview_registration",
    job.registration_info,
    "The form that candidates fill in before the interview." },
  { "onboard_registration", job.registration_info, "The form that new people fill in." },
  { "interview_round_type_list",
    array(job.job_config_round_type_result),
    "The feedback form of each kind of round." },
  { "related_job_list", array(types.id_name), "Jobs that share candidates with this one." },
  { "job_attribute", integer, "Whether the job is real, or a pool for others." },
  { "interview_appointment_config",
    job.interview_appointment_config,
    "How candidates choose a time themselves." },
  { "internship_offer_apply_schema", types.id_name, "The offer form for interns." },
  { "id", id { hidden = true }, "Id of the configuration." },
}

M.job_department_simple = object "job_department_simple" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

M.job_storefront = object "job_storefront" {
  { "id", id, "Id of the store." },
  { "name", common.i18n, "The store's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_role }, "Whether it is in use." },
  { "department", M.job_department_simple, "The department that recruits." },
  { "address", types.address, "Where it is." },
  { "manager", M.job_user_info, "The head of the store." },
  { "create_time", time_ms_string, "When it was created." },
  { "remark", common.i18n, "A remark in words." },
}

M.job_detail_tag = object "job_detail_tag" {
  { "id", id, "Id of the tag." },
  { "name", common.i18n, "The tag's name, as people see it." },
  { "order", integer, "Where it stands in the list." },
}

M.stage = object "stage" {
  { "id", id, "Id of the stage." },
  { "zh_name", string, "Name of the stage in Chinese." },
  { "en_name", string, "Name of the stage in English." },
  { "type", integer { enum = enums.type_of_application }, "Kind of stage." },
}

M.stage_count_list = object "stage_count_list" {
  { "count", integer, "Number of applications in the stage." },
  { "stage", M.stage, "The stage that it is in." },
}

M.job_detail = object "job_detail" {
  { "basic_info", M.job_detail_basic_info, "The main facts." },
  { "recruiter", M.job_user_info, "The person who recruits." },
  { "assistant_list", array(M.job_user_info), "The people who help the recruiter." },
  { "hiring_manager_list", array(M.job_user_info), "The people for whom the job is filled." },
  { "job_requirement_list", array(M.job_requirement_simple), "Requisitions that the job fulfils." },
  { "address_list", array(types.address), "All work places of the job." },
  { "job_config", M.job_config_detail, "How the job is set up." },
  { "storefront_list", array(M.job_storefront), "The stores that the job is for." },
  { "tag_list", array(M.job_detail_tag), "Labels for sorting and searching." },
  { "stage_count_list",
    array(M.stage_count_list) { hidden = true },
    "Numbers of applications, one entry per stage." },
}

return M
