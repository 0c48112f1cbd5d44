-- SPDX-License-Identifier: MIT

--- What people did with talents.
local common = import "common/types"
local enums = import "hire/enums"

local operator = object "operator" {
  { "id", id { id_type = "user_id_type" }, "Id of the operator." },
  { "name", common.i18n, "The operator's name, as people see it." },
}

local items_type = object "items" {
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "operator", operator, "Says who did it." },
  { "operation_type", integer { enum = enums.operation_list }, "Says what was done." },
  { "operation_time", time_ms_string, "When it was done." },
  { "operator_type", integer { enum = { 1 }, open = true }, "Says who did it." },
}

return {
  ["hire.talent_operation_log.search"] = {
    doc = "Searches what people did with talents.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/talent/talent_operation_log/search",
    post = "/open-apis/hire/v1/talent_operation_logs/search",
    repeatable = true, -- a POST that only reads
    limits = { "50/s", "1000/min" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    field_scopes = { common.user_id_scope },
    deprecated = "The documents list it under old versions, and name no successor.",
    query = {
      common.page_token,
      common.page_size(10, 100),
      common.user_id_type,
    },
    body = {
      { "job_id_list?", array(id), "The jobs, by id; `hire.job.list` lists them." },
      { "operator_id_list",
        array(id { id_type = "user_id_type" }) { min_items = 1 },
        "Only what these did, by user id." },
      { "operation_list",
        array(integer { enum = enums.operation_list }) { min_items = 1 },
        "Only these operations." },
    },
    returns = {
      { "items", array(items_type), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
