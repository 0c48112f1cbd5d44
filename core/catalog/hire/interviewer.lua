-- SPDX-License-Identifier: MIT

--- Interviewers and their training.
local common = import "common/types"

local verify_status = {
  { 1, { en = "not certified", zh = "未认证" } },
  { 2, { en = "certified", zh = "已认证" } },
}

local interviewer = object "interviewer" {
  { "user_id", id, "The interviewer, by user id." },
  { "verify_status",
    integer { enum = verify_status },
    "Whether the interviewer passed the company's training." },
}

local interviewer_given = object "interviewer" {
  { "verify_status?",
    integer { enum = verify_status },
    "Whether the interviewer passed the company's training." },
  { "user_id?", id { hidden = true }, "The interviewer, by user id." },
}

return {
  ["hire.interviewer.list"] = {
    doc = "Lists interviewers, those changed longest ago first.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/interviewer/list",
    get = "/open-apis/hire/v1/interviewers",
    limits = { "20/s" },
    scopes = { "hire:interviewer", "hire:interviewer:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      { "page_size?", integer { min = 1, max = 200 }, "Rows per page." },
      common.page_token,
      { "user_ids?", array(id) { max_items = 50 }, "Only these users, by id." },
      { "verify_status?",
        integer { enum = verify_status },
        "Only rows with this value: whether the interviewer passed the company's training." },
      { "earliest_update_time?", time_ms_string, "Only those changed at this time or later." },
      { "latest_update_time?", time_ms_string, "Only those changed at this time or earlier." },
      common.user_id_type,
    },
    returns = {
      { "items", array(interviewer), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.interviewer.patch"] = {
    doc = "Marks whether an interviewer passed the company's training.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/interviewer/patch",
    patch = "/open-apis/hire/v1/interviewers/:interviewer_id",
    limits = { "20/s" },
    scopes = { "hire:interviewer" },
    field_scopes = { common.user_id_scope },
    path = {
      { "interviewer_id", id, "The interviewer, by user id; `hire.interviewer.list` lists them." },
    },
    query = {
      common.user_id_type,
    },
    body = {
      { "interviewer", interviewer_given, "The person who interviewed." },
    },
    returns = {
      { "interviewer", interviewer, "The person who interviewed." },
    },
    errors = { 1002001, 1002002 },
  },
}
