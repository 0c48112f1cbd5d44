-- SPDX-License-Identifier: MIT

--- For providers: exams that candidates sit.
local eco_exam_login_info = object "eco_exam_login_info" {
  { "exam_url", string, "Where the exam is sat." },
  { "username?", string, "The name that the candidate logs in with." },
  { "password?", string, "The password that goes with `username`." },
}

local eco_exam_result_report = object "eco_exam_result_report" {
  { "name", string, "The report's name, as people see it." },
  { "url", string, "Where it can be downloaded, without a token." },
  { "answer_time?", time_ms_string, "When the report was made." },
}

local eco_exam_result_detail = object "eco_exam_result_detail" {
  { "id?", id, "Id of the part." },
  { "name", string, "The part's name, as people see it." },
  { "result", string, "Points reached in that part." },
}

return {
  ["hire.eco_exam.login_info"] = {
    doc = "Tells Hire how a candidate logs in to an exam.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/eco_exam/login_info",
    post = "/open-apis/hire/v1/eco_exams/:exam_id/login_info",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam", "hire:exam:readonly" },
    path = {
      { "exam_id", id, "The exam, by its id." },
    },
    body = {
      { "result?", integer, "The outcome." },
      { "msg?", string, "The reason for the failure, in plain text." },
      { "exam_login_info",
        eco_exam_login_info,
        "The candidate's login, where the result is 0." },
    },
    errors = { 1002001, 1002851 },
  },

  ["hire.eco_exam.update_result"] = {
    doc = "Tells Hire the result of an exam.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/eco_exam/update_result",
    post = "/open-apis/hire/v1/eco_exams/:exam_id/update_result",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam", "hire:exam:readonly" },
    path = {
      { "exam_id", id, "The exam, by its id." },
    },
    body = {
      { "result", string, "The outcome." },
      { "result_time?", time_ms_string, "When the result was found." },
      { "report_list?", array(eco_exam_result_report), "The reports, one entry each." },
      { "detail_list?", array(eco_exam_result_detail), "The results, part by part." },
      { "status?", integer, "The present state." },
    },
    errors = { 1002001, 1002855 },
  },
}
