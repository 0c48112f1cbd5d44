-- SPDX-License-Identifier: MIT

--- Interviews that took place in other systems.
local common = import "common/types"
local enums = import "hire/enums"
local interviews = import "hire/types.interview"

local participate_status = {
  { 1, { en = "not taken part", zh = "未参与" } },
  { 2, { en = "taken part", zh = "参与" } },
  { 3, { en = "did not come", zh = "爽约" } },
}

local external_interview_assessment = object "external_interview_assessment" {
  { "id", id, "Id of the external interview assessment." },
  { "username", string, "The person who gave the assessment." },
  { "conclusion", integer { enum = enums.conclusion_of_external_interview }, "The decision." },
  { "assessment_dimension_list",
    array(interviews.external_interview_assessment_dimension),
    "The marks, one entry per dimension." },
  { "content", string, "The text." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
  { "external_interview_id", id { hidden = true }, "The external interview, by its id." },
}

local external_interview = object "external_interview" {
  { "external_application_id",
    id,
    "The external application, by its id; `hire.external_application.list` lists them." },
  { "id", id, "Id of the external interview." },
  { "participate_status",
    integer { enum = participate_status },
    "Whether the candidate came." },
  { "begin_time", time_ms, "When it begins." },
  { "end_time", time_ms, "When it ends." },
  { "interview_assessments", array(external_interview_assessment),
    "The assessments of the interviewers." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
}

local external_interview_assessment_given = object "external_interview_assessment" {
  { "username?", string, "The person who gave the assessment." },
  { "conclusion?", integer { enum = enums.conclusion_of_external_interview }, "The decision." },
  { "assessment_dimension_list?",
    array(interviews.external_interview_assessment_dimension_given),
    "The marks, one entry per dimension." },
  { "content?", string, "The text." },
  { "external_id?", id { hidden = true }, "Your own id of it, in the other system." },
  { "external_interview_id?", id { hidden = true }, "The external interview, by its id." },
}

return {
  ["hire.external_interview.batch_query"] = {
    doc = "Lists the interviews of an external application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_interview/batch_query",
    post = "/open-apis/hire/v1/external_interviews/batch_query",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application", "hire:external_application:readonly" },
    query = {
      { "external_application_id?",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      common.page_size(10, 20),
      common.page_token,
    },
    body = {
      { "external_interview_id_list?",
        array(id) { min_items = 0, max_items = 20 },
        "Only these external interviews, by id." },
    },
    returns = {
      { "items", array(external_interview), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_interview.create"] = {
    doc = "Records an interview that took place in another system.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_interview/create",
    post = "/open-apis/hire/v1/external_interviews",
    key = "external_id",
    key_window_s = 86400,
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    body = {
      { "external_id?", id, "Your own id of it: a repeat with the same one is done once." },
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      { "participate_status?",
        integer { enum = participate_status },
        "Whether the candidate came." },
      { "begin_time?", time_ms, "When it begins." },
      { "end_time?", time_ms, "When it ends." },
      { "interview_assessments?",
        array(external_interview_assessment_given),
        "The assessments of the interviewers." },
    },
    returns = {
      { "external_interview", external_interview, "The external interview after the call." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_interview.delete"] = {
    doc = "Deletes what was recorded of an external interview.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_interview/delete",
    delete = "/open-apis/hire/v1/external_interviews/:external_interview_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_interview_id", id, "The external interview, by its id." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_interview.update"] = {
    doc = "Replaces an external interview.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_interview/update",
    put = "/open-apis/hire/v1/external_interviews/:external_interview_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_interview_id", id, "The external interview, by its id." },
    },
    body = {
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      { "participate_status?",
        integer { enum = participate_status },
        "Whether the candidate came." },
      { "begin_time?", time_ms, "When it begins." },
      { "end_time?", time_ms, "When it ends." },
      { "interview_assessments?",
        array(external_interview_assessment_given),
        "The assessments of the interviewers." },
      { "external_id?", id { hidden = true }, "Your own id of it, in the other system." },
    },
    returns = {
      { "external_interview", external_interview, "The external interview after the call." },
    },
    errors = { 1002001, 1002002 },
  },
}
