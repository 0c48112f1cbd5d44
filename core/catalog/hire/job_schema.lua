-- SPDX-License-Identifier: MIT

--- The forms of jobs.
local common = import "common/types"
local enums = import "hire/enums"
local forms = import "hire/types.form"

local job_schema = object "job_schema" {
  { "id", id, "Id of the job schema." },
  { "name", common.i18n, "The job schema's name, as people see it." },
  { "scenario_type",
    integer { enum = enums.process_type_of_external_application },
    "The kind of recruitment that the form serves." },
  { "object_list", array(forms.common_schema_read), "The fields of the form." },
}

return {
  ["hire.job_schema.list"] = {
    doc = "Lists the forms of jobs.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/job_schema/list",
    get = "/open-apis/hire/v1/job_schemas",
    limits = { "10/s" },
    scopes = { "hire:job:readonly" },
    query = {
      common.page_token,
      common.page_size(10, 100),
      { "scenario?",
        integer { enum = enums.process_type_of_external_application },
        "Where the form is used." },
    },
    returns = {
      { "items", array(job_schema), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
