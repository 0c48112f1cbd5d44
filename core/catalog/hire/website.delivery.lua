-- SPDX-License-Identifier: MIT

--- Applications on a careers website.
local common = import "common/types"
local enums = import "hire/enums"

local website_delivery_attachment_indentification = object "website_delivery_attachment_indentification" {
  { "identification_type?",
    integer { enum = enums.identification_type_of_talent_too },
    "Kind of identity document." },
  { "identification_number?", string, "The number of the identity document." },
}

local website_delivery_customized_data = object "website_delivery_customized_data" {
  { "object_id?", id, "The custom field, by its id." },
  { "value?", string, "The content of the field." },
}

local website_delivery_internship = object "website_delivery_internship" {
  { "desc?", string, "A description in plain text." },
  { "end_time?", time_ms, "When it ends." },
  { "start_time?", time_ms, "When it begins." },
  { "title?", string, "Its name, as people see it." },
  { "company?", string, "The employer." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
}

local website_delivery_identification = object "website_delivery_identification" {
  { "identification_number?", string, "The number of the identity document." },
  { "identification_type?",
    integer { enum = enums.identification_type_of_talent_too },
    "Kind of identity document." },
}

local website_delivery_basic_info = object "website_delivery_basic_info" {
  { "nationality_id?", id, "The nationality, by its code." },
  { "start_work_time?", time_ms, "When the candidate began to work." },
  { "current_home_address?", string, "Where the candidate lives now, street included." },
  { "hometown_city_code?", string, "The city where the candidate comes from, by code." },
  { "mobile_country_code?", string, "The country of the mobile number, such as CN_1." },
  { "identification?", website_delivery_identification, "The candidate's identity document." },
  { "marital_status?", integer { enum = enums.marital_status }, "As the candidate stated it." },
  { "mobile?", string, "Mobile number." },
  { "current_city_code?", string, "The city where the candidate lives now, by code." },
  { "experience_years?", integer, "Years of work." },
  { "gender?", integer { enum = enums.gender }, "As the candidate stated it." },
  { "birthday?", time_ms, "Date of birth." },
  { "name", string, "The candidate's name, as people see it." },
  { "preferred_city_code_list?",
    array(string),
    "Cities where the candidate wants to work, by code." },
  { "resume_source_id?",
    id,
    "Where the résumé came from, by the id of `hire.resume_source.list`." },
  { "age?", integer, "Age in years." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
  { "email?", string, "E-mail address." },
}

local website_delivery_education = object "website_delivery_education" {
  { "education_type?", integer {
    enum = {
      { 1, { en = "outside mainland China", zh = "非中国大陆" } },
      { 2, { en = "full-time", zh = "统招全日制" } },
      { 3, { en = "part-time", zh = "非全日制" } },
      { 4, { en = "self-taught examination", zh = "自考" } },
      { 5, { en = "other", zh = "其他" } },
    },
  }, "Kind of education." },
  { "end_time?", time_ms, "When it ends." },
  { "end_time_v2?", time_ms, "When it ends; the newer of the two fields." },
  { "field_of_study?", string, "The subject of study." },
  { "school?", string, "The school's name, as people see it." },
  { "start_time?", time_ms, "When it begins." },
  { "academic_ranking?", integer {
    enum = {
      { 5, { en = "top 5%", zh = "前 5 %" } },
      { 10, { en = "top 10%", zh = "前 10 %" } },
      { 20, { en = "top 20%", zh = "前 20 %" } },
      { 30, { en = "top 30%", zh = "前 30 %" } },
      { 50, { en = "top 50%", zh = "前 50 %" } },
      { 51, { en = "other", zh = "其他" } },
    },
  }, "Where the candidate stood in the year, in per cent from the top." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
  { "degree?", integer { enum = enums.degree }, "The degree that it led to." },
}

local website_delivery_self_evaluation = object "website_delivery_self_evaluation" {
  { "content?", string, "The text." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
}

local website_delivery_career = object "website_delivery_career" {
  { "desc?", string, "A description in plain text." },
  { "end_time?", time_ms, "When it ends." },
  { "start_time?", time_ms, "When it begins." },
  { "title?", string, "Its name, as people see it." },
  { "company?", string, "The employer." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
}

local website_delivery_customized_data_parent = object "website_delivery_customized_data_parent" {
  { "object_id?", id, "The custom field, by its id." },
  { "children?", array(website_delivery_customized_data), "The fields of the module." },
}

local website_delivery_sns = object "website_delivery_sns" {
  { "sns_type?", integer { enum = enums.sns_type }, "The social network." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
  { "link?", string, "Where more can be seen." },
}

local website_delivery_works_attachment = object "website_delivery_works_attachment" {
  { "file_id?", id, "The file, by the id that its upload gave." },
}

local website_delivery_works = object "website_delivery_works" {
  { "desc?", string, "A description in plain text." },
  { "link?", string, "Where more can be seen." },
  { "attachment?", website_delivery_works_attachment, "The file, and where to download it." },
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
}

local website_delivery_award = object "website_delivery_award" {
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
  { "desc?", string, "A description in plain text." },
  { "title?", string, "Its name, as people see it." },
  { "award_time?", time_ms, "When the award was given." },
}

local website_delivery_project = object "website_delivery_project" {
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
  { "desc?", string, "A description in plain text." },
  { "end_time?", time_ms, "When it ends." },
  { "link?", string, "Where more can be seen." },
  { "name?", string, "The project's name, as people see it." },
  { "role?", string, "The person's task." },
  { "start_time?", time_ms, "When it begins." },
}

local website_delivery_language = object "website_delivery_language" {
  { "customized_data?", array(website_delivery_customized_data), "Values of custom fields." },
  { "language?", integer { enum = enums.language_of_talent_too },
    "A language that the candidate speaks." },
  { "proficiency?", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
}

local website_delivery_resume = object "website_delivery_resume" {
  { "internship_list?", array(website_delivery_internship), "Internships that the candidate did." },
  { "basic_info", website_delivery_basic_info, "The main facts." },
  { "education_list?", array(website_delivery_education), "Schools and universities." },
  { "self_evaluation?", website_delivery_self_evaluation, "The candidate's own view of themself." },
  { "career_list?", array(website_delivery_career), "Jobs that the candidate had." },
  { "customized_data?",
    array(website_delivery_customized_data_parent),
    "Values of custom fields." },
  { "resume_attachment_id?", id, "The résumé's file, by the id that its upload gave." },
  { "sns_list?", array(website_delivery_sns), "Accounts on social networks." },
  { "works_list?", array(website_delivery_works), "Works of the candidate's own." },
  { "award_list?", array(website_delivery_award), "Awards and prizes." },
  { "project_list?", array(website_delivery_project), "Projects that the candidate worked on." },
  { "language_list?", array(website_delivery_language), "Languages that the candidate speaks." },
}

local website_delivery_dto = object "website_delivery_dto" {
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "id", id, "Id of the delivery." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "job_post_id", id, "The job post, by its id; `hire.website.job_post.list` lists them." },
  { "portal_resume_id", id, "The résumé on the website, by its id." },
  { "user_id", id, "The website's user, by id." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
}

return {
  ["hire.website.delivery.create_by_attachment"] = {
    doc = "Applies on a careers website with a résumé's file; a task reads it.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/website-delivery/create_by_attachment",
    post = "/open-apis/hire/v1/websites/:website_id/deliveries/create_by_attachment",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:site_application" },
    aliases = { "hire.website_delivery.create_by_attachment" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
    },
    body = {
      { "job_post_id", id, "The job post, by its id; `hire.website.job_post.list` lists them." },
      { "user_id", id, "The user, by the kind of id that `user_id_type` names." },
      { "resume_file_id", id, "The résumé's file, by the id that its upload gave." },
      { "channel_id?", id, "The channel, by its id; `hire.website.channel.list` lists them." },
      { "application_preferred_city_code_list?",
        array(string) { max_items = 1 },
        "Cities where the candidate wants to work, by code; `hire.location.query` has them." },
      { "mobile_country_code?", string, "The country of the mobile number, such as CN_1." },
      { "mobile?", string, "Mobile number." },
      { "email?", string, "E-mail address." },
      { "identification?",
        website_delivery_attachment_indentification,
        "The candidate's identity document." },
    },
    returns = {
      { "task_id",
        id,
        "The task, by its id; `hire.website.delivery_task.get` tells how it ended." },
    },
    errors = { 1002001, 1002002, 1002011, 1002007, 1002009 },
  },

  ["hire.website.delivery.create_by_resume"] = {
    doc = "Applies on a careers website with a résumé given field by field.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/website-delivery/create_by_resume",
    post = "/open-apis/hire/v1/websites/:website_id/deliveries/create_by_resume",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:site_application" },
    field_scopes = { common.user_id_scope },
    aliases = { "hire.website_delivery.create_by_resume" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
    },
    query = {
      common.user_id_type,
    },
    body = {
      { "job_post_id", id, "The job post, by its id; `hire.website.job_post.list` lists them." },
      { "resume", website_delivery_resume, "The candidate's résumé, field by field." },
      { "user_id", id, "The user, by the kind of id that `user_id_type` names." },
      { "application_preferred_city_code_list?",
        array(string),
        "Cities where the candidate wants to work, by code; `hire.location.query` has them." },
      { "channel_id?", id, "The channel, by its id; `hire.website.channel.list` lists them." },
    },
    returns = {
      { "delivery", website_delivery_dto, "The application as the website has it." },
    },
    errors = { 1002001, 1002002, 1002511, 1002513 },
  },
}
