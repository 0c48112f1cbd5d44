-- SPDX-License-Identifier: MIT

--- The reasons for which applications end.
local common = import "common/types"
local enums = import "hire/enums"

local termination_reason = object "termination_reason" {
  { "id", id, "Id of the termination reason." },
  { "name", common.i18n, "The termination reason's name, as people see it." },
  { "referral_name", common.i18n, "The reason as referrers see it." },
  { "termination_type", integer { enum = enums.termination_type }, "The side that ended it." },
  { "is_used_as_evaluation", boolean, "Whether it can be chosen in an evaluation." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

return {
  ["hire.termination_reason.list"] = {
    doc = "Lists the reasons for which applications end.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/termination_reason/list",
    get = "/open-apis/hire/v1/termination_reasons",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:application:readonly", "hire:application" },
    query = {
      common.page_token,
      common.page_size(10, 200),
    },
    returns = {
      { "items", array(termination_reason), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
