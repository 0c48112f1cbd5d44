-- SPDX-License-Identifier: MIT

--- Candidates' answers about diversity and inclusion.
local common = import "common/types"

local object_attribute = object "object_attribute" {
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "data_type", integer {
    enum = {
      { 1, { en = "choice", zh = "单选" } },
      { 2, { en = "choices", zh = "多选" } },
      { 3, { en = "month", zh = "月份选择" } },
      { 4, { en = "year", zh = "年份选择" } },
      { 5, { en = "number", zh = "数字" } },
      { 6, { en = "text", zh = "文本" } },
      { 7, { en = "text", zh = "多行文本" } },
      { 8, { en = "range of dates", zh = "日期范围" } },
    },
  }, "Kind of value." },
  { "tags", array(integer {
    enum = {
      { 1, { en = "gender", zh = "性别" } },
      { 2, { en = "ethnicity", zh = "种族" } },
      { 3, { en = "health", zh = "身体情况" } },
    },
  }), "Topics of the question." },
  { "is_fcf_data", boolean, "Whether it counts for the fair chance form." },
  { "is_di_data", boolean, "Whether it counts for diversity and inclusion." },
}

local di_data = object "di_data" {
  { "value", string, "The content of the field." },
  { "object_attribute", object_attribute, "The question." },
}

local di_info = object "di_info" {
  { "id", id, "Id of the answer." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "source_type", integer {
    enum = {
      { 1, { en = "careers website", zh = "官网" } },
      { 2, { en = "detail page", zh = "详情页" } },
    },
  }, "Where the answers were given." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "di_data", array(di_data), "The answers, one entry per question." },
}

return {
  ["hire.diversity_inclusion.search"] = {
    doc = "Reads what candidates answered about diversity and inclusion.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/diversity_inclusion/search",
    post = "/open-apis/hire/v1/applications/diversity_inclusions/search",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    body = {
      { "talent_ids?", array(id) { max_items = 10 }, "The talents, by id." },
      { "application_ids?", array(id) { max_items = 30 }, "The applications, by their ids." },
    },
    returns = {
      { "items", array(di_info), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
