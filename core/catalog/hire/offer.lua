-- SPDX-License-Identifier: MIT

--- Offers.
local common = import "common/types"
local enums = import "hire/enums"
local offers = import "hire/types.offer"
local types = import "hire/types"

local offer_type = {
  { 1, { en = "employment", zh = "正式 Offer" } },
  { 2, { en = "internship", zh = "实习 Offer" } },
}

local operation = {
  { "confirm_onboarding", { en = "starts", zh = "确认入职" } },
  { "cancel_onboarding", { en = "does not come", zh = "放弃入职" } },
  { "offboard", { en = "leaves", zh = "操作离职" } },
}

local contract_period_info = object "contract_period_info" {
  { "period_type", integer { enum = enums.period_type }, "Whether months or years are counted." },
  { "period", integer { min = 0, max = 100 }, "Number of those periods." },
}

local offer_basic_info = object "offer_basic_info" {
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "leader_user_id", id { id_type = "user_id_type" },
    "The person's future superior, by user id." },
  { "employment_job_id?", id, "The post in the company's own catalogue of posts, by its id." },
  { "employee_type_id?",
    id { id_type = "employee_type_id_type" },
    "Kind of employment, by its id." },
  { "job_family_id?", id, "The family of jobs, by its id." },
  { "job_level_id?", id, "The level of the job, by its id." },
  { "probation_month?", integer, "Length of the probation, in months." },
  { "contract_year?", integer, "Length of the contract, in years." },
  { "contract_period?", contract_period_info, "Length of the contract." },
  { "expected_onboard_date?",
    string { value_format = "{\"date\":\"YYYY-MM-DD\"}" },
    "The day on which the person is to start, as JSON in a string." },
  { "onboard_address_id?", id, "Where the person starts, by the id of `hire.location.list`." },
  { "work_address_id?", id, "Where the person works, by the id of `hire.location.list`." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "The user in charge of the offer, by id." },
  { "recommended_words?", string, "The reasons to hire the candidate." },
  { "job_requirement_id?",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "job_process_type_id?",
    integer { enum = enums.process_type_of_external_application },
    "Kind of recruitment." },
  { "attachment_id_list?",
    array(id) { deprecated = "The documents advise against it." },
    "The files, by the ids that their uploads gave." },
  { "common_attachment_id_list?", array(id), "The files, by the ids that their uploads gave." },
  { "attachment_description?", string, "The contents of the attachments, in plain text." },
  { "operator_user_id", id { id_type = "user_id_type" }, "The user who does it, by id." },
  { "position_id?", id, "The position in the people system, by its id." },
  { "job_offered?", string, "The title that is offered." },
  { "job_grade_id?", id, "The grade of the post, by its id." },
  { "pathway_id?", id, "The career path, by its id." },
}

local offer_salary_info = object "offer_salary_info" {
  { "currency", string, "The currency of the pay." },
  { "basic_salary?", string { conditional = true }, "Monthly pay before bonuses." },
  { "probation_salary_percentage?", string, "Pay in the probation, in per cent of the full one." },
  { "award_salary_multiple?", string, "The yearly bonus, in monthly salaries." },
  { "option_shares?", string, "Shares or options that come with it." },
  { "quarterly_bonus?", string, "Extra pay for each quarter." },
  { "half_year_bonus?", string, "Extra pay for each half of a year." },
}

local offer_customized_info = object "offer_customized_info" {
  { "id?", id, "Id of the field." },
  { "value?", string, "The content of the field." },
}

local offer_basic_info_read = object "offer_basic_info" {
  { "department_id", id, "The department, by its id." },
  { "leader_user_id", id { id_type = "user_id_type" },
    "The person's future superior, by user id." },
  { "employment_job_id", id, "The post in the company's own catalogue of posts, by its id." },
  { "employee_type_id", id, "Kind of employment, by its id." },
  { "job_family_id", id, "The family of jobs, by its id." },
  { "job_level_id", id, "The level of the job, by its id." },
  { "probation_month", integer, "Length of the probation, in months." },
  { "contract_year", integer, "Length of the contract, in years." },
  { "contract_period", offers.contract_period_info, "Length of the contract." },
  { "expected_onboard_date",
    string { value_format = "{\"date\":\"YYYY-MM-DD\"}" },
    "The day on which the person is to start, as JSON in a string." },
  { "onboard_address_id", id, "Where the person starts, by the id of `hire.location.list`." },
  { "work_address_id", id, "Where the person works, by the id of `hire.location.list`." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "The user in charge of the offer, by id." },
  { "recommended_words", string, "The reasons to hire the candidate." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "job_process_type_id", integer, "Kind of recruitment." },
  { "attachment_id_list",
    array(id) { deprecated = "The documents advise against it." },
    "The files, by the ids that their uploads gave." },
  { "common_attachment_id_list", array(id), "The files, by the ids that their uploads gave." },
  { "attachment_description", string, "The contents of the attachments, in plain text." },
  { "operator_user_id", id { id_type = "user_id_type" }, "The user who does it, by id." },
  { "position_id", id, "The position in the people system, by its id." },
  { "job_offered", string, "The title that is offered." },
  { "job_grade_id", id, "The grade of the post, by its id." },
  { "pathway_id", id, "The career path, by its id." },
}

