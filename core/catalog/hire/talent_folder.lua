-- SPDX-License-Identifier: MIT

--- Folders of talents.
local common = import "common/types"
local types = import "hire/types"

local talent_folder_for_list = object "talent_folder_for_list" {
  { "folder_id", id, "The folder, by its id; `hire.talent_folder.list` lists them." },
  { "folder_name", string, "The folder's name, as people see it." },
  { "owner_id", id { id_type = "user_id_type" }, "The user in charge, by id." },
}

return {
  ["hire.talent_folder.list"] = {
    doc = "Lists the folders that talents are kept in.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent_folder/list",
    get = "/open-apis/hire/v1/talent_folders",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:talent_folder:readonly", "hire:talent_folder" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_token,
      common.page_size(10, 100),
      types.user_id_type_or_admin,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(talent_folder_for_list), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
