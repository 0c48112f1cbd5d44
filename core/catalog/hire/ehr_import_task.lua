-- SPDX-License-Identifier: MIT

--- Imports of new people into another people system.
return {
  ["hire.ehr_import_task.patch"] = {
    doc = "Tells Hire how the import into another people system ended.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/ehr_import_task/patch",
    patch = "/open-apis/hire/v1/ehr_import_tasks/:ehr_import_task_id",
    limits = { "50/s" },
    apps = { "custom" },
    scopes = { "hire:ehr_import" },
    path = {
      { "ehr_import_task_id", id, "The import task, by the id that its event brought." },
    },
    body = {
      { "fail_reason?", string, "The cause of the failure, as people read it." },
      { "redirect_url?", string, "Where a click on the imported person leads." },
      { "state", integer {
        enum = {
          { 1, { en = "imported", zh = "导入成功" } },
          { 2, { en = "not imported", zh = "导入失败" } },
        },
      }, "The province or state that it is in." },
    },
    errors = { 1002001, 1002002 },
  },
}
