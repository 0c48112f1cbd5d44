-- SPDX-License-Identifier: MIT

--- Recruitment projects.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local subject = object "subject" {
  { "id", id, "Id of the subject." },
  { "name", common.i18n, "The subject's name, as people see it." },
  { "create_time", time_ms_string, "When it was created." },
  { "active_status", integer { enum = enums.active_status_of_location }, "Whether it is in use." },
  { "application_limit",
    integer { deprecated = "The documents advise against it." },
    "How many applications one candidate may make in the project." },
  { "creator", types.person, "The person who created it." },
}

return {
  ["hire.subject.list"] = {
    doc = "Lists the recruitment projects.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/subject/list",
    get = "/open-apis/hire/v1/subjects",
    limits = {},
    scopes = { "hire:subject:readonly" },
    field_scopes = { common.user_id_scope },
    unknown = { "limits" },
    query = {
      common.user_id_type,
      common.page_token,
      common.page_size(1, 200),
      { "subject_ids?", array(id), "Only these recruitment projects, by id." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(subject), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
