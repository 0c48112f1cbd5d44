-- SPDX-License-Identifier: MIT

--- The processes that applications go through.
local common = import "common/types"
local enums = import "hire/enums"

local job_processes_stage = object "job_processes_stage" {
  { "id", id, "Id of the stage." },
  { "zh_name", string, "Name of the stage in Chinese." },
  { "en_name", string, "Name of the stage in English." },
  { "type", integer { enum = enums.type_of_application }, "Kind of stage." },
}

local job_processes = object "job_processes" {
  { "id", id, "Id of the process." },
  { "zh_name", string, "Name of the process in Chinese." },
  { "en_name", string, "Name of the process in English." },
  { "type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "stage_list", array(job_processes_stage), "The stages, in order." },
}

return {
  ["hire.job_process.list"] = {
    doc = "Lists the processes that applications go through, with their stages.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job_process/list",
    get = "/open-apis/hire/v1/job_processes",
    limits = { "20/s" },
    scopes = { "hire:job_process:readonly" },
    query = {
      common.page_size(10, 100),
      common.page_token,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(job_processes), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
