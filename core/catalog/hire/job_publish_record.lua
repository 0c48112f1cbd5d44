-- SPDX-License-Identifier: MIT

--- Where jobs were published.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local website_job_post = object "website_job_post" {
  { "id", id, "Id of the website job post." },
  { "title", string, "Its name, as people see it." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "job_code", string, "The job's number, such as R18; a company may choose it." },
  { "job_expire_time", time_ms_string, "When the job runs out; empty for never." },
  { "job_active_status", integer { enum = enums.job_active_status }, "Whether the job is open." },
  { "job_process_type",
    integer { enum = enums.process_type_of_external_application },
    "Kind of recruitment." },
  { "job_recruitment_type", types.id_name, "Kind of employment." },
  { "job_department", types.id_name_by "department_id_type", "The department that recruits." },
  { "job_type", types.id_name, "The category of work." },
  { "min_job_level", types.id_name_by "job_level_id_type", "The lowest job level." },
  { "max_job_level", types.id_name_by "job_level_id_type", "The highest job level." },
  { "address", types.address, "Where it is." },
  { "min_salary", string, "The least that is paid a month." },
  { "max_salary", string, "The most that is paid a month." },
  { "required_degree", integer { enum = enums.required_degree }, "Degree asked for." },
  { "experience", integer { enum = enums.experience }, "Experience asked for." },
  { "headcount", integer, "Number of people to hire." },
  { "high_light_list", array(types.id_name), "Advantages that the job offers." },
  { "description", string, "A description in plain text." },
  { "requirement", string, "Skills and experience that a candidate needs." },
  { "creator", types.person, "The person who created it." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "customized_data_list",
    array(types.website_job_post_customized_data),
    "Values of custom fields." },
  { "address_list", array(types.address), "All work places of the job." },
  { "job_sequence_info",
    types.id_name_by "job_family_id_type",
    "The family of jobs that it belongs to." },
  { "currency", integer, "The currency of the pay." },
  { "target_major_list", array(types.id_name), "Fields of study that are sought." },
}

return {
  ["hire.job_publish_record.search"] = {
    doc = "Lists the jobs that were published on a channel.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/job_publish_record/search",
    post = "/open-apis/hire/v1/job_publish_records/search",
    repeatable = true, -- a POST that only reads
    limits = { "50/s", "1000/min" },
    scopes = { "hire:job:readonly", "hire:job" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_token,
      common.page_size(10, 100),
      common.user_id_type,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
    },
    body = {
      { "job_channel_id", id, "The channel, by its id; `hire.website.list` tells it." },
    },
    returns = {
      { "items", array(website_job_post), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
