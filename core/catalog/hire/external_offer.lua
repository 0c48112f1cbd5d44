-- SPDX-License-Identifier: MIT

--- Offers that were made in other systems.
local common = import "common/types"

local external_common_attachment = object "external_common_attachment" {
  { "id", id, "Id of the file." },
  { "name", string, "The file's name, as people see it." },
  { "size", integer, "Size of the file, in bytes." },
}

local external_offer = object "external_offer" {
  { "id", id, "Id of the external offer." },
  { "external_application_id",
    id,
    "The external application, by its id; `hire.external_application.list` lists them." },
  { "biz_create_time", time_ms_string, "When it was created in the other system." },
  { "owner", string, "The person in charge, in the other system's words." },
  { "offer_status", string, "Progress of the offer, in the other system's words." },
  { "attachment_list", array(external_common_attachment), "The attached files." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
  { "creator", string { hidden = true }, "The author of the offer, in the other system's words." },
  { "attachment_id_list",
    array(id) { hidden = true },
    "The files, by the ids that their uploads gave." },
}

return {
  ["hire.external_offer.batch_query"] = {
    doc = "Lists the offers of an external application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_offer/batch_query",
    post = "/open-apis/hire/v1/external_offers/batch_query",
    repeatable = true, -- a POST that only reads
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_offer", "hire:external_offer:readonly" },
    query = {
      { "external_application_id?",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      common.page_size(10, 20),
      common.page_token,
    },
    body = {
      { "external_offer_id_list?",
        array(id) { min_items = 0, max_items = 20 },
        "Only these external offers, by id." },
    },
    returns = {
      { "items", array(external_offer), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_offer.create"] = {
    doc = "Records an offer that was made in another system.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/external_offer/create",
    post = "/open-apis/hire/v1/external_offers",
    key = "external_id",
    key_window_s = 86400,
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_offer" },
    body = {
      { "external_id?", id, "Your own id of it: a repeat with the same one is done once." },
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      { "biz_create_time?", time_ms_string, "When it was created in the other system." },
      { "owner?", string, "The person in charge." },
      { "offer_status?", string, "Progress of the offer." },
      { "attachment_id_list?",
        array(id) { min_items = 0, max_items = 20 },
        "The files, by the ids that their uploads gave." },
      { "creator?", string { hidden = true }, "The person who created it." },
    },
    returns = {
      { "external_offer", external_offer, "The external offer after the call." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_offer.delete"] = {
    doc = "Deletes what was recorded of an external offer.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/external_offer/delete",
    delete = "/open-apis/hire/v1/external_offers/:external_offer_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_offer" },
    path = {
      { "external_offer_id", id, "The external offer, by its id." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_offer.update"] = {
    doc = "Replaces an external offer.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/external_offer/update",
    put = "/open-apis/hire/v1/external_offers/:external_offer_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_offer" },
    path = {
      { "external_offer_id", id, "The external offer, by its id." },
    },
    body = {
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
      { "biz_create_time?", time_ms_string, "When it was created in the other system." },
      { "owner?", string, "The person in charge." },
      { "offer_status?", string, "Progress of the offer." },
      { "attachment_id_list?",
        array(id) { min_items = 0, max_items = 10 },
        "The files, by the ids that their uploads gave." },
      { "external_id?", id { hidden = true }, "Your own id of it, in the other system." },
      { "creator?", string { hidden = true }, "The person who created it." },
    },
    returns = {
      { "external_offer", external_offer, "The external offer after the call." },
    },
    errors = { 1002001, 1002002 },
  },
}
