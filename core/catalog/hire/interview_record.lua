-- SPDX-License-Identifier: MIT

--- The feedback of interviewers.
local common = import "common/types"
local enums = import "hire/enums"
local interviews = import "hire/types.interview"
local types = import "hire/types"

local assessment_score_info = object "assessment_score_info" {
  { "calculate_type",
    integer { enum = enums.calculate_type },
    "How the score is worked out from the parts." },
  { "score", number, "The points that were reached." },
  { "full_score", integer, "The most that can be reached." },
}

local interview_question = object "interview_question" {
  { "id", id, "Id of the question." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "content", string, "The text." },
  { "ability_list", array(interviews.ability), "The abilities that are assessed." },
}

local interview_question_read = object "interview_question" {
  { "id", id, "Id of the question." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "content", string, "The text." },
  { "ability_list",
    array(interviews.ability_list) { hidden = true },
    "The abilities that are assessed." },
}

local attachment_v2 = object "attachment_v2" {
  { "id", id, "Id of the file." },
  { "url", download { ttl_s = 1800 }, "Where it can be downloaded, without a token." },
  { "name", string, "The file's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

local interview_dimension_score = object "interview_dimension_score" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "score_val", integer, "Points for this option." },
}

local interview_dimension_score_read = object "interview_dimension_score" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "score_val", integer { hidden = true }, "Points for this option." },
}

local interview_dimension_assessment = object "interview_dimension_assessment" {
  { "id", id, "Id of the judgement." },
  { "name", common.i18n, "The judgement's name, as people see it." },
  { "full_score", integer, "The most that can be reached." },
  { "content", string, "The text." },
  { "dimension_id", id, "The dimension of the feedback form, by its id." },
  { "dimension_score", interview_dimension_score, "The score that was given." },
  { "dimension_score_list",
    array(interview_dimension_score_read),
    "The options that were chosen, with their scores." },
  { "dimension_custom_score", integer, "The score that the interviewer typed in." },
  { "ability_list", array(interviews.ability), "The abilities that are assessed." },
  { "question_list", array(interview_question), "Questions that were asked." },
  { "dimension_type",
    integer { enum = enums.dimension_type_of_interview },
    "How the dimension is judged." },
}

local interview_record = object "interview_record" {
  { "id", id, "Id of the feedback." },
  { "user_id", id { id_type = "user_id_type" }, "The interviewer, by user id." },
  { "content", string, "The interviewer's own words." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "feedback_submit_time", time_ms, "When the feedback was handed in." },
  { "conclusion", integer { enum = enums.conclusion_of_interview }, "The decision." },
  { "interview_score", interviews.interview_score, "The score that was given, older form." },
  { "assessment_score", assessment_score_info, "The score as a whole." },
  { "question_list", array(interview_question), "Questions that were asked." },
  { "code_question_list", array(interview_question_read), "Programming tasks that were set." },
  { "interviewer", types.person, "The person who interviewed." },
  { "image_list", array(attachment_v2), "Pictures in the feedback." },
  { "dimension_assessment_list",
    array(interview_dimension_assessment),
    "The judgements, one entry per dimension." },
  { "min_job_level_id", id { hidden = true }, "The lowest job level that fits, by its id." },
  { "max_job_level_id", id { hidden = true }, "The highest job level that fits, by its id." },
}

local attachment_v2_read = object "attachment_v2" {
  { "id", id, "Id of the file." },
  { "url", string, "Where it can be downloaded, without a token." },
  { "name", string, "The file's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

local interview_record_read = object "interview_record" {
  { "id", id, "Id of the feedback." },
  { "user_id", id { id_type = "user_id_type" }, "The interviewer, by user id." },
  { "content", string, "The interviewer's own words." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "feedback_submit_time", time_ms, "When the feedback was handed in." },
  { "conclusion", integer { enum = enums.conclusion_of_interview }, "The decision." },
  { "interview_score", interviews.interview_score, "The score that was given, older form." },
  { "assessment_score", assessment_score_info, "The score as a whole." },
  { "question_list", array(interview_question), "Questions that were asked." },
  { "code_question_list", array(interview_question_read), "Programming tasks that were set." },
  { "interviewer", types.person, "The person who interviewed." },
  { "image_list", array(attachment_v2_read), "Pictures in the feedback." },
  { "dimension_assessment_list",
    array(interview_dimension_assessment),
    "The judgements, one entry per dimension." },
  { "min_job_level_id", id { hidden = true }, "The lowest job level that fits, by its id." },
  { "max_job_level_id", id { hidden = true }, "The highest job level that fits, by its id." },
}

return {
  ["hire.interview_record.get"] = {
    doc = "Reads the feedback of one interviewer.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/interview_record/get",
    get = "/open-apis/hire/v1/interview_records/:interview_record_id",
    limits = { "20/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    field_scopes = { common.user_id_scope },
    superseded_by = "hire.v2.interview_record.get",
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

  ["hire.interview_record.list"] = {
    doc = "Lists feedback of interviewers.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/interview_record/list",
    get = "/open-apis/hire/v1/interview_records",
    limits = { "10/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    field_scopes = { common.user_id_scope },
    superseded_by = "hire.v2.interview_record.list",
    query = {
      common.page_size(10, 100),
      common.page_token,
      { "ids?", array(id) { max_items = 100 }, "The records to read, by id." },
      common.user_id_type,
    },
    returns = {
      { "items", array(interview_record_read), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
