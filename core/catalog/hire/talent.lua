-- SPDX-License-Identifier: MIT

--- Talents: people who might be hired.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local talent_batch_info = object "talent_batch_info" {
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_number", string, "Mobile number, without the country code." },
  { "email", string, "E-mail address." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent },
    "Says which kind of identity document it is." },
  { "identification_number", string, "The number of the identity document." },
  { "is_onboarded",
    boolean { scopes = { "hire:talent_onboard_status:readonly" } },
    "Whether the talent has started work." },
}

local talent_identification_info = object "talent_identification_info" {
  { "identification_type?",
    integer { enum = enums.identification_type_of_talent_too },
    "Says which kind of identity document it is." },
  { "identification_number?", string, "The number of the identity document." },
}

local talent_customized_data_object_value_child = object "talent_customized_data_object_value_child" {
  { "object_id?", id, "The custom field, by its id." },
  { "value?", string, "Says what the field holds." },
}

local talent_customized_data_object_value = object "talent_customized_data_object_value" {
  { "object_id?", id, "The custom field, by its id." },
  { "children?",
    array(talent_customized_data_object_value_child) { deprecated = "Use value." },
    "The fields of the module." },
  { "value?", string, "Says what the field holds." },
}

local talent_combined_basic_info = object "talent_combined_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile?", string, "Mobile number." },
  { "mobile_country_code?", string, "The country of the mobile number, such as CN_1." },
  { "email?", string, "E-mail address." },
  { "identification?", talent_identification_info, "The candidate's identity document." },
  { "start_work_time?", time_ms_string, "When the candidate began to work." },
  { "birthday?", time_ms_string, "Date of birth." },
  { "gender?", integer { enum = enums.gender }, "As the candidate stated it." },
  { "nationality_id?", id, "The nationality, by its code." },
  { "current_city_code?", string, "The city where the candidate lives now, by code." },
  { "hometown_city_code?", string, "The city where the candidate comes from, by code." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_education_info = object "talent_combined_education_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "degree?", integer { enum = enums.degree }, "Says which degree it led to." },
  { "school?", string, "The school's name, as people see it." },
  { "field_of_study?", string, "Says what was studied." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
  { "education_type?", integer { enum = enums.education_type }, "Says which kind of education it was." },
  { "academic_ranking?",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_career_info = object "talent_combined_career_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "company?", string, "For whom the candidate worked." },
  { "title?", string, "Its name, as people see it." },
  { "desc?", string, "Says what it was about." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
  { "career_type?",
    integer { enum = enums.career_type_of_talent },
    "Whether it was a job or an internship." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_project_info = object "talent_combined_project_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the project." },
  { "name?", string, "The project's name, as people see it." },
  { "role?", string, "Says what the person does." },
  { "link?", string, "Where more can be seen." },
  { "desc?", string, "Says what it was about." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_work_info = object "talent_combined_work_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "link?", string, "Where more can be seen." },
  { "desc?", string, "Says what it was about." },
  { "attachment_id?", id, "The file, by the id that its upload gave." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_award_info = object "talent_combined_award_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "title?", string, "Its name, as people see it." },
  { "award_time?", time_ms_string, "When the award was given." },
  { "desc?", string, "Says what it was about." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_language_info = object "talent_combined_language_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "language?", integer { enum = enums.language_of_talent }, "In which language." },
  { "proficiency?", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_combined_sns_info = object "talent_combined_sns_info" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "sns_type?", integer { enum = enums.sns_type }, "Says which network it is." },
  { "link?", string, "Where more can be seen." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_self_evaluation = object "talent_self_evaluation" {
  { "id?", id { deprecated = "The documents advise against it." }, "Id of the entry." },
  { "content?", string, "The text." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_customized_data_object_value_given = object "talent_customized_data_object_value" {
  { "object_id?", id, "The custom field, by its id." },
  { "children?",
    array(array(talent_customized_data_object_value_child)),
    "The fields of the module." },
  { "value?", string { unverified = "Known from an SDK only." }, "Says what the field holds." },
}

local talent_combined_basic_info_given = object "talent_combined_basic_info" {
  { "name?", string, "The talent's name, as people see it." },
  { "mobile?", string, "Mobile number." },
  { "mobile_country_code?", string, "The country of the mobile number, such as CN_1." },
  { "email?", string, "E-mail address." },
  { "identification?", talent_identification_info, "The candidate's identity document." },
  { "start_work_time?", time_ms_string, "When the candidate began to work." },
  { "birthday?", time_ms_string, "Date of birth." },
  { "gender?", integer { enum = enums.gender }, "As the candidate stated it." },
  { "nationality_id?", id, "The nationality, by its code." },
  { "current_city_code?", string, "The city where the candidate lives now, by code." },
  { "hometown_city_code?", string, "The city where the candidate comes from, by code." },
  { "customized_data?", array(talent_customized_data_object_value), "Values of custom fields." },
}

local talent_nationality = object "talent_nationality" {
  { "nationality_code", string, "The platform's code of the nationality." },
  { "zh_name", string, "Name of the nationality in Chinese." },
  { "en_name", string, "Name of the nationality in English." },
}

local talent_city_info = object "talent_city_info" {
  { "city_code", string, "The platform's code of the city." },
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
}

local talent_customized_attachment = object "talent_customized_attachment" {
  { "file_id", id, "The file, by the id that its upload gave." },
  { "name", string, "The file's name, as people see it." },
  { "content_type", string, "The media type of the file." },
  { "file_size", integer, "How large the file is, in bytes." },
}

local talent_customized_value = object "talent_customized_value" {
  { "content", string, "The text, where the kind asks for one." },
  { "option", types.talent_customized_option, "The choice." },
  { "option_list", array(types.talent_customized_option), "The choices." },
  { "time_range", types.talent_customized_time_range, "The span, where the field holds one." },
  { "time", time_s_string, "The point in time itself." },
  { "number", string, "The number itself, as text." },
  { "customized_attachment",
    array(talent_customized_attachment),
    "Files, where the field holds some." },
}

local talent_customized_data_child = object "talent_customized_data_child" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_talent },
    "Kind of field; it says which member of `value` is set." },
  { "value", talent_customized_value, "Says what the field holds." },
}

local identification = object "identification" {
  { "identification_type", integer, "Says which kind of identity document it is." },
  { "identification_number", string, "The number of the identity document." },
}

local talent_basic_info = object "talent_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile", string, "Mobile number." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_country_code", string, "The country of the mobile number, such as CN_1." },
  { "email", string, "E-mail address." },
  { "experience_years", integer, "Years of work." },
  { "age", integer, "Age in years." },
  { "nationality", talent_nationality, "As the candidate stated it." },
  { "gender", integer {
    enum = {
      { 1, { en = "male", zh = "男" } },
      { 2, { en = "female", zh = "女" } },
      { 3, { en = "not stated", zh = "保密" } },
    },
  }, "As the candidate stated it." },
  { "current_city", talent_city_info, "Where the candidate lives now." },
  { "hometown_city", talent_city_info, "Where the candidate comes from." },
  { "preferred_city_list", array(talent_city_info), "Cities where the candidate wants to work." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent_too },
    "Says which kind of identity document it is." },
  { "identification_number", string, "The number of the identity document." },
  { "birthday", time_s, "Date of birth." },
  { "creator_id", id, "Says who created it, by user id." },
  { "marital_status", integer { enum = enums.marital_status }, "As the candidate stated it." },
  { "current_home_address", string, "Where the candidate lives now, street included." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "hukou_location_code", string, "Where the candidate's household is registered, by code." },
  { "identification", identification { hidden = true }, "The candidate's identity document." },
}

local talent_education_info = object "talent_education_info" {
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
  }, "Says which degree it led to." },
  { "school", string, "The school's name, as people see it." },
  { "field_of_study", string, "Says what was studied." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "end_time_v2", time_ms_string, "When it ends; the newer of the two fields." },
  { "education_type", integer { enum = enums.education_type }, "Says which kind of education it was." },
  { "academic_ranking",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "tag_list", array(integer { enum = enums.tag_list }), "Says what marks it out." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_career_info = object "talent_career_info" {
  { "id", id, "Id of the entry." },
  { "company", string, "For whom the candidate worked." },
  { "title", string, "Its name, as people see it." },
  { "desc", string, "Says what it was about." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "career_type",
    integer { enum = enums.career_type_of_talent_too },
    "Whether it was a job or an internship." },
  { "tag_list", array(integer {
    enum = {
      { 5, { en = "BAT", zh = "BAT" } },
      { 6, { en = "TMD", zh = "TMD" } },
      { 14, { en = "top 100 internet company", zh = "互联网100强" } },
      { 10, { en = "large internet company", zh = "互联网大厂" } },
    },
  }), "Says what marks it out." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_project_info = object "talent_project_info" {
  { "id", id, "Id of the project." },
  { "name", string, "The project's name, as people see it." },
  { "role", string, "Says what the person does." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "Says what it was about." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_works_info = object "talent_works_info" {
  { "id", id, "Id of the work." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "Says what it was about." },
  { "name", string, "The work's name, as people see it." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_award_info = object "talent_award_info" {
  { "id", id, "Id of the award." },
  { "title", string, "Its name, as people see it." },
  { "award_time", string, "When the award was given; a year alone may stand here." },
  { "desc", string, "Says what it was about." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_language_info = object "talent_language_info" {
  { "id", id, "Id of the entry." },
  { "language", integer { enum = enums.language_of_talent_too }, "In which language." },
  { "proficiency", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_sns_info = object "talent_sns_info" {
  { "id", id, "Id of the entry." },
  { "sns_type", integer { enum = enums.sns_type }, "Says which network it is." },
  { "link", string, "Where more can be seen." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local talent_interview_registration_simple = object "talent_interview_registration_simple" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
  { "download_url", download, "Where the form can be downloaded, without a token." },
}

local registration_basic_info = object "registration_basic_info" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
  { "download_url", download, "Where the form can be downloaded, without a token." },
  { "scenario", integer { enum = enums.scenario }, "Where the form is used." },
}

local talent_customized_data = object "talent_customized_data" {
  { "object_id", id, "The custom field, by its id." },
  { "name", common.i18n, "The module's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "children", array(talent_customized_data_child), "The fields of the module." },
}

local talent = object "talent" {
  { "id", id, "Id of the talent." },
  { "is_in_agency_period", boolean, "Whether an agency protects the talent." },
  { "is_onboarded", boolean, "Whether the talent has started work." },
  { "basic_info", talent_basic_info, "The main facts." },
  { "education_list", array(talent_education_info), "Schools and universities." },
  { "career_list", array(talent_career_info), "Jobs that the candidate had." },
  { "project_list", array(talent_project_info), "Projects that the candidate worked on." },
  { "works_list", array(talent_works_info), "Works of the candidate's own." },
  { "award_list", array(talent_award_info), "Awards and prizes." },
  { "language_list", array(talent_language_info), "Languages that the candidate speaks." },
  { "sns_list", array(talent_sns_info), "Accounts on social networks." },
  { "resume_source_list", array(types.talent_resume_source), "Where the résumés came from." },
  { "interview_registration_list",
    array(talent_interview_registration_simple),
    "Forms that the candidate filled in before interviews." },
  { "registration_list", array(registration_basic_info), "Forms that the candidate filled in." },
  { "resume_attachment_id_list",
    array(id),
    "The résumés' files, by id; `hire.attachment.get` tells where to download them." },
  { "customized_data_list", array(talent_customized_data), "Values of custom fields." },
  { "top_degree", integer { enum = enums.degree }, "The highest degree." },
  { "first_degree", integer { enum = enums.first_degree }, "The degree that came first." },
}

local talent_basic_info_read = object "talent_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile", string, "Mobile number." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_country_code", string, "The country of the mobile number, such as CN_1." },
  { "email", string, "E-mail address." },
  { "experience_years", integer, "Years of work." },
  { "age", integer, "Age in years." },
  { "nationality", talent_nationality, "As the candidate stated it." },
  { "gender", integer { enum = enums.gender }, "As the candidate stated it." },
  { "current_city", talent_city_info, "Where the candidate lives now." },
  { "hometown_city", talent_city_info, "Where the candidate comes from." },
  { "preferred_city_list", array(talent_city_info), "Cities where the candidate wants to work." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent_too },
    "Says which kind of identity document it is." },
  { "identification_number", string, "The number of the identity document." },
  { "birthday", time_s, "Date of birth." },
  { "creator_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "marital_status", integer { enum = enums.marital_status }, "As the candidate stated it." },
  { "current_home_address", string, "Where the candidate lives now, street included." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "identification", identification { hidden = true }, "The candidate's identity document." },
}

local talent_education_info_read = object "talent_education_info" {
  { "id", id, "Id of the entry." },
  { "degree", integer { enum = enums.degree }, "Says which degree it led to." },
  { "school", string, "The school's name, as people see it." },
  { "field_of_study", string, "Says what was studied." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "end_time_v2", time_ms_string, "When it ends; the newer of the two fields." },
  { "education_type", integer { enum = enums.education_type }, "Says which kind of education it was." },
  { "academic_ranking",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "tag_list", array(integer { enum = enums.tag_list }), "Says what marks it out." },
}

local talent_career_info_read = object "talent_career_info" {
  { "id", id, "Id of the entry." },
  { "company", string, "For whom the candidate worked." },
  { "title", string, "Its name, as people see it." },
  { "desc", string, "Says what it was about." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "career_type",
    integer { enum = enums.career_type_of_talent_too },
    "Whether it was a job or an internship." },
  { "tag_list", array(integer {
    enum = {
      { 5, { en = "Baidu, Alibaba or Tencent", zh = "百度/阿里/腾讯" } },
      { 6, { en = "Toutiao, Meituan or Didi", zh = "头条/美团/滴滴" } },
      { 14, { en = "top 100 internet company", zh = "互联网 100 强" } },
    },
  }), "Says what marks it out." },
}

local talent_project_info_read = object "talent_project_info" {
  { "id", id, "Id of the project." },
  { "name", string, "The project's name, as people see it." },
  { "role", string, "Says what the person does." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "Says what it was about." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
}

local talent_works_info_read = object "talent_works_info" {
  { "id", id, "Id of the work." },
  { "link", string, "Where more can be seen." },
  { "desc", string, "Says what it was about." },
  { "name", string, "The work's name, as people see it." },
}

local talent_award_info_read = object "talent_award_info" {
  { "id", id, "Id of the award." },
  { "title", string, "Its name, as people see it." },
  { "award_time", string, "When the award was given; a year alone may stand here." },
  { "desc", string, "Says what it was about." },
}

local talent_language_info_read = object "talent_language_info" {
  { "id", id, "Id of the entry." },
  { "language", integer { enum = enums.language_of_talent_too }, "In which language." },
  { "proficiency", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
}

local talent_sns_info_read = object "talent_sns_info" {
  { "id", id, "Id of the entry." },
  { "sns_type", integer { enum = enums.sns_type }, "Says which network it is." },
  { "link", string, "Where more can be seen." },
}

local talent_interview_registration_simple_read = object "talent_interview_registration_simple" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
}

local talent_read = object "talent" {
  { "id", id, "Id of the talent." },
  { "is_in_agency_period", boolean, "Whether an agency protects the talent." },
  { "is_onboarded", boolean, "Whether the talent has started work." },
  { "basic_info", talent_basic_info_read, "The main facts." },
  { "education_list", array(talent_education_info_read), "Schools and universities." },
  { "career_list", array(talent_career_info_read), "Jobs that the candidate had." },
  { "project_list", array(talent_project_info_read), "Projects that the candidate worked on." },
  { "works_list", array(talent_works_info_read), "Works of the candidate's own." },
  { "award_list", array(talent_award_info_read), "Awards and prizes." },
  { "language_list", array(talent_language_info_read), "Languages that the candidate speaks." },
  { "sns_list", array(talent_sns_info_read), "Accounts on social networks." },
  { "resume_source_list", array(types.talent_resume_source), "Where the résumés came from." },
  { "interview_registration_list",
    array(talent_interview_registration_simple_read),
    "Forms that the candidate filled in before interviews." },
  { "resume_attachment_id_list",
    array(id),
    "The résumés' files, by id; `hire.attachment.get` tells where to download them." },
  { "top_degree", integer { enum = enums.degree }, "The highest degree." },
  { "first_degree", integer { enum = enums.first_degree }, "The degree that came first." },
}

return {
  ["hire.talent.add_to_folder"] = {
    doc = "Puts talents into a folder.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/add_to_folder",
    post = "/open-apis/hire/v1/talents/add_to_folder",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:talent", "hire:talent_folder_association" },
    body = {
      { "talent_id_list",
        array(id) { min_items = 1, max_items = 200 },
        "The talents, by id; `hire.talent.list` lists them." },
      { "folder_id", id, "The folder, by its id; `hire.talent_folder.list` lists them." },
    },
    returns = {
      { "talent_id_list", array(id), "The talents, by id; `hire.talent.list` lists them." },
      { "folder_id", id, "The folder, by its id; `hire.talent_folder.list` lists them." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.talent.batch_get_id"] = {
    doc = "Finds talents by mobile number, e-mail or identity document.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/batch_get_id",
    post = "/open-apis/hire/v1/talents/batch_get_id",
    repeatable = true, -- a POST that only reads
    limits = { "50/s", "1000/min" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    field_scopes = { "hire:talent_onboard_status:readonly" },
    body = {
      { "mobile_code?",
        string { default = "86" },
        "The country code of the mobile number, such as 86." },
      { "mobile_number_list?",
        array(string),
        "The mobile numbers to look up, without the country code." },
      { "email_list?", array(string), "The e-mail addresses to look up." },
      { "identification_type?",
        integer { enum = enums.identification_type_of_talent },
        "Says which kind of identity document it is." },
      { "identification_number_list?",
        array(string),
        "The numbers of identity documents to look up." },
    },
    returns = {
      { "talent_list", array(talent_batch_info), "Says what was found, one entry per talent." },
    },
    errors = { 1002001, 1002009 },
  },

  ["hire.talent.combined_create"] = {
    doc = "Creates a talent with the whole résumé.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/combined_create",
    post = "/open-apis/hire/v1/talents/combined_create",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:talent" },
    field_scopes = { common.user_id_scope },
    query = {
      types.user_id_type_or_admin,
    },
    body = {
      { "init_source_id?",
        id { deprecated = "Use resume_source_id." },
        "Where the talent first came from." },
      { "resume_source_id?",
        id,
        "Where the résumé came from, by the id of `hire.resume_source.list`." },
      { "folder_id_list?",
        array(id) { max_items = 100 },
        "The folders, by id; `hire.talent_folder.list` lists them." },
      { "creator_id?", id { id_type = "user_id_type" }, "Says who created it, by user id." },
      { "creator_account_type?",
        integer { enum = enums.creator_account_type },
        "Whether the creator is a person or the system." },
      { "resume_attachment_id?", id, "The résumé's file, by the id that its upload gave." },
      { "basic_info", talent_combined_basic_info, "The main facts." },
      { "education_list?",
        array(talent_combined_education_info) { max_items = 100 },
        "Schools and universities." },
      { "career_list?",
        array(talent_combined_career_info) { max_items = 100 },
        "Jobs that the candidate had." },
      { "project_list?",
        array(talent_combined_project_info) { max_items = 100 },
        "Projects that the candidate worked on." },
      { "works_list?",
        array(talent_combined_work_info) { max_items = 100 },
        "Works of the candidate's own." },
      { "award_list?",
        array(talent_combined_award_info) { max_items = 100 },
        "Awards and prizes." },
      { "language_list?",
        array(talent_combined_language_info) { max_items = 100 },
        "Languages that the candidate speaks." },
      { "sns_list?",
        array(talent_combined_sns_info) { max_items = 100 },
        "Accounts on social networks." },
      { "preferred_city_code_list?",
        array(string) { max_items = 100 },
        "Cities where the candidate wants to work, by code." },
      { "self_evaluation?", talent_self_evaluation, "Says what the candidate says of themself." },
      { "customized_data?",
        array(talent_customized_data_object_value_given),
        "Values of custom fields." },
    },
    returns = {
      { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
      { "creator_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
      { "creator_account_type",
        integer { enum = enums.creator_account_type },
        "Whether the creator is a person or the system." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.talent.combined_update"] = {
    doc = "Replaces a talent's résumé.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/combined_update",
    post = "/open-apis/hire/v1/talents/combined_update",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:talent" },
    field_scopes = { common.user_id_scope },
    query = {
      types.user_id_type_or_admin,
    },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "init_source_id?",
        id { deprecated = "Use resume_source_id." },
        "Where the talent first came from." },
      { "folder_id_list?",
        array(id) { max_items = 100 },
        "The folders, by id; `hire.talent_folder.list` lists them." },
      { "operator_id?", id { id_type = "user_id_type" }, "Says who does it, by user id." },
      { "operator_account_type?",
        integer { enum = enums.creator_account_type },
        "Whether a person or the system does it." },
      { "resume_attachment_id?", id, "The résumé's file, by the id that its upload gave." },
      { "basic_info", talent_combined_basic_info_given, "The main facts." },
      { "education_list?",
        array(talent_combined_education_info) { max_items = 100 },
        "Schools and universities." },
      { "career_list?",
        array(talent_combined_career_info) { max_items = 100 },
        "Jobs that the candidate had." },
      { "project_list?",
        array(talent_combined_project_info) { max_items = 100 },
        "Projects that the candidate worked on." },
      { "works_list?",
        array(talent_combined_work_info) { max_items = 100 },
        "Works of the candidate's own." },
      { "award_list?",
        array(talent_combined_award_info) { max_items = 100 },
        "Awards and prizes." },
      { "language_list?",
        array(talent_combined_language_info) { max_items = 100 },
        "Languages that the candidate speaks." },
      { "sns_list?",
        array(talent_combined_sns_info) { max_items = 100 },
        "Accounts on social networks." },
      { "preferred_city_code_list?",
        array(string) { max_items = 100 },
        "Cities where the candidate wants to work, by code." },
      { "self_evaluation?", talent_self_evaluation, "Says what the candidate says of themself." },
      { "customized_data?",
        array(talent_customized_data_object_value_given),
        "Values of custom fields." },
      { "only_parse_resume_update_talent?", boolean, "Whether only the résumé is read anew." },
    },
    returns = {
      { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
      { "operator_id", id { id_type = "user_id_type" }, "Says who does it, by user id." },
      { "operator_account_type",
        integer { enum = enums.creator_account_type },
        "Whether a person or the system does it." },
    },
    errors = { 1002001, 1002002, 1002102 },
  },

  ["hire.talent.get"] = {
    doc = "Reads one talent.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/get",
    get = "/open-apis/hire/v1/talents/:talent_id",
    limits = { "20/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    field_scopes = { common.user_id_scope },
    deprecated = "Use hire.v2.talent.get.",
    superseded_by = "hire.v2.talent.get",
    path = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    query = {
      types.user_id_type_admin,
    },
    returns = {
      { "talent", talent, "The talent's particulars." },
    },
    errors = { 1000001, 1002001, 1002002, 1002102 },
  },

  ["hire.talent.list"] = {
    doc = "Searches talents; an empty result is error 1002002 unless query_option says otherwise.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/list",
    get = "/open-apis/hire/v1/talents",
    limits = { "20/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    field_scopes = { common.user_id_scope },
    query = {
      { "keyword?", string, "A word to search for." },
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
      common.page_size(10, 20),
      { "sort_by?", integer {
        default = 1,
        enum = {
          { 1, { en = "changed last", zh = "按更新日期降序" } },
          { 2, { en = "most relevant", zh = "按相关度降序" } },
          { 3, { en = "applied last", zh = "按投递时间降序" } },
          { 4, { en = "added last", zh = "按入库时间降序" } },
        },
      }, "Says what comes first." },
      common.page_token,
      types.user_id_type_admin,
      { "query_option?",
        string {
          enum = {
            { "ignore_empty_error", { en = "an empty page where nothing is found", zh = "忽略结果为空时的报错" } },
          },
        },
        "Says what happens where nothing is found." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(talent_read), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.talent.onboard_status"] = {
    doc = "Records that a talent starts work, or leaves.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/onboard_status",
    post = "/open-apis/hire/v1/talents/:talent_id/onboard_status",
    limits = { "20/min" },
    apps = { "custom" },
    scopes = { "hire:talent" },
    path = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    body = {
      { "operation", integer {
        enum = {
          { 1, { en = "starts", zh = "入职" } },
          { 2, { en = "leave", zh = "离职" } },
        },
      }, "Says what is done." },
      { "onboard_time?", time_ms_string { conditional = true }, "When the person started." },
      { "overboard_time?", time_ms_string { conditional = true }, "When the person left." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.talent.remove_to_folder"] = {
    doc = "Takes talents out of a folder.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/remove_to_folder",
    post = "/open-apis/hire/v1/talents/remove_to_folder",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:talent_folder_association" },
    body = {
      { "talent_id_list",
        array(id) { min_items = 1, max_items = 200 },
        "The talents, by id; `hire.talent.list` lists them." },
      { "folder_id", id, "The folder, by its id; `hire.talent_folder.list` lists them." },
    },
    returns = {
      { "talent_id_list", array(id), "The talents, by id; `hire.talent.list` lists them." },
      { "folder_id", id, "The folder, by its id; `hire.talent_folder.list` lists them." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.talent.tag"] = {
    doc = "Puts tags on a talent, or takes them off.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent/tag",
    post = "/open-apis/hire/v1/talents/:talent_id/tag",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:talent" },
    path = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    body = {
      { "operation", integer {
        enum = {
          { 1, { en = "add", zh = "新增" } },
          { 2, { en = "remove", zh = "删除" } },
        },
      }, "Says what is done." },
      { "tag_id_list",
        array(id) { min_items = 1 },
        "The tags, by id; `hire.talent_tag.list` lists them." },
    },
    errors = { 1002001, 1002002, 1002111, 1002112, 1002113, 1002114 },
  },
}
