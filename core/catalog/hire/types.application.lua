-- SPDX-License-Identifier: MIT

--- The parts of applications and of their offers.
local common = import "common/types"
local enums = import "hire/enums"
local offers = import "hire/types.offer"
local types = import "hire/types"
local M = {}

local resume_source_type = {
  { 10000, { en = "referral", zh = "内推" } },
  { 10001, { en = "headhunter", zh = "猎头" } },
  { 10002, { en = "within the company", zh = "内部来源" } },
  { 10003, { en = "job board", zh = "第三方招聘网站" } },
  { 10004, { en = "social network", zh = "社交媒体" } },
  { 10005, { en = "offline", zh = "线下来源" } },
  { 10006, { en = "other", zh = "其他" } },
  { 10007, { en = "recommended from outside", zh = "外部推荐" } },
  { 10008, { en = "employee changing jobs", zh = "员工转岗" } },
  { 10009, { en = "intern taken on", zh = "实习生转正" } },
}

M.application_stage_info = object "application_stage_info" {
  { "id", id, "Id of the stage." },
  { "zh_name", string, "Name of the stage in Chinese." },
  { "en_name", string, "Name of the stage in English." },
  { "type", integer { enum = enums.type_of_application }, "Kind of stage." },
}

M.application_resume_source = object "application_resume_source" {
  { "id", id, "Id of the source." },
  { "name", common.i18n, "The source's name, as people see it." },
  { "resume_source_type",
    integer { enum = resume_source_type },
    "Kind of source." },
}

M.application_website_channel = object "application_website_channel" {
  { "channel_id", id, "The channel, by its id; `hire.website.channel.list` lists them." },
  { "channel_name", common.i18n, "The channel's name, as people see it." },
}

M.application_website_resume_source = object "application_website_resume_source" {
  { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
  { "website_name", common.i18n, "The website's name, as people see it." },
  { "channel", M.application_website_channel, "The channel of the website that it came by." },
}

M.application_stage_time = object "application_stage_time" {
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "enter_time", time_ms_string, "When the application came into the stage." },
  { "exit_time", time_ms_string, "When the application left the stage." },
}

