-- SPDX-License-Identifier: MIT

--- Results of exams.
local common = import "common/types"
local types = import "hire/types"

return {
  ["hire.exam.create"] = {
    doc = "Adds the result of an exam to an application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/exam/create",
    post = "/open-apis/hire/v1/exams",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam" },
    field_scopes = { common.user_id_scope },
    query = {
      types.user_id_type_or_admin,
    },
    body = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
      { "exam_resource_name", string, "The exam's name, as people see it." },
      { "score", number, "The points that were reached." },
      { "uuid?", string, "The id of an uploaded file; it is no key that makes a repeat harmless." },
      { "operator_id", id { id_type = "user_id_type" }, "The user who does it, by id." },
    },
    returns = {
      { "exam_id", id, "The exam, by its id." },
      { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
      { "exam_resource_name", string, "The exam's name, as people see it." },
      { "score", number, "The points that were reached." },
      { "uuid", string, "The id of an uploaded file; it is no key that makes a repeat harmless." },
      { "operator_id", id, "The user who does it, by id." },
      { "operate_time", time_ms_string, "When it was done." },
    },
    errors = { 1002001, 1002002 },
  },
}
