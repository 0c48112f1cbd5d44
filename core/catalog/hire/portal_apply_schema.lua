-- SPDX-License-Identifier: MIT

--- The forms that candidates fill in on the website.
local common = import "common/types"
local forms = import "hire/types.form"

return {
  ["hire.portal_apply_schema.list"] = {
    doc = "Lists the forms that candidates fill in on the website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/portal_apply_schema/list",
    get = "/open-apis/hire/v1/portal_apply_schemas",
    limits = { "20/s" },
    scopes = { "hire:site:readonly", "hire:site" },
    tokens = { "tenant", "user" },
    query = {
      common.page_size(10, 50),
      common.page_token,
    },
    returns = {
      { "items", array(forms.registration_schema), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
