-- SPDX-License-Identifier: MIT

--- Referrals: who recommended a candidate.
local common = import "common/types"
local types = import "hire/types"

local scopes = { "hire:referral:readonly", "hire:referral" }
local field_scopes = { common.user_id_scope }

local referral = object "referral" {
  { "id", id, "Referral id." },
  { "application_id", id, "The application that the referral led to." },
  { "create_time", time_ms, "When the referral was made." },
  { "referral_user_id", id { id_type = "user_id_type" }, "The user who made the referral." },
  { "referral_user", types.person, "The user who made the referral, with the name." },
}

local referral_info = object "referral_info" {
  { "id", id, "Referral id." },
  { "application_ids", array(id), "The original application first, then those that it was transferred to." },
  { "create_time", time_ms_string, "When the referral was made." },
  { "referral_user", types.person, "The user who made the referral." },
}

return {
  ["hire.referral.get_by_application"] = {
    doc = "Tells who referred the candidate of one application.",
    url = "https://open.feishu.cn/document/server-docs/hire-v1/get-candidates/referral/get_by_application",
    get = "/open-apis/hire/v1/referrals/get_by_application",
    limits = { "50/s" },
    apps = { "custom", "isv" },
    scopes = scopes,
    field_scopes = field_scopes,
    query = {
      { "application_id", id,
        "The application that the referral led to. A referral without a job has none and is not found." },
      types.user_id_type_or_admin,
    },
    returns = { { "referral", referral, "The referral; absent when there is none." } },
    errors = { 1002001, 1002002 },
  },

  ["hire.referral.search"] = {
    doc = "Lists the referrals of one talent, oldest first, at most 200.",
    url = "https://open.feishu.cn/document/hire-v1/get-candidates/referral/search",
    post = "/open-apis/hire/v1/referrals/search",
    repeatable = true, -- this POST only reads
    limits = { "10/s" },
    apps = { "custom", "isv" },
    scopes = scopes,
    field_scopes = field_scopes,
    query = { common.user_id_type },
    body = {
      { "talent_id", id, "The talent who was referred." },
      { "start_time?", time_ms_string, "Only referrals made at this time or later." },
      { "end_time?", time_ms_string, "Only referrals made at this time or earlier." },
    },
    returns = {
      { "items", array(referral_info), "The referrals. Exactly 200 may mean that some were left out." },
    },
    errors = { 1002001, 1002002 },
  },
}
