-- SPDX-License-Identifier: MIT

--- Job posts on the referral website.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local level = types.id_name_by "job_level_id_type"

local option = object "website_job_post_customized_option" {
  { "key", id, "Option id." },
  { "name", common.i18n, "Name of the option." },
}

local custom_value = object "website_job_post_customized_value" {
  { "content", string, "The text, where the kind is 1, 2 or 10." },
  { "option", option, "The choice, where the kind is 3." },
  { "option_list", array(option), "The choices, where the kind is 4." },
  { "time_range", object "website_job_post_customized_time_range" {
    { "start_time", time_ms_string, "When it begins." },
    { "end_time", time_ms_string, "When it ends." },
  }, "The span, where the kind is 8." },
  { "time", time_ms_string, "The day, month or year, where the kind is 5, 6 or 7." },
  { "number", string, "The number, where the kind is 9." },
}

local custom_field = object "website_job_post_customized_data" {
  { "object_id", id, "Custom field id." },
  { "name", common.i18n, "Name of the field." },
  { "object_type", integer {
    enum = {
      { 1, { en = "line of text", zh = "单行文本" } },
      { 2, { en = "text", zh = "多行文本" } },
      { 3, { en = "choice", zh = "单选" } },
      { 4, { en = "choices", zh = "多选" } },
      { 5, { en = "date", zh = "日期" } },
      { 6, { en = "month", zh = "月份选择" } },
      { 7, { en = "year", zh = "年份选择" } },
      { 8, { en = "time span", zh = "时间段" } },
      { 9, { en = "number", zh = "数字" } },
      { 10, { en = "default field", zh = "默认字段" } },
    },
  }, "Kind of field; it says which member of `value` is set." },
  { "value", custom_value, "The value of the field." },
}

local degrees = {
  { 1, { en = "primary school or higher", zh = "小学及以上" } },
  { 2, { en = "junior secondary or higher", zh = "初中及以上" } },
  { 3, { en = "vocational school or higher", zh = "专职及以上" } },
  { 4, { en = "senior secondary or higher", zh = "高中及以上" } },
  { 5, { en = "junior college or higher", zh = "大专及以上" } },
  { 6, { en = "bachelor or higher", zh = "本科及以上" } },
  { 7, { en = "master or higher", zh = "硕士及以上" } },
  { 8, { en = "doctorate", zh = "博士及以上" } },
  { 20, { en = "any", zh = "不限" } },
}

local experiences = {
  { 1, { en = "any", zh = "不限" } },
  { 2, { en = "new graduate", zh = "应届毕业生" } },
  { 3, { en = "under 1 year", zh = "1年以下" } },
  { 4, { en = "1 to 3 years", zh = "1-3年" } },
  { 5, { en = "3 to 5 years", zh = "3-5年" } },
  { 6, { en = "5 to 7 years", zh = "5-7年" } },
  { 7, { en = "7 to 10 years", zh = "7-10年" } },
  { 8, { en = "over 10 years", zh = "10年以上" } },
}

local job_post = object "portal_job_post" {
  { "id", id, "Job post id." },
  { "title", string, "Job title." },
  { "job_id", id, "The job that is advertised, by its id." },
  { "job_code", string, "The job's number, such as R18; a company may choose it." },
  { "job_expire_time", time_ms_string, "When the job expires; empty for never." },
  { "job_active_status", integer {
    enum = { { 1, { en = "active", zh = "启用态" } }, { 2, { en = "disabled", zh = "禁用态" } } },
  }, "Whether the job is open." },
  { "job_process_type", integer {
    enum = { { 1, { en = "experienced hires", zh = "社招" } }, { 2, { en = "campus", zh = "校招" } } },
  }, "Kind of recruitment." },
  { "job_recruitment_type", types.id_name, "Kind of employment." },
  { "job_department", types.id_name_by "department_id_type", "The department that recruits." },
  { "job_type", types.id_name, "Job category." },
  { "min_job_level", level, "Lowest job level." },
  { "max_job_level", level, "Highest job level." },
  { "address", types.address { deprecated = "Use address_list." }, "Where the job is." },
  { "min_salary", string, "Lowest monthly salary, whole thousands." },
  { "max_salary", string, "Highest monthly salary, whole thousands." },
  { "required_degree", integer { enum = degrees }, "The degree that a candidate needs at least." },
  { "experience", integer { enum = experiences }, "Required experience." },
  { "headcount", integer, "Number of people to hire." },
  { "high_light_list", array(types.id_name), "Highlights of the job." },
  { "description", string, "Description of the work." },
  { "requirement", string, "Requirements for candidates." },
  { "creator", types.person, "The user who made the post." },
  { "create_time", time_ms_string, "When the post was made." },
  { "modify_time", time_ms_string, "When the post was last changed." },
  { "customized_data_list", array(custom_field), "Custom fields." },
  { "job_function", types.id_name, "Kind of work." },
  { "subject", types.id_name, "Recruitment project." },
  { "address_list", array(types.address), "All places where the job is." },
}

local portal_job_post = object "portal_job_post" {
  { "id", id, "Id of the portal job post." },
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
  { "address", types.address { deprecated = "Use address_list." }, "Where it is." },
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
  { "job_function", types.id_name, "Kind of work." },
  { "address_list", array(types.address), "All work places of the job." },
}

return {
  ["hire.referral_website.job_post.get"] = {
    doc = "Reads one job post of the referral website.",
    url = "https://open.feishu.cn/document/server-docs/hire-v1/get-candidates/referral/get",
    get = "/open-apis/hire/v1/referral_websites/job_posts/:job_post_id",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:referral_website:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "job_post_id", id, "The job post to read." },
    },
    query = {
      common.user_id_type,
      { "department_id_type?", string {
        enum = {
          { "open_department_id", { en = "made by the platform, unique for ever", zh = "系统生成" } },
          { "department_id", { en = "chosen by the tenant, reusable once deleted", zh = "自定义" } },
        },
        default = "open_department_id",
      }, "The kind of department id in the answer." },
      { "job_level_id_type?", string {
        enum = {
          { "people_admin_job_level_id", { en = "of the people administration, being retired", zh = "人力系统管理后台" } },
          { "job_level_id", { en = "of the Feishu administration", zh = "飞书管理后台" } },
        },
        default = "people_admin_job_level_id",
      }, "The kind of job level id in the answer." },
    },
    returns = { { "job_post", job_post, "The job as the website shows it." } },
    errors = { 1002001, 1002002, 1002509 },
  },

  ["hire.referral_website.job_post.list"] = {
    doc = "Lists the job posts that referrers see on the referral website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/referral_website-job_post/list",
    get = "/open-apis/hire/v1/referral_websites/job_posts",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:referral_website:readonly" },
    field_scopes = { common.user_id_scope },
    aliases = { "hire.referral_website_job_post.list" },
    query = {
      { "process_type?",
        integer { enum = enums.process_type_of_external_application },
        "Kind of recruitment." },
      common.page_token,
      common.page_size(10, 10),
      common.user_id_type,
      types.department_id_type,
      types.job_level_id_type_people_admin,
    },
    returns = {
      { "items", array(portal_job_post), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
