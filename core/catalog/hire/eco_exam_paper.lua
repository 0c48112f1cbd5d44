-- SPDX-License-Identifier: MIT

--- For providers: the exam papers that they offer.
local eco_exam_paper_data = object "eco_exam_paper_data" {
  { "id", id { min_length = 1 }, "Id of the paper." },
  { "name", string { min_length = 1 }, "The paper's name, as people see it." },
  { "duration?", integer, "How long the exam may take, in minutes." },
  { "question_count?", integer, "Number of questions in the paper." },
  { "start_time?", time_ms_string, "When it begins." },
  { "end_time?", time_ms_string, "When it ends." },
}

return {
  ["hire.eco_exam_paper.batch_delete"] = {
    doc = "Deletes exam papers of a provider.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_exam_paper/batch_delete",
    post = "/open-apis/hire/v1/eco_exam_papers/batch_delete",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "paper_id_list", array(id) { min_items = 1 }, "The papers to delete, by their ids." },
    },
    errors = { 1002001 },
  },

  ["hire.eco_exam_paper.batch_update"] = {
    doc = "Changes exam papers of a provider.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_exam_paper/batch_update",
    patch = "/open-apis/hire/v1/eco_exam_papers/batch_update",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "paper_list",
        array(eco_exam_paper_data) { min_items = 1 },
        "The exam papers that can be chosen." },
    },
    errors = { 1002001 },
  },

  ["hire.eco_exam_paper.create"] = {
    doc = "Adds exam papers that recruiters can choose.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/eco_exam_paper/create",
    post = "/open-apis/hire/v1/eco_exam_papers",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "paper_list",
        array(eco_exam_paper_data) { min_items = 1 },
        "The exam papers that can be chosen." },
    },
    errors = { 1002001 },
  },
}
