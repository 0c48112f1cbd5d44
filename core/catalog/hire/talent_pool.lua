-- SPDX-License-Identifier: MIT

--- Pools of talents.
local common = import "common/types"
local enums = import "hire/enums"

local talent_pool = object "talent_pool" {
  { "id", id, "Id of the talent pool." },
  { "i18n_name", common.i18n, "Its name, by language." },
  { "i18n_description", common.i18n, "Its description, by language." },
  { "parent_id", id, "The pool that it stands below, by id." },
  { "is_private", integer { enum = enums.value_type }, "Whether others cannot see it." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
}

return {
  ["hire.talent_pool.batch_change_talent_pool"] = {
    doc = "Puts talents into a pool, or takes them out.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/talent_pool/batch_change_talent_pool",
    post = "/open-apis/hire/v1/talent_pools/:talent_pool_id/batch_change_talent_pool",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:talent_folder" },
    path = {
      { "talent_pool_id", id, "The talent pool, by its id; `hire.talent_pool.search` lists them." },
    },
    body = {
      { "talent_id_list",
        array(id) { min_items = 1, max_items = 50 },
        "The talents, by id; `hire.talent.list` lists them." },
      { "option_type", integer {
        enum = {
          { 1, { en = "add to the pool", zh = "将人才添加至指定人才库" } },
          { 2, { en = "remove from the pool", zh = "将人才从指定人才库中移除" } },
        },
      }, "Whether talents are added or removed." },
    },
    errors = { 1002001, 1002002, 1002102, 1002109 },
  },

  ["hire.talent_pool.move_talent"] = {
    doc = "Puts one talent into a pool.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent_pool/move_talent",
    post = "/open-apis/hire/v1/talent_pools/:talent_pool_id/talent_relationship",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:talent_folder" },
    path = {
      { "talent_pool_id", id, "The talent pool, by its id; `hire.talent_pool.search` lists them." },
    },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "add_type", integer {
        enum = {
          { 1, { en = "no", zh = "否" } },
          { 2, { en = "yes", zh = "是" } },
        },
      }, "Whether the talent leaves its other pools." },
    },
    returns = {
      { "talent_pool_id", id, "The talent pool, by its id; `hire.talent_pool.search` lists them." },
      { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
    },
    errors = { 1002001, 1002002, 1002102, 1002109 },
  },

  ["hire.talent_pool.search"] = {
    doc = "Lists the talent pools, all or by id.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent_pool/search",
    get = "/open-apis/hire/v1/talent_pools/",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:talent_folder:readonly", "hire:talent_folder" },
    query = {
      common.page_size(10, 100),
      common.page_token,
      { "id_list?", array(id) { max_items = 50 }, "Only these, by id." },
    },
    returns = {
      { "items", array(talent_pool), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002004, 1002005 },
  },
}
