-- SPDX-License-Identifier: MIT

--- Careers websites.
local common = import "common/types"
local enums = import "hire/enums"

local website = object "website" {
  { "id", id, "Id of the website." },
  { "name", common.i18n, "The website's name, as people see it." },
  { "process_type_list",
    array(integer { enum = enums.process_type_of_external_application }),
    "The kinds of recruitment that it serves." },
  { "job_channel_id", id, "The channel, by its id; `hire.website.list` tells it." },
}

return {
  ["hire.website.list"] = {
    doc = "Lists the careers websites.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/website/list",
    get = "/open-apis/hire/v1/websites",
    limits = { "10/s" },
    scopes = { "hire:site:readonly", "hire:site" },
    query = {
      common.page_token,
      common.page_size(10, 10),
    },
    returns = {
      { "items", array(website), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
