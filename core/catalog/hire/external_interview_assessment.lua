-- SPDX-License-Identifier: MIT

--- Interviewers' assessments in other systems.
local enums = import "hire/enums"
local interviews = import "hire/types.interview"

local external_interview_assessment = object "external_interview_assessment" {
  { "id", id, "Id of the external interview assessment." },
  { "username", string, "The person who gave the assessment." },
  { "conclusion", integer { enum = enums.conclusion_of_external_interview }, "The decision." },
  { "assessment_dimension_list",
    array(interviews.external_interview_assessment_dimension),
    "The marks, one entry per dimension." },
  { "content", string, "The text." },
  { "external_interview_id", id, "The external interview, by its id." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
}

local external_interview_assessment_read = object "external_interview_assessment" {
  { "id", id, "Id of the external interview assessment." },
  { "username", string, "The person who gave the assessment." },
  { "conclusion", integer { enum = enums.conclusion_of_external_interview }, "The decision." },
  { "assessment_dimension_list",
    array(interviews.external_interview_assessment_dimension),
    "The marks, one entry per dimension." },
  { "content", string, "The text." },
  { "external_interview_id", id, "The external interview, by its id." },
}

return {
  ["hire.external_interview_assessment.create"] = {
    doc = "Records what an interviewer said of an external interview.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_interview_assessment/create",
    post = "/open-apis/hire/v1/external_interview_assessments",
    key = "external_id",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    body = {
      { "external_id?", id, "Your own id of it: a repeat with the same one is done once." },
      { "username?", string, "The person who gave the assessment." },
      { "conclusion?",
        integer { enum = enums.conclusion_of_external_interview },
        "The decision." },
      { "assessment_dimension_list?",
        array(interviews.external_interview_assessment_dimension_given),
        "The marks, one entry per dimension." },
      { "content?", string, "The text." },
      { "external_interview_id?", id, "The external interview, by its id." },
    },
    returns = {
      { "external_interview_assessment",
        external_interview_assessment,
        "The assessment after the call." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_interview_assessment.patch"] = {
    doc = "Changes what an interviewer said of an external interview.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_interview_assessment/patch",
    patch = "/open-apis/hire/v1/external_interview_assessments/:external_interview_assessment_id",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_interview_assessment_id", id, "The assessment, by its id." },
    },
    body = {
      { "username?", string, "The person who gave the assessment." },
      { "conclusion?",
        integer { enum = enums.conclusion_of_external_interview },
        "The decision." },
      { "assessment_dimension_list?",
        array(interviews.external_interview_assessment_dimension_given),
        "The marks, one entry per dimension." },
      { "content?", string, "The text." },
    },
    returns = {
      { "external_interview_assessment",
        external_interview_assessment_read,
        "The assessment after the call." },
    },
    errors = { 1002001, 1002002 },
  },
}
