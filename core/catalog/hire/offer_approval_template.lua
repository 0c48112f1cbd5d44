-- SPDX-License-Identifier: MIT

--- The approval processes of offers.
local common = import "common/types"
local types = import "hire/types"

local department = object "department" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", string, "The department's name, as people see it." },
  { "en_name", string, "Name of the department in English." },
}

local offer_approval_template = object "offer_approval_template" {
  { "id", id, "Id of the offer approval template." },
  { "name", common.i18n, "The offer approval template's name, as people see it." },
  { "create_time", time_ms_string, "When it was created." },
  { "remark", string, "A remark in words." },
  { "department_list", array(department), "The departments that use it." },
}

return {
  ["hire.offer_approval_template.list"] = {
    doc = "Lists the approval processes of offers.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/offer_approval_template/list",
    get = "/open-apis/hire/v1/offer_approval_templates",
    limits = { "10/s" },
    scopes = { "hire:offer_approval_template:readonly" },
    query = {
      common.page_token,
      common.page_size(10, 200),
      types.department_id_type_or_admin,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(offer_approval_template), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