local offer_salary_info_read = object "offer_salary_info" {
  { "currency", string, "The currency of the pay." },
  { "basic_salary", string, "Monthly pay before bonuses." },
  { "probation_salary_percentage", string, "Pay in the probation, in per cent of the full one." },
  { "award_salary_multiple", string, "The yearly bonus, in monthly salaries." },
  { "option_shares", string, "Shares or options that come with it." },
  { "quarterly_bonus", string, "Extra pay for each quarter." },
  { "half_year_bonus", string, "Extra pay for each half of a year." },
}

local offer_customized_info_read = object "offer_customized_info" {
  { "id", id, "Id of the field." },
  { "value", string, "The content of the field." },
}

local base_city = object "base_city" {
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
  { "code", string, "The platform's code of it." },
  { "location_type", integer {
    enum = {
      { 1, { en = "country", zh = "COUNTRY(国家)" } },
      { 2, { en = "province or state", zh = "STATE(省/州)" } },
      { 3, { en = "city", zh = "CITY(市)" } },
      4,
      { 5, { en = "address", zh = "ADDRESS(地址)" } },
    },
  }, "Kind of place." },
}

local base_address = object "base_address" {
  { "id", id, "Id of the base address." },
  { "zh_name", string, "Name of the base address in Chinese." },
  { "en_name", string, "Name of the base address in English." },
  { "district", offers.base_district, "The district that it is in." },
  { "city", offers.base_city, "The city that it is in." },
  { "state", base_city, "The province or state that it is in." },
  { "country", offers.base_country, "The country or region that it is in." },
}

local base_city_read = object "base_city" {
  { "zh_name", string, "Name of the city in Chinese." },
  { "en_name", string, "Name of the city in English." },
  { "code", string, "The platform's code of it." },
  { "location_type", integer {
    enum = {
      { 1, { en = "country", zh = "COUNTRY(国家)" } },
      { 2, { en = "province or state", zh = "STATE(省份/区)" } },
      { 3, { en = "city", zh = "CITY(市)" } },
      4,
      { 5, { en = "address", zh = "ADDRESS(地址)" } },
    },
  }, "Kind of place." },
}

local base_address_read = object "base_address" {
  { "id", id, "Id of the base address." },
  { "zh_name", string, "Name of the base address in Chinese." },
  { "en_name", string, "Name of the base address in English." },
  { "district", offers.base_district, "The district that it is in." },
  { "city", base_city_read, "The city that it is in." },
  { "state", offers.base_city, "The province or state that it is in." },
  { "country", offers.base_country, "The country or region that it is in." },
}

local master_location_info = object "master_location_info" {
  { "id", id, "Id of the place." },
  { "zh_name", string, "Name of the place in Chinese." },
  { "en_name", string, "Name of the place in English." },
}

local master_location_address_info = object "master_location_address_info" {
  { "location_info", master_location_info, "The place of work." },
  { "address_info", master_location_info, "The street address of the place of work." },
}