M.recruitment_type = object "recruitment_type" {
  { "id", id, "Id of the kind." },
  { "name", common.i18n, "The kind's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

M.department = object "department" {
  { "id", id, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

M.city_list = object "city_list" {
  { "code", string, "The platform's code of it." },
  { "name", common.i18n, "The city's name, as people see it." },
}

M.job_info = object "job_info" {
  { "id", id, "Id of the job." },
  { "name", string, "The job's name, as people see it." },
  { "code", string, "The job's number, such as R18; a company may choose it." },
  { "description", string, "A description in plain text." },
  { "requirement", string, "Skills and experience that a candidate needs." },
  { "recruitment_type", M.recruitment_type, "Kind of employment." },
  { "department", M.department, "The department that recruits." },
  { "process_type", integer, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "city_list", M.city_list, "The cities of the job." },
}

M.application = object "application" {
  { "id", id, "Id of the application." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "resume_source_id", id, "Where the résumé came from, by the id of `hire.resume_source.list`." },
  { "stage", M.application_stage_info, "The stage that it is in." },
  { "active_status",
    integer { enum = { { 1, { en = "active", zh = "活跃" } }, 2 } },
    "Whether it is still going on." },
  { "delivery_type",
    integer { enum = enums.delivery_type_of_application },
    "How the candidate came in." },
  { "resume_source_info", M.application_resume_source, "Where the résumé came from." },
  { "website_resume_source", M.application_website_resume_source,
    "The website that it came from." },
  { "talent_attachment_resume_id",
    id,
    "The résumé's file, by its id; `hire.attachment.get` tells where to download it." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "stage_time_list",
    array(M.application_stage_time),
    "When it came into each stage, and left it." },
  { "termination_type", integer { enum = enums.termination_type }, "The side that ended it." },
  { "termination_reason_list",
    array(string),
    "Reasons for its end, as ids of `hire.termination_reason.list`." },
  { "termination_reason_note", string, "The reason for its end, in plain text." },
  { "application_preferred_city_list",
    array(types.code_name),
    "Cities where the candidate wants to work." },
  { "creator_id", id, "The user who created it, by id." },
  { "job_info", M.job_info { hidden = true }, "The job that it is about." },
}

M.base_address = object "base_address" {
  { "id", id, "Id of the base address." },
  { "zh_name", string, "Name of the base address in Chinese." },
  { "en_name", string, "Name of the base address in English." },
  { "district", offers.base_district, "The district that it is in." },
  { "city", offers.base_city, "The city that it is in." },
  { "state", offers.base_city, "The province or state that it is in." },
  { "country", offers.base_country, "The country or region that it is in." },
}

M.location_info = object "location_info" {
  { "id", id, "Id of the place." },
  { "zh_name", string, "Name of the place in Chinese." },
  { "en_name", string, "Name of the place in English." },
}

M.address_info = object "address_info" {
  { "id", id, "Id of the address." },
  { "zh_name", string, "Name of the address in Chinese." },
  { "en_name", string, "Name of the address in English." },
}

M.work_location_address_info = object "work_location_address_info" {
  { "location_info", M.location_info, "The place of work." },
  { "address_info", M.address_info, "The street address of the place of work." },
}

M.application_offer_basic_info = object "application_offer_basic_info" {
  { "offer_type", integer {
    enum = {
      { 1, { en = "experienced hires", zh = "社招offer" } },
      { 2, { en = "campus", zh = "校招offer" } },
      { 3, { en = "internship", zh = "实习offer" } },
      { 4, { en = "intern taken on", zh = "实习生转正offer" } },
    },
    deprecated = "The documents advise against it.",
  }, "Kind of offer." },
  { "remark", string, "A remark in words." },
  { "expire_time", time_ms, "When it runs out." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "The user in charge of the offer, by id." },
  { "creator_user_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "employee_type", offers.base_bilingual_with_id, "Kind of employment." },
  { "create_time", time_ms_string, "When it was created." },
  { "leader_user_id", id { id_type = "user_id_type" },
    "The person's future superior, by user id." },
  { "onboard_date", string { value_format = "YYYY-MM-DD" }, "The day on which the person starts." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "probation_month", integer, "Length of the probation, in months." },
  { "contract_year", integer, "Length of the contract, in years." },
  { "contract_period", offers.contract_period_info, "Length of the contract." },
  { "recruitment_type", offers.base_bilingual_with_id_read, "Kind of employment." },
  { "sequence", offers.base_bilingual_with_id_application, "The family of jobs." },
  { "level", offers.base_bilingual_with_id_2, "The job level." },
  { "onboard_address", M.base_address, "Where the person starts." },
  { "work_address", M.base_address, "Where the person works." },
  { "customize_info_list",
    array(offers.application_offer_custom_value),
    "Values of custom fields." },
  { "position_id", id, "The position in the people system, by its id." },
  { "job_offered", string, "The title that is offered." },
  { "job_grade_id", id, "The grade of the post, by its id." },
  { "common_attachment_id_list", array(id), "The files, by the ids that their uploads gave." },
  { "pathway_id", id, "The career path, by its id." },
  { "work_location_address_info",
    M.work_location_address_info { hidden = true },
    "Where the person works, newer form." },
}

M.application_offer = object "application_offer" {
  { "id", id, "Id of the offer." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "basic_info", M.application_offer_basic_info, "The main facts." },
  { "salary_plan", offers.application_offer_salary_plan, "Pay under the offer." },
  { "schema_id", id, "The form, by its id." },
  { "offer_status", integer {
    enum = {
      { 0, { en = "all", zh = "所有" } },
      { 1, { en = "not applied for", zh = "未申请" } },
      { 2, { en = "being approved", zh = "审批中" } },
      { 3, { en = "approval withdrawn", zh = "审批已撤回" } },
      { 4, { en = "approved", zh = "审批通过" } },
      { 5, { en = "not approved", zh = "审批不通过" } },
      { 6, { en = "sent", zh = "Offer 已发出" } },
      { 7, { en = "accepted by the candidate", zh = "候选人已接受" } },
      { 8, { en = "declined by the candidate", zh = "候选人已拒绝" } },
      { 9, { en = "no longer valid", zh = "Offer 已失效" } },
      { 10, { en = "not yet approved", zh = "未审批" } },
      11,
      12,
      13,
    },
  }, "Progress of the offer." },
  { "job_info", offers.offer_job_info, "The job that it is about." },
  { "customized_module_list",
    array(offers.application_offer_custom_module),
    "Values of custom modules." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "offer_send_record_list", array(offers.offer_send_record), "When and how the offer was sent." },
}

return M
