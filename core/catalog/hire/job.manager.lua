-- SPDX-License-Identifier: MIT

--- The people who work on a job.
local common = import "common/types"
local types = import "hire/types"

local info = object "info" {
  { "id", id, "Id of the job." },
  { "recruiter_id", id { id_type = "user_id_type" }, "The recruiter, by user id." },
  { "hiring_manager_id_list", array(id), "The people for whom the job is filled, by user id." },
  { "assistant_id_list", array(id), "The recruiter's assistants, by user id." },
}

return {
  ["hire.job.manager.batch_update"] = {
    doc = "Changes who works on a job.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/job-manager/batch_update",
    post = "/open-apis/hire/v1/jobs/:job_id/managers/batch_update",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:job" },
    field_scopes = { common.user_id_scope },
    aliases = { "hire.job_manager.batch_update" },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
    },
    query = {
      common.user_id_type,
    },
    body = {
      { "recruiter_id?",
        id { id_type = "user_id_type", conditional = true },
        "The recruiter, by user id." },
      { "assistant_id_list?",
        array(id { id_type = "user_id_type" }) { conditional = true },
        "The recruiter's assistants, by user id." },
      { "hiring_manager_id_list?",
        array(id { id_type = "user_id_type" }) { conditional = true },
        "The people for whom the job is filled, by user id." },
      { "update_option_list", array(integer {
        enum = {
          { 1, { en = "recruiter", zh = "招聘负责人" } },
          { 2, { en = "assistants", zh = "招聘协助人" } },
          { 3, { en = "hiring managers", zh = "用人经理" } },
        },
      }) { min_items = 1 }, "The parts to update; only their parameters count." },
      { "creator_id?", id { id_type = "user_id_type" }, "The user who created it, by id." },
    },
    returns = {
      { "job_manager", types.job_manager, "The people who work on the job." },
    },
    errors = { 1002001, 1002002, 1002619 },
  },

  ["hire.job.manager.get"] = {
    doc = "Reads who works on a job.",
    get = "/open-apis/hire/v1/jobs/:job_id/managers/:manager_id",
    limits = {},
    scopes = { "hire:job:readonly" },
    aliases = { "hire.job_manager.get" },
    deprecated = "Use hire.job.recruiter.",
    superseded_by = "hire.job.recruiter",
    unknown = { "apps", "errors", "limits" },
    path = {
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
      { "manager_id", id, "The job's id once more." },
    },
    query = {
      { "user_id_type?",
        string { enum = { "open_id", "union_id", "user_id", "people_admin_id" } },
        "The kind of user id in parameters and in the answer." },
    },
    returns = {
      { "info", info, "The people who work on the job." },
    },
  },
}
