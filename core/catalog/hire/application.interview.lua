-- SPDX-License-Identifier: MIT

--- The interviews of one application, in the older form.
local common = import "common/types"
local enums = import "hire/enums"
local interviews = import "hire/types.interview"
local types = import "hire/types"

local interviewer = object "interviewer" {
  { "id", id { id_type = "user_id_type" }, "Id of the interviewer." },
  { "name", common.i18n, "The interviewer's name, as people see it." },
}

local interview_record_list = object "interview_record_list" {
  { "id", id, "Id of the feedback." },
  { "user_id", id { id_type = "user_id_type" }, "The interviewer, by user id." },
  { "content", string, "The interviewer's own words." },
  { "min_job_level_id", id, "The lowest job level that fits, by its id." },
  { "max_job_level_id", id, "The highest job level that fits, by its id." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "feedback_submit_time", time_ms, "When the feedback was handed in." },
  { "conclusion", integer { enum = enums.conclusion_of_interview }, "The decision." },
  { "interview_score", interviews.interview_score, "The score that was given, older form." },
  { "assessment_score", interviews.assessment_score, "The score as a whole." },
  { "question_list", array(interviews.question_list), "Questions that were asked." },
  { "code_question_list", array(interviews.code_question_list), "Programming tasks that were set." },
  { "interviewer", interviewer, "The person who interviewed." },
  { "image_list", array(interviews.image_list), "Pictures in the feedback." },
  { "dimension_assessment_list",
    array(interviews.dimension_assessment_list),
    "The judgements, one entry per dimension." },
}

local items_type = object "items" {
  { "id", id, "Id of the interview." },
  { "begin_time", time_ms, "When it begins." },
  { "end_time", time_ms, "When it ends." },
  { "round", integer, "Number of the round, from 1 on." },
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "interview_record_list",
    array(interview_record_list),
    "The feedback, one entry per interviewer." },
}

return {
  ["hire.application.interview.list"] = {
    doc = "Lists the interviews of one application.",
    get = "/open-apis/hire/v1/applications/:application_id/interviews",
    limits = {},
    aliases = { "hire.application_interview.list" },
    deprecated = "Use hire.interview.list.",
    superseded_by = "hire.interview.list",
    unknown = { "apps", "errors", "limits", "scopes" },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    query = {
      { "page_size", integer { min = 1, max = 50 }, "Rows per page." },
      common.page_token,
      { "user_id_type?",
        string { enum = { "open_id", "union_id", "user_id", "people_admin_id" } },
        "The kind of user id in parameters and in the answer." },
      types.job_level_id_type_undecided,
    },
    returns = {
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
      { "items", array(items_type), "The rows of the page." },
    },
  },
}
