-- SPDX-License-Identifier: MIT

--- People who have exams to mark.
local common = import "common/types"
local types = import "hire/types"

local activity_status_of_exam_marking_task = {
  { 1, { en = "to be marked", zh = "待阅卷" } },
  { 2, { en = "marked", zh = "已阅卷" } },
}

local exam_marking_task = object "exam_marking_task" {
  { "id", id, "Id of the exam marking task." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "activity_status",
    integer { enum = activity_status_of_exam_marking_task },
    "Progress of the task." },
}

return {
  ["hire.exam_marking_task.list"] = {
    doc = "Lists a user's tasks of marking exams.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/exam_marking_task/list",
    get = "/open-apis/hire/v1/exam_marking_tasks",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:exam:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_size(10, 20),
      common.page_token,
      { "user_id",
        id { id_type = "user_id_type" },
        "The user, by the kind of id that `user_id_type` names." },
      { "activity_status?",
        integer { enum = activity_status_of_exam_marking_task },
        "Only tasks with this progress." },
      types.user_id_type_or_admin,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(exam_marking_task), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
