-- SPDX-License-Identifier: MIT

--- The kinds of interview rounds.
local common = import "common/types"
local enums = import "hire/enums"

local interview_round_type_assessment_template = object "interview_round_type_assessment_template" {
  { "id", id, "Id of the form." },
  { "biz_id", id, "Its business id, which other endpoints ask for." },
  { "name", common.i18n, "The form's name, as people see it." },
}

local interview_round_type = object "interview_round_type" {
  { "id", id, "Id of the interview round type." },
  { "biz_id", id, "Its business id, which other endpoints ask for." },
  { "name", common.i18n, "The interview round type's name, as people see it." },
  { "process_type", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
  { "interview_assessment_template_info",
    interview_round_type_assessment_template,
    "The feedback form of the round." },
}

return {
  ["hire.interview_round_type.list"] = {
    doc = "Lists the kinds of interview rounds.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/interview_round_type/list",
    get = "/open-apis/hire/v1/interview_round_types",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    query = {
      { "process_type?", integer { enum = enums.process_type_of_job }, "Kind of recruitment." },
    },
    returns = {
      { "active_status", integer {
        enum = {
          { 1, { en = "in use", zh = "已启用" } },
          { 2, { en = "not in use", zh = "未启用" } },
        },
      }, "Whether it is in use." },
      { "items", array(interview_round_type), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
