-- SPDX-License-Identifier: MIT

--- Where résumés can come from.
local common = import "common/types"
local enums = import "hire/enums"

local resume_source = object "resume_source" {
  { "id", id, "Id of the resume source." },
  { "zh_name", string, "Name of the resume source in Chinese." },
  { "en_name", string, "Name of the resume source in English." },
  { "active_status", integer { enum = enums.active_status_of_location }, "Whether it is in use." },
  { "resume_source_type", string {
    enum = {
      { "10000", { en = "referral", zh = "内推" } },
      { "10001", { en = "headhunter", zh = "猎头" } },
      { "10002", { en = "within the company", zh = "内部来源" } },
      { "10003", { en = "job board", zh = "第三方招聘网站" } },
      { "10004", { en = "social network", zh = "社交媒体" } },
      { "10005", { en = "offline", zh = "线下来源" } },
      { "10006", { en = "other", zh = "其他" } },
      { "10007", { en = "recommended from outside", zh = "外部推荐" } },
      { "10008", { en = "employee changing jobs", zh = "员工转岗" } },
      { "10009", { en = "intern taken on", zh = "实习生转正" } },
    },
  }, "Kind of source." },
}

return {
  ["hire.resume_source.list"] = {
    doc = "Lists where résumés can come from.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/resume_source/list",
    get = "/open-apis/hire/v1/resume_sources",
    limits = { "20/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    query = {
      { "page_size?", integer { min = 1, max = 100 }, "Rows per page." },
      common.page_token,
    },
    returns = {
      { "items", array(resume_source), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