local application_offer_basic_info = object "application_offer_basic_info" {
  { "offer_type", integer {
    enum = {
      { 1, { en = "experienced hires", zh = "社招 Offer" } },
      { 2, { en = "campus", zh = "校招 Offer" } },
      { 3, { en = "internship", zh = "实习 Offer" } },
      { 4, { en = "intern taken on", zh = "实习生转正 Offer" } },
    },
    deprecated = "The documents advise against it.",
  }, "Kind of offer." },
  { "remark", string { scopes = { "hire:offer:readonly", "hire:offer" } }, "A remark in words." },
  { "expire_time", time_ms, "When it runs out." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "The user in charge of the offer, by id." },
  { "creator_user_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "employee_type", offers.base_bilingual_with_id, "Kind of employment." },
  { "create_time", time_ms_string, "When it was created." },
  { "leader_user_id", id { id_type = "user_id_type" },
    "The person's future superior, by user id." },
  { "onboard_date", string { value_format = "YYYY-MM-DD" }, "The day on which the person starts." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "probation_month", integer, "Length of the probation, in months." },
  { "contract_year", integer, "Length of the contract, in years." },
  { "contract_period", offers.contract_period_info, "Length of the contract." },
  { "recruitment_type", offers.base_bilingual_with_id_read, "Kind of employment." },
  { "sequence", offers.base_bilingual_with_id_application, "The family of jobs." },
  { "level",
    offers.base_bilingual_with_id_2 { scopes = { "hire:offer:readonly", "hire:offer" } },
    "The job level." },
  { "onboard_address", base_address, "Where the person starts." },
  { "work_address", base_address_read, "Where the person works." },
  { "customize_info_list",
    array(offers.application_offer_custom_value) { scopes = { "hire:offer:readonly", "hire:offer" } },
    "Values of custom fields." },
  { "work_location_address_info",
    master_location_address_info,
    "Where the person works, newer form." },
  { "position_id", id, "The position in the people system, by its id." },
  { "job_offered", string, "The title that is offered." },
  { "job_grade_id", id, "The grade of the post, by its id." },
  { "common_attachment_id_list", array(id), "The files, by the ids that their uploads gave." },
  { "pathway_id", id, "The career path, by its id." },
}

local offer = object "offer" {
  { "id", id, "Id of the offer." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "basic_info", application_offer_basic_info, "The main facts." },
  { "salary_plan",
    offers.application_offer_salary_plan { scopes = { "hire:offer:readonly", "hire:offer" } },
    "Pay under the offer." },
  { "schema_id", id, "The form, by its id." },
  { "offer_status", integer { enum = enums.offer_status }, "Progress of the offer." },
  { "offer_type", integer { enum = offer_type }, "Kind of offer." },
  { "job_info", offers.offer_job_info, "The job that it is about." },
  { "customized_module_list",
    array(offers.application_offer_custom_module) { scopes = { "hire:offer:readonly", "hire:offer" } },
    "Values of custom modules." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "offer_send_record_list", array(offers.offer_send_record), "When and how the offer was sent." },
}

local intern_offer_onboarding_info = object "intern_offer_onboarding_info" {
  { "actual_onboarding_date",
    string { value_format = "YYYY-MM-DD" },
    "The day on which the intern started." },
}

local intern_offer_offboarding_info = object "intern_offer_offboarding_info" {
  { "actual_offboarding_date",
    string { value_format = "YYYY-MM-DD" },
    "The day on which the intern left." },
  { "notes?", string, "A remark in words." },
}

local intern_offer_offboarding_info_read = object "intern_offer_offboarding_info" {
  { "actual_offboarding_date",
    string { value_format = "YYYY-MM-DD" },
    "The day on which the intern left." },
  { "notes", string, "A remark in words." },
}

local offer_list_info = object "offer_list_info" {
  { "id", id, "Id of the offer." },
  { "job_info", offers.offer_job_info, "The job that it is about." },
  { "create_time", time_ms, "When it was created." },
  { "offer_status", integer { enum = enums.offer_status }, "Progress of the offer." },
  { "offer_type", integer { enum = offer_type }, "Kind of offer." },
  { "employee_type", offers.base_bilingual_with_id, "Kind of employment." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
}

local offer_basic_info_given = object "offer_basic_info" {
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "leader_user_id", id { id_type = "user_id_type" },
    "The person's future superior, by user id." },
  { "employment_job_id?", id, "The post in the company's own catalogue of posts, by its id." },
  { "employee_type_id?",
    id { id_type = "employee_type_id_type" },
    "Kind of employment, by its id." },
  { "job_family_id?", id { id_type = "job_family_id_type" }, "The family of jobs, by its id." },
  { "job_level_id?", id { id_type = "job_level_id_type" }, "The level of the job, by its id." },
  { "probation_month?", integer, "Length of the probation, in months." },
  { "contract_year?", integer, "Length of the contract, in years." },
  { "contract_period?", contract_period_info, "Length of the contract." },
  { "expected_onboard_date?",
    string { value_format = "{\"date\":\"YYYY-MM-DD\"}" },
    "The day on which the person is to start, as JSON in a string." },
  { "onboard_address_id?", id, "Where the person starts, by the id of `hire.location.list`." },
  { "work_address_id?", id, "Where the person works, by the id of `hire.location.list`." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "The user in charge of the offer, by id." },
  { "recommended_words?", string, "The reasons to hire the candidate." },
  { "job_requirement_id?",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "job_process_type_id?",
    integer { enum = enums.process_type_of_external_application },
    "Kind of recruitment." },
  { "attachment_id_list?",
    array(id) { deprecated = "The documents advise against it." },
    "The files, by the ids that their uploads gave." },
  { "common_attachment_id_list?", array(id), "The files, by the ids that their uploads gave." },
  { "attachment_description?", string, "The contents of the attachments, in plain text." },
  { "operator_user_id", id { id_type = "user_id_type" }, "The user who does it, by id." },
  { "position_id?", id, "The position in the people system, by its id." },
  { "job_offered?", string, "The title that is offered." },
  { "job_grade_id?", id, "The grade of the post, by its id." },
  { "pathway_id?", id, "The career path, by its id." },
}

local offer_basic_info_offer = object "offer_basic_info" {
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "leader_user_id", id { id_type = "user_id_type" },
    "The person's future superior, by user id." },
  { "employment_job_id", id, "The post in the company's own catalogue of posts, by its id." },
  { "employee_type_id",
    id { id_type = "employee_type_id_type" },
    "Kind of employment, by its id." },
  { "job_family_id", id { id_type = "job_family_id_type" }, "The family of jobs, by its id." },
  { "job_level_id", id { id_type = "job_level_id_type" }, "The level of the job, by its id." },
  { "probation_month", integer, "Length of the probation, in months." },
  { "contract_year", integer, "Length of the contract, in years." },
  { "contract_period", offers.contract_period_info, "Length of the contract." },
  { "expected_onboard_date",
    string { value_format = "{\"date\":\"YYYY-MM-DD\"}" },
    "The day on which the person is to start, as JSON in a string." },
  { "onboard_address_id", id, "Where the person starts, by the id of `hire.location.list`." },
  { "work_address_id", id, "Where the person works, by the id of `hire.location.list`." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "The user in charge of the offer, by id." },
  { "recommended_words", string, "The reasons to hire the candidate." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "job_process_type_id",
    integer { enum = enums.process_type_of_external_application },
    "Kind of recruitment." },
  { "attachment_id_list",
    array(id) { deprecated = "The documents advise against it." },
    "The files, by the ids that their uploads gave." },
  { "common_attachment_id_list", array(id), "The files, by the ids that their uploads gave." },
  { "attachment_description", string, "The contents of the attachments, in plain text." },
  { "operator_user_id", id { id_type = "user_id_type" }, "The user who does it, by id." },
  { "position_id", id, "The position in the people system, by its id." },
  { "job_offered", string, "The title that is offered." },
  { "job_grade_id", id, "The grade of the post, by its id." },
  { "pathway_id", id, "The career path, by its id." },
}

