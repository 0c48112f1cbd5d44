-- SPDX-License-Identifier: MIT

--- External applications: those a candidate made in other systems.
local common = import "common/types"

local external_application = object "external_application" {
  { "id", id, "External application id." },
  { "job_recruitment_type", integer {
    enum = { { 1, { en = "experienced hires", zh = "社招" } }, { 2, { en = "campus", zh = "校招" } } },
  }, "Kind of recruitment." },
  { "job_title", string, "Job title." },
  { "resume_source", string, "Where the résumé came from." },
  { "stage", string, "Name of the stage that the application is in." },
  { "talent_id", id, "The talent who applied." },
  { "termination_reason", string, "Why the application ended." },
  { "delivery_type", integer {
    enum = {
      { 1, { en = "sourced by HR", zh = "HR 寻访" } },
      { 2, { en = "applied", zh = "候选人主动投递" } },
      { 3, { en = "recommended", zh = "人才推荐" } },
      { 4, { en = "other", zh = "其他" } },
    },
  }, "How the candidate came in." },
  { "modify_time", time_ms, "When the application ended in the other system." },
  { "create_time", time_ms, "When the application was made in the other system." },
  { "termination_type", string, "How the application ended." },
}

return {
  ["hire.external_application.list"] = {
    doc = "Lists the applications that a talent made in other systems.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/external_application/list",
    get = "/open-apis/hire/v1/external_applications",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    query = {
      { "talent_id", id, "The talent whose applications are listed." },
      common.paging(10, 20),
    },
    returns = {
      { "items", array(external_application), "The applications." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "The `page_token` of the next page; absent on the last page." },
    },
    errors = { 1002001, 1002002, 1002102 },
  },
}
