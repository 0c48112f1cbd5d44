-- SPDX-License-Identifier: MIT

--- Evaluations of résumés.
local common = import "common/types"
local types = import "hire/types"

return {
  ["hire.evaluation.list"] = {
    doc = "Lists the evaluations of résumés.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/evaluation/list",
    get = "/open-apis/hire/v1/evaluations",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:evaluation:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_token,
      common.page_size(10, 100),
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
      types.user_id_type_or_admin,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(types.evaluation), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
