-- SPDX-License-Identifier: MIT

--- Tags of talents.
local common = import "common/types"
local enums = import "hire/enums"
local talents = import "hire/types.talent"

return {
  ["hire.talent_tag.list"] = {
    doc = "Lists the tags of talents, newest first.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent_tag/list",
    get = "/open-apis/hire/v1/talent_tags",
    limits = { "20/s" },
    scopes = { "hire:talent_tag", "hire:talent_tag:readonly" },
    query = {
      { "keyword?", string, "A word to search for." },
      { "id_list?", array(id), "Only these, by id." },
      { "type?",
        integer { enum = enums.type_of_talent_tag },
        "Only rows of this kind." },
      { "include_inactive?", boolean, "Whether those that are no longer in use are listed too." },
      common.page_size(20, 100),
      common.page_token,
    },
    returns = {
      { "items", array(talents.talent_tag), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
