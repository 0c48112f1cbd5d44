-- SPDX-License-Identifier: MIT

--- Parts of offers, as applications and offers have them.
local enums = import "hire/enums"
local M = {}

M.contract_period_info = object "contract_period_info" {
  { "period_type", integer { enum = enums.period_type }, "Whether months or years are counted." },
  { "period", integer, "Number of those periods." },
}

M.application_offer_custom_value = object "application_offer_custom_value" {
  { "object_id", id, "The custom field, by its id." },
  { "customize_value", string, "The content of the custom field." },
}

M.base_bilingual_with_id = object "base_bilingual_with_id" {
  { "id", id { id_type = "employee_type_id_type" }, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_bilingual_with_id_read = object "base_bilingual_with_id" {
  { "id", id, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_bilingual_with_id_application = object "base_bilingual_with_id" {
  { "id", id { id_type = "job_family_id_type" }, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_bilingual_with_id_2 = object "base_bilingual_with_id" {
  { "id", id { id_type = "job_level_id_type" }, "Id of the entry." },
  { "zh_name", string, "Name of the entry in Chinese." },
  { "en_name", string, "Name of the entry in English." },
}

M.base_district = object "base_district" {
  { "zh_name", string, "Name of the district in Chinese." },
  { "en_name", string, "Name of the district in English." },
  { "code", string, "The platform's code of it." },
  { "location_type", integer, "Kind of place." },
}

M.base_city = object "base_city" {
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
  { "code", string, "The platform's code of it." },
  { "location_type",
    integer { enum = enums.location_type_of_application_too },
    "Kind of place." },
}

M.base_country = object "base_country" {
  { "zh_name", string, "Name of the country in Chinese." },
  { "en_name", string, "Name of the country in English." },
  { "code", string, "The platform's code of it." },
  { "location_type",
    integer { enum = enums.location_type_of_application_too },
    "Kind of place." },
}

M.application_offer_salary_plan = object "application_offer_salary_plan" {
  { "currency", string, "The currency of the pay." },
  { "basic_salary", string, "Monthly pay before bonuses." },
  { "probation_salary_percentage", string, "Pay in the probation, in per cent of the full one." },
  { "award_salary_multiple", string, "The yearly bonus, in monthly salaries." },
  { "option_shares", string, "Shares or options that come with it." },
  { "quarterly_bonus", string, "Extra pay for each quarter." },
  { "half_year_bonus", string, "Extra pay for each half of a year." },
  { "total_annual_cash", string, "Sum of all pay in a year." },
  { "customize_info_list", array(M.application_offer_custom_value), "Values of custom fields." },
}

M.offer_job_info = object "offer_job_info" {
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "job_name", string, "The job's name, as people see it." },
}

M.application_offer_custom_module = object "application_offer_custom_module" {
  { "ID", id, "The module, by its id." },
  { "object_list", array(M.application_offer_custom_value), "The fields of the form." },
}

M.offer_email_info = object "offer_email_info" {
  { "cc_email_list", array(string), "E-mail addresses that got a copy." },
  { "receiver_email_list", array(string), "E-mail addresses that it was sent to." },
  { "content", string, "The text." },
}

M.acceptance = object "acceptance" {
  { "operator_type", integer { enum = enums.operator_type }, "The person or program that did it." },
  { "conclusion", integer { enum = enums.conclusion_of_application_too }, "The decision." },
  { "memo", string, "A remark in words." },
  { "operate_time", time_ms_string, "When it was done." },
}

M.offer_file = object "offer_file" {
  { "id", id, "Id of the file." },
  { "file_template_id", id, "The template that the file was made from, by its id." },
  { "file_template_name", string, "The template's name, as people see it." },
  { "file_template_type_id", id, "The kind of template, by its id." },
  { "file_template_type_name", string, "The name of the kind of template, as people see it." },
}

M.signature_attachment = object "signature_attachment" {
  { "id", id, "Id of the file." },
  { "file_name", string, "The file's name, as people see it." },
  { "file_template_id", id, "The template that the file was made from, by its id." },
  { "file_template_name", string, "The template's name, as people see it." },
  { "file_template_type_id", id, "The kind of template, by its id." },
  { "file_template_type_name", string, "The name of the kind of template, as people see it." },
}

M.offer_signature_info = object "offer_signature_info" {
  { "id", id, "Id of the offer signature." },
  { "signature_status", integer { enum = enums.signature_status }, "Progress of the signing." },
  { "attachment_list", array(M.signature_attachment), "The attached files." },
}

M.offer_send_record = object "offer_send_record" {
  { "offer_send_record_id", id, "The sending, by its id." },
  { "operator_user_id", id { id_type = "user_id_type" }, "The user who does it, by id." },
  { "send_time", time_ms_string, "When it was sent." },
  { "offer_letter_status",
    integer { enum = enums.offer_letter_status },
    "State of the letter." },
  { "email_info", M.offer_email_info, "The mail that it was sent with." },
  { "acceptance_list", array(M.acceptance), "People who accepted or declined it, with times." },
  { "offer_file_list", array(M.offer_file), "The files that were sent." },
  { "offer_signature_info", M.offer_signature_info, "State of the signatures." },
}

return M
