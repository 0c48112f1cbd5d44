-- SPDX-License-Identifier: MIT

--- Agreements of a student, a school and the company.
local common = import "common/types"

local state = {
  { 1, { en = "not begun", zh = "未开始" } },
  { 2, { en = "applied for", zh = "已申请" } },
  { 3, { en = "with the student", zh = "学生处理中" } },
  { 4, { en = "with the company", zh = "公司处理中" } },
  { 5, { en = "with the school", zh = "学校处理中" } },
  { 6, { en = "ended", zh = "已终止" } },
  { 7, { en = "done", zh = "已完成" } },
  { 8, { en = "being dissolved", zh = "解约处理中" } },
  { 9, { en = "dissolved", zh = "已解约" } },
}

local tripartite_agreement_info = object "tripartite_agreement_info" {
  { "id", id, "Id of the agreement." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "state", integer { enum = state }, "The province or state that it is in." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
}

return {
  ["hire.tripartite_agreement.create"] = {
    doc = "Records a tripartite agreement of a student, school and company.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/tripartite_agreement/create",
    post = "/open-apis/hire/v1/tripartite_agreements",
    limits = { "10/s" },
    scopes = { "hire:tripartite_agreement" },
    body = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
      { "state", integer { enum = state }, "The province or state that it is in." },
      { "create_time", time_ms_string, "When it was created." },
    },
    returns = {
      { "id", id, "Id of the tripartite agreement." },
    },
    errors = { 1002001, 1002002, 1002076, 1002077, 1002078, 1002080 },
  },

  ["hire.tripartite_agreement.delete"] = {
    doc = "Deletes what was recorded of a tripartite agreement.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/tripartite_agreement/delete",
    delete = "/open-apis/hire/v1/tripartite_agreements/:tripartite_agreement_id",
    limits = { "10/s" },
    scopes = { "hire:tripartite_agreement" },
    path = {
      { "tripartite_agreement_id",
        id,
        "The tripartite agreement, by its id; `hire.tripartite_agreement.list` lists them." },
    },
    errors = { 1002001, 1002002, 1002075, 1002076 },
  },

  ["hire.tripartite_agreement.list"] = {
    doc = "Lists tripartite agreements of students, schools and the company.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/tripartite_agreement/list",
    get = "/open-apis/hire/v1/tripartite_agreements",
    limits = { "10/s" },
    scopes = { "hire:tripartite_agreement", "hire:tripartite_agreement:readonly" },
    query = {
      { "page_size?", integer { min = 1 }, "Rows per page." },
      common.page_token,
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "tripartite_agreement_id?",
        id,
        "The tripartite agreement, by its id; `hire.tripartite_agreement.list` lists them." },
    },
    returns = {
      { "items", array(tripartite_agreement_info), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.tripartite_agreement.update"] = {
    doc = "Changes how far a tripartite agreement is.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/tripartite_agreement/update",
    put = "/open-apis/hire/v1/tripartite_agreements/:tripartite_agreement_id",
    limits = { "10/s" },
    scopes = { "hire:tripartite_agreement" },
    path = {
      { "tripartite_agreement_id",
        id,
        "The tripartite agreement, by its id; `hire.tripartite_agreement.list` lists them." },
    },
    body = {
      { "state", integer { enum = state }, "The province or state that it is in." },
      { "modify_time", time_ms_string, "When it was last changed." },
    },
    errors = { 1002001, 1002002, 1002075, 1002076 },
  },
}
