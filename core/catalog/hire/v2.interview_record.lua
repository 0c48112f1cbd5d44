-- SPDX-License-Identifier: MIT

--- The feedback of interviewers, by modules of the form.
local common = import "common/types"
local enums = import "hire/enums"
local interviews = import "hire/types.interview"
local types = import "hire/types"

local attachment = object "attachment" {
  { "file_id", id, "The file, by the id that its upload gave." },
  { "file_name", string, "The file's name, as people see it." },
  { "content_type", string, "The media type of the file." },
  { "file_size", integer, "Size of the file, in bytes." },
  { "create_time", time_ms_string, "When it was created." },
}

local ability = object "ability" {
  { "name", common.i18n, "The ability's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
}

local question_assessment = object "question_assessment" {
  { "question_type", integer { enum = enums.question_type }, "How the question is answered." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "content", string, "The text." },
  { "abilities", array(ability), "The abilities that the question tests." },
}

local dimension_assessment = object "dimension_assessment" {
  { "interview_feedback_form_dimension_id", id, "The dimension of the feedback form, by its id." },
  { "dimension_name", common.i18n, "The dimension's name, as people see it." },
  { "dimension_type",
    integer { enum = enums.dimension_type_of_v2_interview_record },
    "How the dimension is judged." },
  { "weight", number, "Its share of the whole, in per cent." },
  { "dimension_content", string, "The interviewer's own words." },
  { "dimension_option", interviews.dimension_option, "The option that was chosen." },
  { "dimension_options", array(interviews.dimension_option), "The options that were chosen." },
  { "dimension_score", integer, "The score that was given." },
  { "recommended_job_level", interviews.recommended_job_level, "The job levels that fit." },
  { "question_assessments",
    array(question_assessment),
    "Questions that were asked, and what was found." },
  { "ability_assessments", array(interviews.ability_assessments),
    "The findings, one entry per ability." },
}

local module_assessment = object "module_assessment" {
  { "interview_feedback_form_module_id", id, "The module of the feedback form, by its id." },
  { "module_name", common.i18n, "The module's name, as people see it." },
  { "module_type", integer { enum = enums.module_type }, "Kind of module." },
  { "module_weight", number, "The module's share of the score, in per cent." },
  { "module_score", number, "The points that were reached in the module." },
  { "dimension_assessments",
    array(dimension_assessment),
    "The judgements, one entry per dimension." },
}

local interview_record = object "interview_record" {
  { "id", id, "Id of the feedback." },
  { "feedback_form_id", id, "The feedback form, by its id." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "submit_time", time_ms_string, "When it was handed in." },
  { "record_score", interviews.record_score, "The score that was given." },
  { "interviewer", types.person, "The person who interviewed." },
  { "attachments", array(attachment), "The attached files." },
  { "module_assessments",
    array(module_assessment),
    "The judgements, one entry per module of the form." },
}

return {
  ["hire.v2.interview_record.get"] = {
    doc = "Reads the feedback of one interviewer, by modules of the form.",
    url = "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/hire-v2/interview_record/get",
    get = "/open-apis/hire/v2/interview_records/:interview_record_id",
    limits = { "20/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    field_scopes = { common.user_id_scope },
    tokens = { "tenant", "user" },
    path = {
      { "interview_record_id", id, "The feedback, by its id." },
    },
    query = {
      common.user_id_type,
    },
    returns = {
      { "interview_record", interview_record, "The feedback of one interviewer." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.v2.interview_record.list"] = {
    doc = "Lists feedback of interviewers, by modules of the form.",
    url = "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/hire-v2/interview_record/list",
    get = "/open-apis/hire/v2/interview_records",
    limits = { "10/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    field_scopes = { common.user_id_scope },
    tokens = { "tenant", "user" },
    query = {
      { "ids?", array(id) { min_items = 0, max_items = 100 }, "The records to read, by id." },
      { "page_size?", integer { min = 1, max = 100 }, "Rows per page." },
      common.page_token,
      common.user_id_type,
    },
    returns = {
      { "items", array(interview_record), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002003 },
  },
}
