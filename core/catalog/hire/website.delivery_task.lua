-- SPDX-License-Identifier: MIT

--- How applications with a résumé's file ended.
local website_delivery_dto = object "website_delivery_dto" {
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "id", id { deprecated = "The documents advise against it." }, "Id of the delivery." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "job_post_id", id, "The job post, by its id; `hire.website.job_post.list` lists them." },
  { "portal_resume_id", id, "The résumé on the website, by its id." },
  { "user_id", id, "The website's user, by id." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
}

return {
  ["hire.website.delivery_task.get"] = {
    doc = "Tells how an application with a résumé's file ended.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/website-delivery_task/get",
    get = "/open-apis/hire/v1/websites/:website_id/delivery_tasks/:delivery_task_id",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:site_application:readonly", "hire:site_application" },
    aliases = { "hire.website_delivery_task.get" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
      { "delivery_task_id",
        id,
        "The task, by the id that `hire.website.delivery.create_by_attachment` gave." },
    },
    returns = {
      { "status", integer {
        enum = {
          { 0, { en = "new", zh = "新建" } },
          { 1, { en = "being done", zh = "处理中" } },
          { 2, { en = "done", zh = "成功" } },
          { 3, { en = "failed", zh = "失败" } },
        },
      }, "The present state." },
      { "delivery", website_delivery_dto, "The application as the website has it." },
      { "status_msg", string, "The reason for the failure, in plain text." },
      { "extra_info", string, "More about the outcome, as text." },
    },
    errors = { 1002001, 1002002, 1002008 },
  },
}
