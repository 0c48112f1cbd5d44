-- SPDX-License-Identifier: MIT

--- Tasks that a user has.
local common = import "common/types"
local types = import "hire/types"

local todo_common = object "todo_common" {
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "id", id, "Id of the task." },
}

local todo = object "todo" {
  { "evaluation", todo_common, "To-dos of the evaluation of résumés." },
  { "offer", todo_common, "To-dos of offers." },
  { "exam", todo_common, "To-dos of exams." },
  { "interview", todo_common, "To-dos of interviews." },
}

return {
  ["hire.todo.list"] = {
    doc = "Lists what the user has to do.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/todo/list",
    get = "/open-apis/hire/v1/todos",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:todo:readonly" },
    field_scopes = { common.user_id_scope },
    token = "user",
    query = {
      common.page_token,
      { "page_size?", digits { default = "10", min = 1, max = 100 }, "Rows per page." },
      { "user_id?",
        id { deprecated = "The documents advise against it." },
        "The user, by the kind of id that `user_id_type` names." },
      types.user_id_type_admin,
      { "type", string {
        enum = {
          { "evaluation", { en = "evaluations", zh = "评估待办" } },
          { "offer", { en = "offers", zh = "Offer 待办" } },
          { "exam", { en = "exams", zh = "笔试待办" } },
          { "interview", { en = "interviews", zh = "面试待办" } },
        },
      }, "Kind of task." },
    },
    returns = {
      { "items", array(todo), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
