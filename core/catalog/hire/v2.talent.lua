-- SPDX-License-Identifier: MIT

--- Talents with the whole résumé.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local talent_customized_attachment = object "talent_customized_attachment" {
  { "file_id", id, "The file, by the id that its upload gave." },
  { "file_name", string, "The file's name, as people see it." },
  { "content_type", string, "The media type of the file." },
  { "file_size", integer, "Size of the file, in bytes." },
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
    integer { enum = enums.object_type_of_v2_talent },
    "Kind of field; it says which member of `value` is set." },
  { "value", talent_customized_value, "The content of the field." },
}

local composite_talent_basic_info = object "composite_talent_basic_info" {
  { "name", string, "The talent's name, as people see it." },
  { "mobile_number", string, "Mobile number, without the country code." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "email", string, "E-mail address." },
  { "experience_years", integer, "Years of work." },
  { "age", integer, "Age in years." },
  { "nationality_code", string, "The platform's code of the nationality." },
  { "gender", integer { enum = enums.gender }, "As the candidate stated it." },
  { "current_location_code", string, "The place where the candidate lives now, by code." },
  { "hometown_location_code", string, "The place where the candidate comes from, by code." },
  { "preferred_location_code_list",
    array(string),
    "Places where the candidate wants to work, by code." },
  { "home_address", string, "Where the candidate lives." },
  { "identification_type",
    integer { enum = enums.identification_type_of_talent_too },
    "Kind of identity document." },
  { "identification_number", string, "The number of the identity document." },
  { "birthday", time_s, "Date of birth." },
  { "marital_status", integer { enum = enums.marital_status }, "As the candidate stated it." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
  { "hukou_location_code", string, "Where the candidate's household is registered, by code." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "create_time", time_ms_string, "When it was created." },
  { "confidential", integer {
    enum = {
      { 1, { en = "hidden", zh = "隐藏" } },
      { 2, { en = "public", zh = "公开" } },
    },
  }, "Whether the talent is hidden from others." },
}

local composite_talent_education_info = object "composite_talent_education_info" {
  { "degree", integer { enum = enums.degree }, "The degree that it led to." },
  { "school_name", string, "The school's name, as people see it." },
  { "major", string, "The subject of study." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "education_type", integer { enum = enums.education_type }, "Kind of education." },
  { "academic_ranking",
    integer { enum = enums.academic_ranking },
    "Where the candidate stood in the year, in per cent from the top." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
  { "tag_list", array(integer) { hidden = true }, "Labels for sorting and searching." },
}

local composite_talent_career_info = object "composite_talent_career_info" {
  { "company_name", string, "The employer." },
  { "description", string, "A description in plain text." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "title", string, "Its name, as people see it." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_project_info = object "composite_talent_project_info" {
  { "project_name", string, "The project's name, as people see it." },
  { "role", string, "The person's task." },
  { "link", string, "Where more can be seen." },
  { "description", string, "A description in plain text." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_works_info = object "composite_talent_works_info" {
  { "id", id, "Id of the composite talent works." },
  { "link", string, "Where more can be seen." },
  { "description", string, "A description in plain text." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_award_info = object "composite_talent_award_info" {
  { "award_name", string, "The award's name, as people see it." },
  { "award_time", string { value_format = "YYYY-MM" }, "When the award was given." },
  { "description", string, "A description in plain text." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_language_info = object "composite_talent_language_info" {
  { "language", integer { enum = enums.language_of_talent_too },
    "A language that the candidate speaks." },
  { "proficiency", integer { enum = enums.proficiency }, "How well the candidate speaks it." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_sns_info = object "composite_talent_sns_info" {
  { "sns_type", integer { enum = enums.sns_type }, "The social network." },
  { "link", string, "Where more can be seen." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_internship_info = object "composite_talent_internship_info" {
  { "company_name", string, "The employer." },
  { "description", string, "A description in plain text." },
  { "end_time", string { value_format = "YYYY-MM" }, "When it ends." },
  { "start_time", string { value_format = "YYYY-MM" }, "When it begins." },
  { "title", string, "Its name, as people see it." },
  { "customized_data_list", array(talent_customized_data_child), "Values of custom fields." },
}

local composite_talent_customized_data = object "composite_talent_customized_data" {
  { "module_id", id, "The module that it belongs to, by its id." },
  { "name", common.i18n, "The module's name, as people see it." },
  { "object_type",
    integer { enum = enums.object_type_of_job },
    "Kind of field; it says which member of `value` is set." },
  { "children", array(talent_customized_data_child), "The fields of the module." },
}

local talent_resume_attachment = object "talent_resume_attachment" {
  { "id", id, "Id of the file." },
  { "name", string, "The file's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

local talent_interview_registration_simple = object "talent_interview_registration_simple" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
  { "download_url",
    download { ttl_s = 604800 },
    "Where the form can be downloaded, without a token." },
}

local registration_basic_info = object "registration_basic_info" {
  { "id", id, "Id of the form." },
  { "registration_time", time_ms, "When the form was filled in." },
  { "download_url",
    download { ttl_s = 604800 },
    "Where the form can be downloaded, without a token." },
  { "scenario", integer { enum = enums.scenario }, "Where the form is used." },
}

local talent_folder = object "talent_folder" {
  { "name", string, "The folder's name, as people see it." },
  { "folder_id", id, "The folder, by its id." },
  { "owner_id", id, "The user in charge, by id." },
  { "add_time", time_ms_string, "When the talent was put in." },
}

local talent_tag = object "talent_tag" {
  { "id", id, "Id of the talent tag." },
  { "name", common.i18n, "The talent tag's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "type", integer { enum = enums.type_of_talent_tag }, "Whether people or rules set the tag." },
}

local talent_similar = object "talent_similar" {
  { "is_similar_talent", boolean, "Whether there may be duplicates of the talent." },
  { "similar_talent_id_list", array(id), "Talents that may be the same person, by id." },
}

local talent_block = object "talent_block" {
  { "blocked_time", time_ms_string, "When the talent was put on the blocklist." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "reason", string, "The reason, in plain text." },
}

local talent_pool = object "talent_pool" {
  { "id", id, "Id of the talent pool." },
  { "name", common.i18n, "The pool's name, as people see it." },
  { "description", common.i18n, "The purpose of the pool." },
  { "add_time", time_ms_string, "When the talent was put in." },
}

local talent_note = object "talent_note" {
  { "id", id, "Id of the note." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "content", string, "The text." },
  { "privacy", integer { enum = enums.privacy }, "The people who may see it." },
}

return {
  ["hire.v2.talent.get"] = {
    doc = "Reads one talent with the whole résumé, pools, folders and notes.",
    url = "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/hire-v2/talent/get",
    get = "/open-apis/hire/v2/talents/:talent_id",
    limits = { "20/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    field_scopes = {
      "hire:note:readonly", "hire:talent_folder:readonly", "hire:talent_tag",
      "hire:talent_tag:readonly", "hire:talent_blocklist:readonly", "hire:talent_folder",
      "hire:note", common.user_id_scope, "hire:talent_blocklist",
    },
    path = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    query = {
      types.user_id_type_admin,
    },
    returns = {
      { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
      { "basic_info", composite_talent_basic_info, "The main facts." },
      { "education_list", array(composite_talent_education_info), "Schools and universities." },
      { "career_list", array(composite_talent_career_info), "Jobs that the candidate had." },
      { "project_list",
        array(composite_talent_project_info),
        "Projects that the candidate worked on." },
      { "works_list", array(composite_talent_works_info), "Works of the candidate's own." },
      { "award_list", array(composite_talent_award_info), "Awards and prizes." },
      { "language_list",
        array(composite_talent_language_info),
        "Languages that the candidate speaks." },
      { "sns_list", array(composite_talent_sns_info), "Accounts on social networks." },
      { "resume_source_list", array(types.talent_resume_source), "Where the résumés came from." },
      { "internship_list",
        array(composite_talent_internship_info),
        "Internships that the candidate did." },
      { "customized_data_list",
        array(composite_talent_customized_data),
        "Values of custom fields." },
      { "resume_attachment_id_list",
        array(id),
        "The résumés' files, by id; `hire.attachment.get` tells where to download them." },
      { "resume_attachment_list", array(talent_resume_attachment), "The résumés' files." },
      { "interview_registration_list",
        array(talent_interview_registration_simple),
        "Forms that the candidate filled in before interviews." },
      { "registration_list",
        array(registration_basic_info),
        "Forms that the candidate filled in." },
      { "is_onboarded", boolean, "Whether the talent has started work." },
      { "is_in_agency_period", boolean, "Whether an agency protects the talent." },
      { "top_degree", integer, "The highest degree." },
      { "talent_pool_id_list", array(id), "Pools that the talent is in, by id." },
      { "talent_folder_ref_list_v2",
        array(talent_folder) { scopes = { "hire:talent_folder:readonly", "hire:talent_folder" } },
        "Folders that the talent is in." },
      { "tag_list",
        array(talent_tag) { scopes = { "hire:talent_tag", "hire:talent_tag:readonly" } },
        "Labels for sorting and searching." },
      { "similar_info_v2", talent_similar, "Talents that may be the same person." },
      { "block_info",
        talent_block { scopes = { "hire:talent_blocklist", "hire:talent_blocklist:readonly" } },
        "The reason for the blocking; absent where the talent is not on the blocklist." },
      { "talent_pool_ref_list_v2",
        array(talent_pool) { scopes = { "hire:talent_folder:readonly", "hire:talent_folder" } },
        "Pools that the talent is in." },
      { "note_list_v2",
        array(talent_note) { scopes = { "hire:note:readonly", "hire:note" } },
        "Notes about the talent." },
    },
    errors = { 1002001, 1002102, 1002002 },
  },
}
