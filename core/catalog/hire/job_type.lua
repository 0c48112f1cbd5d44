-- SPDX-License-Identifier: MIT

--- The categories that jobs belong to.
local common = import "common/types"
local types = import "hire/types"

return {
  ["hire.job_type.list"] = {
    doc = "Lists the categories that jobs belong to, oldest first.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job_type/list",
    get = "/open-apis/hire/v1/job_types",
    limits = { "20/s" },
    scopes = { "hire:job:readonly" },
    query = {
      common.page_size(10, 100),
      common.page_token,
    },
    returns = {
      { "items", array(types.job_type_info), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
