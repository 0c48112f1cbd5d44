-- SPDX-License-Identifier: MIT

--- The forms of requisitions.
local common = import "common/types"
local forms = import "hire/types.form"

local job_requirement_schema = object "job_requirement_schema" {
  { "id", id, "Id of the job requirement schema." },
  { "name", common.i18n, "The job requirement schema's name, as people see it." },
  { "object_list", array(forms.common_schema_read), "The fields of the form." },
}

return {
  ["hire.job_requirement_schema.list"] = {
    doc = "Lists the forms of requisitions.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/job_requirement_schema/list",
    get = "/open-apis/hire/v1/job_requirement_schemas",
    limits = { "10/s" },
    scopes = { "hire:job_requirement:readonly", "hire:job_requirement" },
    query = {
      common.page_token,
      common.page_size(10, 100),
    },
    returns = {
      { "items", array(job_requirement_schema), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
