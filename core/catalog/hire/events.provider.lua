-- SPDX-License-Identifier: MIT

--- Events for providers: accounts, background checks and exams that Hire asks for.
local enums = import "hire/enums"

local mobile = object "mobile" {
  { "code", string, "The country code of the number, such as 86." },
  { "number", string, "The number, without the country code." },
}

local candidate = object "candidate_info" {
  { "name", string, "Name of the candidate." },
  { "mobile", mobile, "Mobile number." },
  { "email", string, "E-mail address." },
  { "first_name", string, "The given name." },
  { "last_name", string, "The family name." },
}

local candidate_of_exam = object "candidate_info" {
  { "name", string, "Name of the candidate." },
  { "mobile", mobile, "Mobile number." },
  { "email", string, "E-mail address." },
}

local contact = object "client_contact_info" {
  { "name", string, "Name of the person to ask." },
  { "mobile", mobile, "Mobile number." },
  { "email", string, "E-mail address." },
}

local custom_field = object "custom_field" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "value", string, "The content of the field." },
}

return {
  ["hire.eco_account.created_v1"] = {
    doc = "A tenant set up an account with a provider.",
    fields = {
      { "scope", integer { enum = enums.scope_of_eco_account, open = true }, "Kind of account." },
      { "account_id", id, "The account with the provider, by its id." },
      { "account_name", string, "The account's name, as people see it." },
      { "usage_list", array(integer { unverified = "No source lists the values." }),
        "The uses that the account is for." },
      { "custom_field_list", array(custom_field), "Fields that the provider asks for besides." },
    },
  },

  ["hire.eco_background_check.canceled_v1"] = {
    doc = "A background check is no longer wanted.",
    fields = {
      { "background_check_id", id, "The background check, by its id." },
      { "termination_reason", string, "The reason, as people read it." },
    },
  },

  ["hire.eco_background_check.created_v1"] = {
    doc = "A background check was ordered from a provider.",
    fields = {
      { "background_check_id", id, "The background check, by its id." },
      { "account_id", id, "The account with the provider, by its id." },
      { "package_id", id, "The package that was ordered, by its id." },
      { "additional_item_id_list", array(id), "Items ordered besides the package, by their ids." },
      { "comment", string, "A comment of the person who ordered it." },
      { "candidate_info", candidate, "The candidate's particulars." },
      { "client_contact_info", contact, "The person to ask about the order." },
      { "custom_field_list", array(custom_field), "Fields that the provider asks for besides." },
    },
  },

  ["hire.eco_exam.created_v1"] = {
    doc = "An exam was ordered from a provider.",
    fields = {
      { "exam_id", id, "The exam, by its id." },
      { "account_id", id, "The account with the provider, by its id." },
      { "paper_id", id, "The paper that the candidate is to sit, by its id." },
      { "candidate_info", candidate_of_exam, "The candidate's particulars." },
      { "talent_id", id, "The talent, by its id." },
      { "application_id", id, "The application, by its id." },
    },
  },
}
