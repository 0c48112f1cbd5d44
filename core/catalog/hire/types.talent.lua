-- SPDX-License-Identifier: MIT

--- The parts of talents: what is sent, read and listed.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"
local M = {}

local object_type_of_talent = {
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
  { 11, { en = "module", zh = "模块" } },
  { 12, { en = "day", zh = "日选择" } },
  { 13, { en = "file", zh = "附件" } },
}

local career_type_of_talent = {
  { 1, { en = "internship", zh = "实习经历" } },
  { 2, { en = "job", zh = "工作经历" } },
}

local career_type_of_talent_too = {
  { 1, { en = "internship", zh = "实习经历" } },
  { 2, { en = "job", zh = "工作经历" } },
  { 3, { en = "part-time job", zh = "兼职经历" } },
  { 4, { en = "other", zh = "其他经历" } },
}

local language_of_talent = {
  { 1, { en = "English", zh = "英语" } },
  { 2, { en = "French", zh = "法语" } },
  { 3, { en = "Japanese", zh = "日语" } },
  { 4, { en = "Korean", zh = "韩语" } },
  { 5, { en = "German", zh = "德语" } },
  { 6, { en = "Russian", zh = "俄语" } },
  { 7, { en = "Spanish", zh = "西班牙语" } },
  { 8, { en = "Portuguese", zh = "葡萄牙语" } },
  { 9, { en = "Arabic", zh = "阿拉伯语" } },
  { 10, { en = "Hindi", zh = "印地语" } },
  { 11, { en = "Hindustani", zh = "印度斯坦语" } },
  { 12, { en = "Bengali", zh = "孟加拉语" } },
  { 13, { en = "Hausa", zh = "豪萨语" } },
  { 14, { en = "Punjabi", zh = "旁遮普语" } },
  { 15, { en = "Persian", zh = "波斯语" } },
  { 16, { en = "Swahili", zh = "斯瓦西里语" } },
  { 17, { en = "Telugu", zh = "泰卢固语" } },
  { 18, { en = "Turkish", zh = "土耳其语" } },
  { 19, { en = "Italian", zh = "意大利语" } },
  { 20, { en = "Javanese", zh = "爪哇语" } },
  { 21, { en = "Tamil", zh = "泰米尔语" } },
  { 22, { en = "Marathi", zh = "马拉地语" } },
  { 23, { en = "Vietnamese", zh = "越南语" } },
  { 24, { en = "Mandarin", zh = "普通话" } },
  { 25, { en = "Cantonese", zh = "粤语" } },
  { 26, { en = "Indonesian", zh = "印尼语" } },
  { 27, { en = "Malay", zh = "马来语" } },
  { 28, { en = "Thai", zh = "泰语" } },
  { 29, { en = "Serbian", zh = "塞尔维亚语" } },
}

local tag_list = {
  { 1, { en = "985 university", zh = "985学校" } },
  { 2, { en = "211 university", zh = "211学校" } },
  { 3, { en = "first-tier university", zh = "一本" } },
  { 4, { en = "QS top 200 abroad", zh = "国外院校QS200" } },
}

local first_degree = {
  { 1, { en = "below junior college", zh = "低于大专" } },
  { 2, { en = "junior college", zh = "大专" } },
  { 3, { en = "bachelor", zh = "本科" } },
  { 4, { en = "master", zh = "硕士" } },
  { 5, { en = "doctorate", zh = "博士" } },
  { 6, { en = "other", zh = "其他" } },
  { 7, { en = "none", zh = "无" } },
}

M.talent_batch_info = object "talent_batch_info" {
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_number", string, "Mobile number, without the country code." },
  { "email", string, "E-mail address." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent },
    "Kind of identity document." },
  { "identification_number", string, "The number of the identity document." },
  { "is_onboarded",
    boolean { scopes = { "hire:talent_onboard_status:readonly" } },
    "Whether the talent has started work." },
}

M.talent_identification_info = object "talent_identification_info" {
  { "identification_type?",
    integer { enum = enums.identification_type_of_talent_too },
    "Kind of identity document." },
  { "identification_number?", string, "The number of the identity document." },
}

