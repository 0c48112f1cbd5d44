-- SPDX-License-Identifier: MIT

--- For providers: the background checks that they offer.
local eco_background_check_package_data = object "eco_background_check_package_data" {
  { "id", id, "Id of the package." },
  { "name", string { max_length = 100 }, "The package's name, as people see it." },
  { "description?", string, "A description in plain text." },
}

local eco_background_check_package_additional_item = object "eco_background_check_package_additional_item" {
  { "id", id, "Id of the item." },
  { "name", string, "The item's name, as people see it." },
  { "description?", string, "A description in plain text." },
}

local eco_background_check_package_data_given = object "eco_background_check_package_data" {
  { "id", id { max_length = 36 }, "Id of the package." },
  { "name", string { max_length = 100 }, "The package's name, as people see it." },
  { "description?", string, "A description in plain text." },
}

local eco_background_check_package_additional_item_given = object "eco_background_check_package_additional_item" {
  { "id", id { max_length = 36 }, "Id of the item." },
  { "name", string, "The item's name, as people see it." },
  { "description?", string, "A description in plain text." },
}

return {
  ["hire.eco_background_check_package.batch_delete"] = {
    doc = "Deletes packages of background checks, so that nobody can order them.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check_package/batch_delete",
    post = "/open-apis/hire/v1/eco_background_check_packages/batch_delete",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "package_id_list?", array(id), "The packages to delete, by their ids." },
      { "additional_item_id_list?", array(id), "The extra items to delete, by their ids." },
    },
    errors = { 1002859, 1002001 },
  },

  ["hire.eco_background_check_package.batch_update"] = {
    doc = "Changes packages of background checks.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check_package/batch_update",
    patch = "/open-apis/hire/v1/eco_background_check_packages/batch_update",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "package_list",
        array(eco_background_check_package_data) { min_items = 1 },
        "The packages that can be ordered." },
      { "additional_item_list?",
        array(eco_background_check_package_additional_item),
        "The extra items that can be ordered besides." },
    },
    errors = { 1002001 },
  },

  ["hire.eco_background_check_package.create"] = {
    doc = "Adds packages of background checks that recruiters can order.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check_package/create",
    post = "/open-apis/hire/v1/eco_background_check_packages",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "account_id", id, "The account, by its id in Hire." },
      { "package_list",
        array(eco_background_check_package_data_given) { min_items = 1 },
        "The packages that can be ordered." },
      { "additional_item_list?",
        array(eco_background_check_package_additional_item_given),
        "The extra items that can be ordered besides." },
    },
    errors = { 1002001 },
  },
}
