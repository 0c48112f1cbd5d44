-- SPDX-License-Identifier: MIT

--- The forms that candidates fill in before an interview.
local common = import "common/types"
local forms = import "hire/types.form"

local interview_registration_schema = object "interview_registration_schema" {
  { "id", id, "Id of the interview registration schema." },
  { "name", string, "The interview registration schema's name, as people see it." },
  { "is_used_as_interview", boolean, "Whether the form is used before interviews." },
  { "object_list", array(forms.common_schema), "The fields of the form." },
}

return {
  ["hire.interview_registration_schema.list"] = {
    doc = "Lists the forms that candidates fill in before an interview.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/interview_registration_schema/list",
    get = "/open-apis/hire/v1/interview_registration_schemas",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    query = {
      common.page_token,
      common.page_size(10, 10),
    },
    returns = {
      { "items", array(interview_registration_schema), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
