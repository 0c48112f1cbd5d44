-- SPDX-License-Identifier: MIT

--- The forms that candidates fill in.
local common = import "common/types"
local enums = import "hire/enums"
local forms = import "hire/types.form"

return {
  ["hire.registration_schema.list"] = {
    doc = "Lists the forms that candidates fill in.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/registration_schema/list",
    get = "/open-apis/hire/v1/registration_schemas",
    limits = { "20/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    query = {
      common.page_size(10, 50),
      common.page_token,
      { "scenario?", integer { enum = enums.scenario }, "Where the form is used." },
    },
    returns = {
      { "items", array(forms.registration_schema), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