return {
  ["hire.offer.create"] = {
    doc = "Creates the offer of an application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/offer/create",
    post = "/open-apis/hire/v1/offers",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:offer" },
    field_scopes = { common.user_id_scope },
    query = {
      types.user_id_type_or_admin,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    body = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
      { "schema_id?", id, "The form, by its id." },
      { "offer_type?", integer { enum = offer_type }, "Kind of offer." },
      { "basic_info", offer_basic_info, "The main facts." },
      { "salary_info?", offer_salary_info, "Present and future pay of the candidate." },
      { "customized_info_list?", array(offer_customized_info), "Values of custom fields." },
    },
    returns = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
      { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
      { "schema_id", id, "The form, by its id." },
      { "offer_type", integer { enum = offer_type }, "Kind of offer." },
      { "basic_info", offer_basic_info_read, "The main facts." },
      { "salary_info", offer_salary_info_read, "Present and future pay of the candidate." },
      { "customized_info_list", array(offer_customized_info_read), "Values of custom fields." },
    },
    errors = {
      1002001, 1002002, 1002053, 1002054, 1002055, 1002056, 1002057, 1002058, 1002059,
      1002061, 1002062, 1002069, 1002070, 1002071, 1002072, 1002073, 1002074, 1002075,
      1002076, 1002077, 1002078, 1002079, 1002080, 1002082, 1002083,
    },
  },

  ["hire.offer.get"] = {
    doc = "Reads one offer.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/offer/get",
    get = "/open-apis/hire/v1/offers/:offer_id",
    limits = { "20/s" },
    scopes = { "hire:offer:low_sensitive_info:readonly", "hire:offer:readonly", "hire:offer" },
    field_scopes = { "hire:offer:readonly", "hire:offer", common.user_id_scope },
    path = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    returns = {
      { "offer", offer, "Everything about the offer." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.offer.intern_offer_status"] = {
    doc = "Records that an intern starts, does not come, or leaves.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/offer/intern_offer_status",
    post = "/open-apis/hire/v1/offers/:offer_id/intern_offer_status",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:offer" },
    path = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
    },
    body = {
      { "operation", string { enum = operation }, "The action." },
      { "onboarding_info?",
        intern_offer_onboarding_info { conditional = true },
        "When the intern started; for `confirm_onboarding`." },
      { "offboarding_info?",
        intern_offer_offboarding_info { conditional = true },
        "When and why the intern left; for `offboard`." },
    },
    returns = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
      { "operation", string { enum = operation }, "The action." },
      { "onboarding_info",
        intern_offer_onboarding_info,
        "When the intern started; for `confirm_onboarding`." },
      { "offboarding_info",
        intern_offer_offboarding_info_read,
        "When and why the intern left; for `offboard`." },
    },
    errors = { 1002001, 1002002, 1002067, 1002068 },
  },

  ["hire.offer.list"] = {
    doc = "Lists the offers of a talent.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/offer/list",
    get = "/open-apis/hire/v1/offers",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:offer:readonly", "hire:offer" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_token,
      common.page_size(10, 200),
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      types.user_id_type_or_admin,
      types.employee_type_id_type_people_admin,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(offer_list_info), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.offer.offer_status"] = {
    doc = "Changes how far an offer is.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/offer/offer_status",
    patch = "/open-apis/hire/v1/offers/:offer_id/offer_status",
    limits = { "100/min" },
    apps = { "custom" },
    scopes = { "hire:offer" },
    path = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
    },
    body = {
      { "offer_status", integer {
        enum = {
          { 2, { en = "being approved", zh = "Offer 审批中" } },
          { 3, { en = "approval withdrawn", zh = "Offer 审批已撤回" } },
          { 4, { en = "approved", zh = "Offer 审批通过" } },
          { 5, { en = "not approved", zh = "Offer 审批不通过" } },
          { 6, { en = "sent", zh = "Offer 已发送" } },
          { 7, { en = "accepted by the candidate", zh = "Offer 被候选人接受" } },
          { 8, { en = "declined by the candidate", zh = "Offer 被候选人拒绝" } },
          { 9, { en = "no longer valid", zh = "Offer 已失效" } },
          { 10, { en = "created", zh = "Offer 已创建" } },
        },
      }, "Progress of the offer." },
      { "expiration_date?",
        string { value_format = "YYYY-MM-DD", conditional = true },
        "The last day on which the offer can be accepted." },
      { "termination_reason_id_list?",
        array(id) { max_items = 50, conditional = true },
        "Reasons why the offer was declined or withdrawn, as ids of "
          .. "`hire.termination_reason.list`." },
      { "termination_reason_note?",
        string,
        "The reason why the offer was declined or withdrawn, in plain text." },
      { "cancel_offer_termination_type?",
        integer { hidden = true },
        "The side that withdrew; its numbers are not documented." },
    },
    errors = { 1002001, 1002002, 1002064, 1002069, 1002070, 1002071, 1002072, 1002073, 1002074 },
  },

  ["hire.offer.update"] = {
    doc = "Changes an offer.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/offer/update",
    put = "/open-apis/hire/v1/offers/:offer_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:offer" },
    field_scopes = { common.user_id_scope },
    path = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    body = {
      { "schema_id", id, "The form, by its id." },
      { "basic_info", offer_basic_info_given, "The main facts." },
      { "salary_info?", offer_salary_info, "Present and future pay of the candidate." },
      { "customized_info_list?", array(offer_customized_info), "Values of custom fields." },
    },
    returns = {
      { "offer_id", id, "The offer, by its id; `hire.offer.list` lists them." },
      { "schema_id", id, "The form, by its id." },
      { "basic_info", offer_basic_info_offer, "The main facts." },
      { "salary_info", offer_salary_info_read, "Present and future pay of the candidate." },
      { "customized_info_list", array(offer_customized_info_read), "Values of custom fields." },
    },
    errors = {
      1002001, 1002002, 1002054, 1002055, 1002056, 1002057, 1002058, 1002059, 1002061,
      1002064, 1002066, 1002069, 1002070, 1002071, 1002072, 1002073, 1002074, 1002077,
      1002078, 1002079, 1002082, 1002083,
    },
  },
}