M.talent_customized_data_object_value_child = object "talent_customized_data_object_value_child" {
  { "object_id?", id, "The custom field, by its id." },
  { "value?", string, "The content of the field." },
}

M.talent_customized_data_object_value = object "talent_customized_data_object_value" {
  { "object_id?", id, "The custom field, by its id." },
  { "children?",
    array(M.talent_customized_data_object_value_child) { deprecated = "Use value." },
    "The fields of the module." },
  { "value?", string, "The content of the field." },
}

M.talent_combined_basic_info = object "talent_combined_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile?", string, "Mobile number." },
  { "mobile_country_code?", string, "The country of the mobile number, such as CN_1." },
  { "email?", string, "E-mail address." },
  { "identification?", M.talent_identification_info, "The candidate's identity document." },
  { "start_work_time?", time_ms_string, "When the candidate began to work." },
  { "birthday?", time_ms_string, "Date of birth." },
  { "gender?", integer { enum = enums.gender }, "As the candidate stated it." },
  { "nationality_id?", id, "The nationality, by its code." },
  { "current_city_code?", string, "The city where the candidate lives now, by code." },
  { "hometown_city_code?", string, "The city where the candidate comes from, by code." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_education_info = object "talent_combined_education_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "degree?", integer { enum = enums.degree }, "The degree that it led to." },
  { "school?", string, "The school's name, as people see it." },
  { "field_of_study?", string, "The subject of study." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
  { "education_type?", integer { enum = enums.education_type }, "Kind of education." },
  { "academic_ranking?",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_career_info = object "talent_combined_career_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "company?", string, "The employer." },
  { "title?", string, "Its name, as people see it." },
  { "desc?", string, "A description in plain text." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
  { "career_type?",
    integer { enum = career_type_of_talent },
    "Whether it was a job or an internship." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_project_info = object "talent_combined_project_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the project." },
  { "name?", string, "The project's name, as people see it." },
  { "role?", string, "The person's task." },
  { "link?", string, "Where more can be seen." },
  { "desc?", string, "A description in plain text." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_work_info = object "talent_combined_work_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "link?", string, "Where more can be seen." },
  { "desc?", string, "A description in plain text." },
  { "attachment_id?", id, "The file, by the id that its upload gave." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_award_info = object "talent_combined_award_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "title?", string, "Its name, as people see it." },
  { "award_time?", time_ms_string, "When the award was given." },
  { "desc?", string, "A description in plain text." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_language_info = object "talent_combined_language_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "language?", integer { enum = language_of_talent }, "A language that the candidate speaks." },
  { "proficiency?", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_combined_sns_info = object "talent_combined_sns_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "sns_type?", integer { enum = enums.sns_type }, "The social network." },
  { "link?", string, "Where more can be seen." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_self_evaluation = object "talent_self_evaluation" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "content?", string, "The text." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_customized_data_object_value_given = object "talent_customized_data_object_value" {
  { "object_id?", id, "The custom field, by its id." },
  { "children?",
    array(array(M.talent_customized_data_object_value_child)),
    "The fields of the module." },
  { "value?", string { unverified = "Known from an SDK only." }, "The content of the field." },
}

M.talent_combined_basic_info_given = object "talent_combined_basic_info" {
  { "name?", string, "The talent's name, as people see it." },
  { "mobile?", string, "Mobile number." },
  { "mobile_country_code?", string, "The country of the mobile number, such as CN_1." },
  { "email?", string, "E-mail address." },
  { "identification?", M.talent_identification_info, "The candidate's identity document." },
  { "start_work_time?", time_ms_string, "When the candidate began to work." },
  { "birthday?", time_ms_string, "Date of birth." },
  { "gender?", integer { enum = enums.gender }, "As the candidate stated it." },
  { "nationality_id?", id, "The nationality, by its code." },
  { "current_city_code?", string, "The city where the candidate lives now, by code." },
  { "hometown_city_code?", string, "The city where the candidate comes from, by code." },
  { "customized_data?", array(M.talent_customized_data_object_value), "Values of custom fields." },
}

M.talent_nationality = object "talent_nationality" {
  { "nationality_code", string, "The platform's code of the nationality." },
  { "zh_name", string, "Name of the nationality in Chinese." },
  { "en_name", string, "Name of the nationality in English." },
}

M.talent_city_info = object "talent_city_info" {
  { "city_code", string, "The platform's code of the city." },
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
}

M.talent_customized_attachment = object "talent_customized_attachment" {
  { "file_id", id, "The file, by the id that its upload gave." },
  { "name", string, "The file's name, as people see it." },
  { "content_type", string, "The media type of the file." },
  { "file_size", integer, "Size of the file, in bytes." },
}

M.talent_customized_value = object "talent_customized_value" {
  { "content", string, "The text, where the kind asks for one." },
  { "option", types.talent_customized_option, "The choice." },
  { "option_list", array(types.talent_customized_option), "The choices." },
  { "time_range", types.talent_customized_time_range, "The span, where the field holds one." },
  { "time", time_s_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
  { "customized_attachment",
    array(M.talent_customized_attachment),
    "Files, where the field holds some." },
}

M.talent_customized_data_child = object "talent_customized_data_child" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = object_type_of_talent },
    "Kind of field; it says which member of `value` is set." },
  { "value", M.talent_customized_value, "The content of the field." },
}

M.identification = object "identification" {
  { "identification_type", integer, "Kind of identity document." },
  { "identification_number", string, "The number of the identity document." },
}

M.talent_basic_info = object "talent_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile", string, "Mobile number." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_country_code", string, "The country of the mobile number, such as CN_1." },
  { "email", string, "E-mail address." },
  { "experience_years", integer, "Years of work." },
  { "age", integer, "Age in years." },
  { "nationality", M.talent_nationality, "As the candidate stated it." },
  { "gender", integer {
    enum = {
      { 1, { en = "male", zh = "男" } },
      { 2, { en = "female", zh = "女" } },
      { 3, { en = "not stated", zh = "保密" } },
    },
  }, "As the candidate stated it." },
  { "current_city", M.talent_city_info, "Where the candidate lives now." },
  { "hometown_city", M.talent_city_info, "Where the candidate comes from." },
  { "preferred_city_list", array(M.talent_city_info), "Cities where the candidate wants to work." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent_too },
    "Kind of identity document." },
  { "identification_number", string, "The number of the identity document." },
  { "birthday", time_s, "Date of birth." },
  { "creator_id", id, "The user who created it, by id." },
  { "marital_status", integer { enum = enums.marital_status }, "As the candidate stated it." },
  { "current_home_address", string, "Where the candidate lives now, street included." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "hukou_location_code", string, "Where the candidate's household is registered, by code." },
  { "identification", M.identification { hidden = true }, "The candidate's identity document." },
}

M.talent_education_info = object "talent_education_info" {
  { "id", id, "Id of the entry." },
  { "degree", integer {
    enum = {
      { 1, { en = "primary school", zh = "小学" } },
      { 2, { en = "junior secondary", zh = "初中" } },
      { 3, { en = "vocational school", zh = "专职" } },
      { 4, { en = "senior secondary", zh = "高中" } },
      { 5, { en = "junior college", zh = "大专" } },
      { 6, { en = "bachelor", zh = "本科" } },
      { 7, { en = "master", zh = "硕士" } },
      { 11, { en = "MBA", zh = "MBA" } },
      { 8, { en = "doctorate", zh = "博士" } },
      { 9, { en = "other", zh = "其他" } },
    },
  }, "The degree that it led to." },
  { "school", string, "The school's name, as people see it." },
  { "field_of_study", string, "The subject of study." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "end_time_v2", time_ms_string, "When it ends; the newer of the two fields." },
  { "education_type", integer { enum = enums.education_type }, "Kind of education." },
  { "academic_ranking",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "tag_list", array(integer { enum = tag_list }), "Labels for sorting and searching." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_career_info = object "talent_career_info" {
  { "id", id, "Id of the entry." },
  { "company", string, "The employer." },
  { "title", string, "Its name, as people see it." },
  { "desc", string, "A description in plain text." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "career_type",
    integer { enum = career_type_of_talent_too },
    "Whether it was a job or an internship." },
  { "tag_list", array(integer {
    enum = {
      { 5, { en = "BAT", zh = "BAT" } },
      { 6, { en = "TMD", zh = "TMD" } },
      { 14, { en = "top 100 internet company", zh = "互联网100强" } },
      { 10, { en = "large internet company", zh = "互联网大厂" } },
    },
  }), "Labels for sorting and searching." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_project_info = object "talent_project_info" {
  { "id", id, "Id of the project." },
  { "name", string, "The project's name, as people see it." },
  { "role", string, "The person's task." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "A description in plain text." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_works_info = object "talent_works_info" {
  { "id", id, "Id of the work." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "A description in plain text." },
  { "name", string, "The work's name, as people see it." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_award_info = object "talent_award_info" {
  { "id", id, "Id of the award." },
  { "title", string, "Its name, as people see it." },
  { "award_time", string, "When the award was given; a year alone may stand here." },
  { "desc", string, "A description in plain text." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_language_info = object "talent_language_info" {
  { "id", id, "Id of the entry." },
  { "language", integer { enum = enums.language_of_talent_too },
    "A language that the candidate speaks." },
  { "proficiency", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_sns_info = object "talent_sns_info" {
  { "id", id, "Id of the entry." },
  { "sns_type", integer { enum = enums.sns_type }, "The social network." },
  { "link", string, "Where more can be seen." },
  { "customized_data_list", array(M.talent_customized_data_child), "Values of custom fields." },
}

M.talent_interview_registration_simple = object "talent_interview_registration_simple" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
  { "download_url", download, "Where the form can be downloaded, without a token." },
}

M.registration_basic_info = object "registration_basic_info" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
  { "download_url", download, "Where the form can be downloaded, without a token." },
  { "scenario", integer { enum = enums.scenario }, "Where the form is used." },
}

M.talent_customized_data = object "talent_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The module's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "children", array(M.talent_customized_data_child), "The fields of the module." },
}

M.talent = object "talent" {
  { "id", id, "Id of the talent." },
  { "is_in_agency_period", boolean, "Whether an agency protects the talent." },
  { "is_onboarded", boolean, "Whether the talent has started work." },
  { "basic_info", M.talent_basic_info, "The main facts." },
  { "education_list", array(M.talent_education_info), "Schools and universities." },
  { "career_list", array(M.talent_career_info), "Jobs that the candidate had." },
  { "project_list", array(M.talent_project_info), "Projects that the candidate worked on." },
  { "works_list", array(M.talent_works_info), "Works of the candidate's own." },
  { "award_list", array(M.talent_award_info), "Awards and prizes." },
  { "language_list", array(M.talent_language_info), "Languages that the candidate speaks." },
  { "sns_list", array(M.talent_sns_info), "Accounts on social networks." },
  { "resume_source_list", array(types.talent_resume_source), "Where the résumés came from." },
  { "interview_registration_list",
    array(M.talent_interview_registration_simple),
    "Forms that the candidate filled in before interviews." },
  { "registration_list", array(M.registration_basic_info), "Forms that the candidate filled in." },
  { "resume_attachment_id_list",
    array(id),
    "The résumés' files, by id; `hire.attachment.get` tells where to download them." },
  { "customized_data_list", array(M.talent_customized_data), "Values of custom fields." },
  { "top_degree", integer { enum = enums.degree }, "The highest degree." },
  { "first_degree", integer { enum = first_degree }, "The degree that came first." },
}

M.talent_basic_info_read = object "talent_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile", string, "Mobile number." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_country_code", string, "The country of the mobile number, such as CN_1." },
  { "email", string, "E-mail address." },
  { "experience_years", integer, "Years of work." },
  { "age", integer, "Age in years." },
  { "nationality", M.talent_nationality, "As the candidate stated it." },
  { "gender", integer { enum = enums.gender }, "As the candidate stated it." },
  { "current_city", M.talent_city_info, "Where the candidate lives now." },
  { "hometown_city", M.talent_city_info, "Where the candidate comes from." },
  { "preferred_city_list", array(M.talent_city_info), "Cities where the candidate wants to work." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent_too },
    "Kind of identity document." },
  { "identification_number", string, "The number of the identity document." },
  { "birthday", time_s, "Date of birth." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "marital_status", integer { enum = enums.marital_status }, "As the candidate stated it." },
  { "current_home_address", string, "Where the candidate lives now, street included." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "identification", M.identification { hidden = true }, "The candidate's identity document." },
}

M.talent_education_info_read = object "talent_education_info" {
  { "id", id, "Id of the entry." },
  { "degree", integer { enum = enums.degree }, "The degree that it led to." },
  { "school", string, "The school's name, as people see it." },
  { "field_of_study", string, "The subject of study." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "end_time_v2", time_ms_string, "When it ends; the newer of the two fields." },
  { "education_type", integer { enum = enums.education_type }, "Kind of education." },
  { "academic_ranking",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "tag_list", array(integer { enum = tag_list }), "Labels for sorting and searching." },
}

M.talent_career_info_read = object "talent_career_info" {
  { "id", id, "Id of the entry." },
  { "company", string, "The employer." },
  { "title", string, "Its name, as people see it." },
  { "desc", string, "A description in plain text." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "career_type",
    integer { enum = career_type_of_talent_too },
    "Whether it was a job or an internship." },
  { "tag_list", array(integer {
    enum = {
      { 5, { en = "Baidu, Alibaba or Tencent", zh = "百度/阿里/腾讯" } },
      { 6, { en = "Toutiao, Meituan or Didi", zh = "头条/美团/滴滴" } },
      { 14, { en = "top 100 internet company", zh = "互联网 100 强" } },
    },
  }), "Labels for sorting and searching." },
}

M.talent_project_info_read = object "talent_project_info" {
  { "id", id, "Id of the project." },
  { "name", string, "The project's name, as people see it." },
  { "role", string, "The person's task." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "A description in plain text." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
}

M.talent_works_info_read = object "talent_works_info" {
  { "id", id, "Id of the work." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "A description in plain text." },
  { "name", string, "The work's name, as people see it." },
}

M.talent_award_info_read = object "talent_award_info" {
  { "id", id, "Id of the award." },
  { "title", string, "Its name, as people see it." },
  { "award_time", string, "When the award was given; a year alone may stand here." },
  { "desc", string, "A description in plain text." },
}

M.talent_language_info_read = object "talent_language_info" {
  { "id", id, "Id of the entry." },
  { "language", integer { enum = enums.language_of_talent_too },
    "A language that the candidate speaks." },
  { "proficiency", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
}

M.talent_sns_info_read = object "talent_sns_info" {
  { "id", id, "Id of the entry." },
  { "sns_type", integer { enum = enums.sns_type }, "The social network." },
  { "link", string, "Where more can be seen." },
}

M.talent_interview_registration_simple_read = object "talent_interview_registration_simple" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
}

M.talent_read = object "talent" {
  { "id", id, "Id of the talent." },
  { "is_in_agency_period", boolean, "Whether an agency protects the talent." },
  { "is_onboarded", boolean, "Whether the talent has started work." },
  { "basic_info", M.talent_basic_info_read, "The main facts." },
  { "education_list", array(M.talent_education_info_read), "Schools and universities." },
  { "career_list", array(M.talent_career_info_read), "Jobs that the candidate had." },
  { "project_list", array(M.talent_project_info_read), "Projects that the candidate worked on." },
  { "works_list", array(M.talent_works_info_read), "Works of the candidate's own." },
  { "award_list", array(M.talent_award_info_read), "Awards and prizes." },
  { "language_list", array(M.talent_language_info_read), "Languages that the candidate speaks." },
  { "sns_list", array(M.talent_sns_info_read), "Accounts on social networks." },
  { "resume_source_list", array(types.talent_resume_source), "Where the résumés came from." },
  { "interview_registration_list",
    array(M.talent_interview_registration_simple_read),
    "Forms that the candidate filled in before interviews." },
  { "resume_attachment_id_list",
    array(id),
    "The résumés' files, by id; `hire.attachment.get` tells where to download them." },
  { "top_degree", integer { enum = enums.degree }, "The highest degree." },
  { "first_degree", integer { enum = first_degree }, "The degree that came first." },
}

M.talent_tag = object "talent_tag" {
  { "id", id, "Id of the talent tag." },
  { "name", common.i18n, "The talent tag's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "type", integer { enum = enums.type_of_talent_tag }, "Whether people or rules set the tag." },
  { "active_status", integer { enum = enums.active_status_of_role }, "Whether it is in use." },
}

return M
