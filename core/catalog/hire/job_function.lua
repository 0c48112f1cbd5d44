-- SPDX-License-Identifier: MIT

--- The kinds of work that jobs are sorted by.
local common = import "common/types"
local enums = import "hire/enums"

local job_function = object "job_function" {
  { "id", id, "Id of the job function." },
  { "name", common.i18n, "The job function's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
  { "parent_id", id, "The kind of work that it belongs to, by id." },
}

return {
  ["hire.job_function.list"] = {
    doc = "Lists the kinds of work that jobs are sorted by.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job_function/list",
    get = "/open-apis/hire/v1/job_functions",
    limits = { "20/s" },
    scopes = { "hire:job:readonly" },
    query = {
      common.page_size(10, 50),
      common.page_token,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(job_function), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
