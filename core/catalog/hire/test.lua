-- SPDX-License-Identifier: MIT

--- Tests that candidates sat.
local common = import "common/types"

local test_schedule = object "test_schedule" {
  { "start_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
}

local test_result_detail = object "test_result_detail" {
  { "subject", string, "The topic of this part of the test." },
  { "result", string, "Points reached in that part." },
}

local test = object "test" {
  { "test_id", id, "The test, by its id." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "test_paper_id", id, "The test's paper, by its id." },
  { "test_paper_name", string, "Name of the test's paper, as people see it." },
  { "test_paper_source_id", id, "The provider of the test, by its id." },
  { "test_paper_source_name", common.i18n, "The name of the provider of the test, as people see it." },
  { "reply_status", integer {
    enum = {
      { 1, { en = "accepted", zh = "已接受" } },
      { 2, { en = "declined", zh = "已拒绝" } },
      { 3, { en = "no answer", zh = "未反馈" } },
    },
  }, "Whether the candidate accepted." },
  { "test_status", integer {
    enum = {
      { 1, { en = "not arranged", zh = "未安排" } },
      { 2, { en = "not sat", zh = "未作答" } },
      { 3, { en = "sat", zh = "已作答" } },
      { 4, { en = "to be marked", zh = "待阅卷" } },
      { 5, { en = "passed", zh = "通过" } },
      { 6, { en = "failed", zh = "不通过" } },
      { 7, { en = "could not be arranged", zh = "安排失败" } },
    },
  }, "Progress of the test." },
  { "test_schedule", test_schedule, "Between when the test can be sat." },
  { "test_complete_time", time_ms_string, "When the candidate was done." },
  { "report_url_list", array(string), "Where the reports are." },
  { "result_detail_list", array(test_result_detail), "The results, subject by subject." },
  { "result_upload_time", time_ms_string, "When the result came in." },
  { "score", string, "The points that were reached." },
  { "score_submit_time", time_ms_string, "When the score was handed in." },
  { "reviewer", string { id_type = "user_id_type" }, "The person who marked it." },
  { "review_created_at", time_ms_string, "When the marking was done." },
  { "created_at", time_ms_string, "When it was created." },
}

return {
  ["hire.test.search"] = {
    doc = "Searches the tests that candidates sat.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/test/search",
    post = "/open-apis/hire/v1/tests/search",
    repeatable = true, -- a POST that only reads
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam", "hire:exam:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_token,
      common.page_size(10, 100),
      common.user_id_type,
    },
    body = {
      { "application_id_list?",
        array(id) { max_items = 100 },
        "The applications, by their ids; `hire.application.list` lists them." },
      { "test_start_time_min?", time_ms_string, "Only tests that begin at this time or later." },
      { "test_start_time_max?", time_ms_string, "Only tests that begin at this time or earlier." },
    },
    returns = {
      { "items", array(test), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
