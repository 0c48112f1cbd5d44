-- SPDX-License-Identifier: MIT

--- Rewards for referrals that another system worked out.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local bonus_amount = object "bonus_amount" {
  { "bonus_type",
    integer { default = 1, enum = enums.bonus_type },
    "Whether points or money are paid." },
  { "point_bonus?", integer { conditional = true }, "Number of points." },
  { "cash?", types.cash, "Money, in the form that older versions use." },
  { "cash_bonus?", array(types.cash_bonus) { hidden = true }, "Money, one entry per currency." },
}

return {
  ["hire.external_referral_reward.create"] = {
    doc = "Adds a reward for a referral that another system worked out.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_referral_reward/create",
    post = "/open-apis/hire/v1/external_referral_rewards",
    key = "external_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_referral_reward" },
    field_scopes = { common.user_id_scope },
    query = {
      common.user_id_type,
    },
    body = {
      { "referral_user_id", id, "The referrer, by user id." },
      { "create_user_id?", id, "The user who created it, by id." },
      { "confirm_user_id?", id, "The person who confirmed the reward, by user id." },
      { "pay_user_id?", id, "The person who paid the reward, by user id." },
      { "external_id", id, "Your own id of it: a repeat with the same one is done once." },
      { "application_id?",
        id { conditional = true },
        "The application, by its id; `hire.application.list` lists them." },
      { "talent_id?",
        id { conditional = true },
        "The talent, by its id; `hire.talent.list` lists them." },
      { "job_id?", id, "The job, by its id; `hire.job.list` lists them." },
      { "reason?", string, "The reason, in plain text." },
      { "rule_type", integer { enum = { 1, 2, 3, 4, 5 } }, "Kind of rule." },
      { "bonus", bonus_amount, "The reward." },
      { "stage",
        integer { enum = { 1, 2, 3 } },
        "How far the reward has come; the numbers' meanings are not documented." },
      { "create_time?", time_ms_string, "When it was created." },
      { "confirm_time?", time_ms_string, "When the reward was confirmed." },
      { "pay_time?", time_ms_string, "When the reward was paid." },
      { "onboard_time?", time_ms_string, "When the person started." },
      { "conversion_time?", time_ms_string, "When the person's probation ended." },
      { "comment?", string, "A remark in words." },
    },
    returns = {
      { "id", id, "Id of the external referral reward." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_referral_reward.delete"] = {
    doc = "Deletes a reward that was added before.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_referral_reward/delete",
    delete = "/open-apis/hire/v1/external_referral_rewards/:external_referral_reward_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:external_referral_reward" },
    path = {
      { "external_referral_reward_id", id, "The reward, by the id that creating it gave." },
    },
    errors = { 1002001, 1002002, 1002556 },
  },
}
