-- SPDX-License-Identifier: MIT

--- Events of recruitment: applications, talents, offers, imports, bonus accounts.
local applications = import "hire/types.application"
local enums = import "hire/enums"
local talents = import "hire/types.talent"
local types = import "hire/types"

local operator = object "user_ids" {
  { "union_id", string, "The user, by the id within one developer's apps." },
  { "user_id", string, "The user, by the id within the tenant." },
  { "open_id", string, "The user, by the id within one app." },
}

local ehr_department = object "ehr_department" {
  { "department_id", string, "The department, by the tenant's own id." },
  { "open_department_id", string, "The department, by the id that the platform made." },
}

local bonus = object "bonus_amount" {
  { "point_bonus", integer, "Number of points." },
  { "cash_bonus", array(types.cash_bonus), "Money, one entry per currency." },
  { "bonus_type", integer { unverified = "Known from an SDK only." },
    "Whether points or money are paid." },
  { "cash", types.cash { unverified = "Known from an SDK only." },
    "Money, in the form that older versions use." },
}

return {
  ["hire.application.deleted_v1"] = {
    doc = "Applications were deleted.",
    fields = {
      { "application_ids", array(id), "The applications, by their ids." },
    },
  },

  ["hire.application.stage_changed_v1"] = {
    doc = "An application moved to another stage.",
    fields = {
      { "application_id", id, "The application, by its id." },
      { "origin_stage_id", id, "The stage that it left." },
      { "target_stage_id", id, "The stage that it is in now." },
      { "update_time", time_ms, "When it moved." },
    },
  },

  ["hire.ehr_import_task.imported_v1"] = {
    doc = "A new employee is to be imported into another people system; "
      .. "`hire.ehr_import_task.patch` tells Hire how that ended.",
    fields = {
      { "task_id", id, "The import task, which `hire.ehr_import_task.patch` names." },
      { "application_id", id, "The application, by its id." },
      { "ehr_department_id", string, "The department of the new employee." },
      { "ehr_requirement_id", string, "The request to hire that the employee is for." },
      { "operator_id", string, "The person who started the import, by user id." },
      { "operator_user_id", operator, "The ids of the person who started the import." },
      { "ehr_department", ehr_department, "The ids of the department." },
    },
  },

  ["hire.ehr_import_task_for_internship_offer.imported_v1"] = {
    doc = "A new intern is to be imported into another people system.",
    fields = {
      { "task_id", id, "The import task, by its id." },
      { "application_id", id, "The application, by its id." },
      { "offer_id", id, "The offer, by its id." },
      { "pre_onboard_id", id, "The onboarding, by its id." },
      { "ehr_department_id", string, "The department of the new intern." },
      { "operator_id", string, "The person who started the import, by user id." },
      { "operator_user_id", operator, "The ids of the person who started the import." },
      { "ehr_department", ehr_department, "The ids of the department." },
    },
  },

  ["hire.offer.status_changed_v1"] = {
    doc = "An offer for employment changed its state; no event comes when one is made.",
    fields = {
      { "offer_id", id, "The offer, by its id." },
      { "offer_status", integer { enum = enums.offer_status, open = true,
        unverified = "No source lists the values; these are those of `hire.offer.get`." },
        "Progress of the offer." },
    },
  },

  ["hire.referral_account.assets_update_v1"] = {
    doc = "The bonus in a referrer's account changed.",
    fields = {
      { "account_id", id, "The account, by its id in Hire." },
      { "assets", object "assets" {
        { "confirmed_bonus", bonus, "Rewards that are confirmed." },
        { "paid_bonus", bonus, "Rewards that were paid out." },
      }, "The bonus in the account." },
      { "modify_time", time_ms_string { unverified = "No source tells the unit." },
        "When it changed." },
    },
  },

  ["hire.talent.deleted_v1"] = {
    doc = "A talent was deleted.",
    fields = {
      { "talent_id", id, "The talent, by its id." },
    },
  },

  ["hire.talent.tag_subscription_v1"] = {
    doc = "A tag that the app follows was set on a talent or taken off.",
    fields = {
      { "talent_id", id, "The talent, by its id." },
      { "application_id", id, "The application, by its id." },
      { "tag", talents.talent_tag, "The tag." },
      { "lock_status", integer { unverified = "No source lists the values." },
        "Whether the talent is held by one application." },
      { "application_stage", applications.application_stage_info,
        "The stage that the application is in." },
    },
  },
}
