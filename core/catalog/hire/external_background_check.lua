-- SPDX-License-Identifier: MIT

--- Background checks that took place in other systems.
local common = import "common/types"

local external_background_check_attachment = object "external_background_check_attachment" {
  { "id", id, "Id of the file." },
  { "name", string, "The file's name, as people see it." },
  { "size", integer, "Size of the file, in bytes." },
}

local external_background_check = object "external_background_check" {
  { "id", id, "Id of the external background check." },
  { "external_application_id",
    id,
    "The external application, by its id; `hire.external_application.list` lists them." },
  { "date", time_ms, "When the check took place." },
  { "name", string, "The external background check's name, as people see it." },
  { "result", string, "The outcome." },
  { "attachment_list", array(external_background_check_attachment), "The attached files." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
  { "attachment_id_list",
    array(id) { hidden = true },
    "The files, by the ids that their uploads gave." },
}

return {
  ["hire.external_background_check.batch_query"] = {
    doc = "Lists the background checks of an external application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_background_check/batch_query",
    post = "/open-apis/hire/v1/external_background_checks/batch_query",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application", "hire:external_application:readonly" },
    query = {
      { "external_application_id?",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      common.page_size(10, 20),
      common.page_token,
    },
    body = {
      { "external_background_check_id_list?",
        array(id) { min_items = 0, max_items = 20 },
        "Only these external background checks, by id." },
    },
    returns = {
      { "items", array(external_background_check), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_background_check.create"] = {
    doc = "Records a background check that took place in another system.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_background_check/create",
    post = "/open-apis/hire/v1/external_background_checks",
    key = "external_id",
    key_window_s = 86400,
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    body = {
      { "external_id?", id, "Your own id of it: a repeat with the same one is done once." },
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      { "date?", time_ms, "The day on which it took place." },
      { "name?", string, "The external background check's name, as people see it." },
      { "result?", string, "The outcome." },
      { "attachment_id_list?", array(id), "The files, by the ids that their uploads gave." },
    },
    returns = {
      { "external_background_check",
        external_background_check,
        "The external background check after the call." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_background_check.delete"] = {
    doc = "Deletes what was recorded of an external background check.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_background_check/delete",
    delete = "/open-apis/hire/v1/external_background_checks/:external_background_check_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_background_check_id", id, "The external background check, by its id." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_background_check.update"] = {
    doc = "Replaces an external background check.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_background_check/update",
    put = "/open-apis/hire/v1/external_background_checks/:external_background_check_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_background_check_id", id, "The external background check, by its id." },
    },
    body = {
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      { "date?", time_ms, "The day on which it took place." },
      { "name?", string, "The external background check's name, as people see it." },
      { "result?", string, "The outcome." },
      { "attachment_id_list?", array(id), "The files, by the ids that their uploads gave." },
      { "external_id?", id { hidden = true }, "Your own id of it, in the other system." },
    },
    returns = {
      { "external_background_check",
        external_background_check,
        "The external background check after the call." },
    },
    errors = { 1002001, 1002002 },
  },
}
