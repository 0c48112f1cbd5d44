-- SPDX-License-Identifier: MIT

--- Applications: a talent's way through the process of one job.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local application_stage_info = object "application_stage_info" {
  { "id", id, "Id of the stage." },
  { "zh_name", string, "Name of the stage in Chinese." },
  { "en_name", string, "Name of the stage in English." },
  { "type", integer { enum = enums.type_of_application }, "Says which kind of stage it is." },
}

local application_resume_source = object "application_resume_source" {
  { "id", id, "Id of the source." },
  { "name", common.i18n, "The source's name, as people see it." },
  { "resume_source_type",
    integer { enum = enums.resume_source_type },
    "Says which kind of source it is." },
}

local application_website_channel = object "application_website_channel" {
  { "channel_id", id, "The channel, by its id; `hire.website.channel.list` lists them." },
  { "channel_name", common.i18n, "The channel's name, as people see it." },
}

local application_website_resume_source = object "application_website_resume_source" {
  { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
  { "website_name", common.i18n, "The website's name, as people see it." },
  { "channel", application_website_channel, "The channel of the website that it came by." },
}

local application_stage_time = object "application_stage_time" {
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "enter_time", time_ms_string, "When the application came into the stage." },
  { "exit_time", time_ms_string, "When the application left the stage." },
}

local recruitment_type = object "recruitment_type" {
  { "id", id, "Id of the kind." },
  { "name", common.i18n, "The kind's name, as people see it." },
  { "active_status", integer { enum = enums.active_status_of_job }, "Whether it is in use." },
}

local department = object "department" {
  { "id", id, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

local city_list = object "city_list" {
  { "code", string, "The platform's code of it." },
  { "name", common.i18n, "The city's name, as people see it." },
}

local job_info = object "job_info" {
  { "id", id, "Id of the job." },
  { "name", string, "The job's name, as people see it." },
  { "code", string, "The company's code of the job." },
  { "description", string, "Says what it is about, in words." },
  { "requirement", string, "Says what is asked of a candidate." },
  { "recruitment_type", recruitment_type, "Kind of employment." },
  { "department", department, "The department that recruits." },
  { "process_type", integer, "Kind of recruitment." },
  { "process_id",
    id,
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "city_list", city_list, "The cities of the job." },
}

local application = object "application" {
  { "id", id, "Id of the application." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "resume_source_id", id, "Where the résumé came from, by the id of `hire.resume_source.list`." },
  { "stage", application_stage_info, "The stage that it is in." },
  { "active_status",
    integer { enum = { { 1, { en = "active", zh = "活跃" } }, 2 } },
    "Whether it is still going on." },
  { "delivery_type",
    integer { enum = enums.delivery_type_of_application },
    "How the candidate came in." },
  { "resume_source_info", application_resume_source, "Where the résumé came from." },
  { "website_resume_source", application_website_resume_source, "Says which website it came by." },
  { "talent_attachment_resume_id",
    id,
    "The résumé's file, by its id; `hire.attachment.get` tells where to download it." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "stage_time_list",
    array(application_stage_time),
    "When it came into each stage, and left it." },
  { "termination_type", integer { enum = enums.termination_type }, "Says who ended it." },
  { "termination_reason_list",
    array(string),
    "Says why it ended, as ids of `hire.termination_reason.list`." },
  { "termination_reason_note", string, "Says why it ended, in words." },
  { "application_preferred_city_list",
    array(types.code_name),
    "Cities where the candidate wants to work." },
  { "creator_id", id, "Says who created it, by user id." },
  { "job_info", job_info { hidden = true }, "The job that it is about." },
}

local termination_reason_child_info = object "termination_reason_child_info" {
  { "id", id, "Id of the reason." },
  { "name", common.i18n, "The reason's name, as people see it." },
}

local termination_reason_info = object "termination_reason_info" {
  { "id", id, "Id of the reason." },
  { "name", common.i18n, "The reason's name, as people see it." },
  { "children", array(termination_reason_child_info), "The fields of the module." },
}

local application_detail_basic_info = object "application_detail_basic_info" {
  { "id", id, "Id of the application." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "stage", application_stage_info, "The stage that it is in." },
  { "active_status", integer {
    enum = {
      { 1, { en = "active", zh = "活跃" } },
      { 2, { en = "inactive", zh = "非活跃" } },
    },
  }, "Whether it is still going on." },
  { "delivery_type", integer {
    enum = {
      { 1, { en = "sourced by HR", zh = "HR寻访" } },
      { 2, { en = "applied", zh = "候选人主动投递" } },
    },
  }, "How the candidate came in." },
  { "resume_source_info", application_resume_source, "Where the résumé came from." },
  { "website_resume_source", application_website_resume_source, "Says which website it came by." },
  { "talent_attachment_resume_id",
    id,
    "The résumé's file, by its id; `hire.attachment.get` tells where to download it." },
  { "stage_time_list",
    array(application_stage_time),
    "When it came into each stage, and left it." },
  { "onboard_status", integer {
    enum = {
      { 1, { en = "not started", zh = "未入职" } },
      { 2, { en = "started", zh = "已入职" } },
    },
  }, "Whether the person has started." },
  { "application_preferred_city_list",
    array(types.code_name),
    "Cities where the candidate wants to work." },
  { "termination_reason", termination_reason_info, "Says why it ended." },
  { "creator_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "owner_id", id { id_type = "user_id_type" }, "Says who is in charge, by user id." },
  { "terminator_id", id { id_type = "user_id_type" }, "Says who ended it, by user id." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "lock_status", integer { hidden = true }, "Whether the talent is locked by a job." },
  { "termination_reason_note", string { hidden = true }, "Says why it ended, in words." },
}

local job_basic_info = object "job_basic_info" {
  { "id", id, "Id of the job." },
  { "name", string, "The job's name, as people see it." },
  { "code", string, "The company's code of the job." },
  { "description", string { hidden = true }, "Says what it is about, in words." },
  { "requirement", string { hidden = true }, "Says what is asked of a candidate." },
  { "recruitment_type", recruitment_type { hidden = true }, "Kind of employment." },
  { "department", department { hidden = true }, "The department that recruits." },
  { "process_type",
    integer { enum = enums.process_type_of_job, hidden = true },
    "Kind of recruitment." },
  { "process_id",
    id { hidden = true },
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "city_list", city_list { hidden = true }, "The cities of the job." },
}

local talent_basic_info_v2 = object "talent_basic_info_v2" {
  { "id", id, "Id of the talent." },
  { "name", string, "The talent's name, as people see it." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_number", string, "Mobile number, without the country code." },
  { "email", string, "E-mail address." },
}

local basic_user_info = object "basic_user_info" {
  { "id", id { id_type = "user_id_type" }, "Id of the user." },
  { "name", common.i18n, "The user's name, as people see it." },
}

local interview_attachment = object "interview_attachment" {
  { "file_id", id, "The file, by the id that its upload gave." },
  { "file_name", string, "The file's name, as people see it." },
  { "content_type", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

local question_assessment = object "question_assessment" {
  { "question_type", integer { enum = enums.question_type }, "How the question is answered." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "Says what it is about, in words." },
  { "content", string, "The text." },
  { "abilities", array(types.ability), "The abilities that the question tests." },
}

local dimension_assessment = object "dimension_assessment" {
  { "interview_feedback_form_dimension_id", id, "The dimension of the feedback form, by its id." },
  { "dimension_name", common.i18n, "The dimension's name, as people see it." },
  { "dimension_type",
    integer { enum = enums.dimension_type_of_v2_interview_record },
    "How the dimension is judged." },
  { "weight", number, "How much it counts, in per cent." },
  { "dimension_content", string, "Says what the interviewer wrote." },
  { "dimension_option", types.dimension_option, "The option that was chosen." },
  { "dimension_options", array(types.dimension_option), "The options that were chosen." },
  { "dimension_score", integer, "The score that was given." },
  { "recommended_job_level", types.recommended_job_level, "The job levels that fit." },
  { "question_assessments",
    array(question_assessment),
    "Questions that were asked, and what was found." },
  { "ability_assessments", array(types.ability_assessments), "Says what was found for each ability." },
}

local module_assessment = object "module_assessment" {
  { "interview_feedback_form_module_id", id, "The module of the feedback form, by its id." },
  { "module_name", common.i18n, "The module's name, as people see it." },
  { "module_type", integer {
    enum = {
      { 1, { en = "the system's module for the conclusion", zh = "系统预置「面试结论」模块" } },
      { 2, { en = "a module of the company's, without a name", zh = "自定义模块(无模块名称)" } },
    },
  }, "Says which kind of module it is." },
  { "module_weight", number, "How much the module counts, in per cent." },
  { "module_score", number, "How much was reached in the module." },
  { "dimension_assessments",
    array(dimension_assessment),
    "The judgements, one entry per dimension." },
}

local interview_record_v2 = object "interview_record_v2" {
  { "id", id, "Id of the feedback." },
  { "feedback_form_id", id, "The feedback form, by its id." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "submit_time", time_ms_string, "When it was handed in." },
  { "record_score", types.record_score, "The score that was given." },
  { "interviewer", basic_user_info, "Says who interviewed." },
  { "attachments", array(interview_attachment), "The attached files." },
  { "module_assessments",
    array(module_assessment),
    "The judgements, one entry per module of the form." },
}

local base_location = object "base_location" {
  { "name", common.i18n, "The place's name, as people see it." },
  { "code", string, "The platform's code of it." },
  { "location_type",
    integer { enum = enums.location_type_of_application },
    "Says which kind of place it is." },
}

local base_address_v2 = object "base_address_v2" {
  { "id", id, "Id of the address." },
  { "name", common.i18n, "The address' name, as people see it." },
  { "district", base_location, "In which district it is." },
  { "city", base_location, "In which city it is." },
  { "state", base_location, "In which province or state it is." },
  { "country", base_location, "In which country or region it is." },
}

local interview_extend_v2 = object "interview_extend_v2" {
  { "id", id, "Id of the interview." },
  { "begin_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
  { "round", integer, "Says which round it is, counted from 1." },
  { "interview_record_list",
    array(interview_record_v2),
    "The feedback, one entry per interviewer." },
  { "feedback_submit_time", time_ms_string, "When the feedback was handed in." },
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "stage", types.id_name, "The stage that it is in." },
  { "creator", types.person, "Says who created it." },
  { "create_time", time_ms_string, "When it was created." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "interview_round_summary",
    integer { enum = enums.interview_round_summary },
    "How the round went as a whole." },
  { "interview_arrangement_id", id, "The arrangement that the interview belongs to, by its id." },
  { "interview_type", integer { enum = enums.interview_type }, "How the interview is held." },
  { "talent_time_zone", types.code_name, "The candidate's time zone." },
  { "contact_user", types.person, "The person to ask about the interview." },
  { "contact_mobile", string, "The mobile number of the person to ask." },
  { "remark", string, "A remark in words." },
  { "address", base_address_v2, "Where it is." },
  { "video_type", integer {
    enum = {
      { 1, { en = "Zoom", zh = "Zoom" } },
      { 2, { en = "Nowcoder, technical", zh = "牛客技术类型" } },
      { 3, { en = "Nowcoder, not technical", zh = "牛客非技术类型" } },
      { 4, { en = "Acmcoder", zh = "赛码" } },
      { 5, { en = "Lark", zh = "Lark" } },
      { 8, { en = "Hackerrank", zh = "Hackerrank" } },
      { 9, { en = "Feishu with a programming task", zh = "飞书(含代码考核)" } },
      { 100, { en = "none of the system's", zh = "不使用系统工具" } },
    },
  }, "By which means a video interview is held." },
  { "arrangement_status", integer {
    enum = {
      { 1, { en = "not begun", zh = "未开始" } },
      { 2, { en = "under way", zh = "进行中" } },
      { 3, { en = "ended", zh = "已结束" } },
      { 4, { en = "cancelled", zh = "已取消" } },
    },
  }, "How far the arrangement is." },
  { "arrangement_type", integer {
    enum = {
      { 1, { en = "single interview", zh = "社招单面" } },
      { 2, { en = "interview day", zh = "集中面试" } },
      { 3, { en = "group interview", zh = "集体面试" } },
    },
  }, "Says which kind of arrangement it is." },
  { "arrangement_appointment_kind",
    integer { enum = enums.arrangement_appointment_kind },
    "Whether the time was set, or chosen by the candidate." },
  { "meeting_room_list", array(types.interview_meeting_room), "The rooms that were booked." },
  { "interview_round_type", types.id_name, "The kind of round." },
}

local interview_aggregation = object "interview_aggregation" {
  { "interviews", array(interview_extend_v2), "The interviews, one entry each." },
}

local basic_department_info = object "basic_department_info" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

local offer_attachment_info = object "offer_attachment_info" {
  { "id", id, "Id of the file." },
  { "name", string, "The file's name, as people see it." },
  { "size", integer, "How large the file is, in bytes." },
  { "common_attachment_id", id, "The file, by the id that its upload gave." },
}

local offer_basic_info_v2 = object "offer_basic_info_v2" {
  { "id", id, "Id of the offer." },
  { "offer_status", integer {
    enum = {
      { 10, { en = "created", zh = "Offer 已创建" } },
      { 2, { en = "being approved", zh = "Offer 审批中" } },
      { 3, { en = "approval withdrawn", zh = "Offer 审批已撤回" } },
      { 4, { en = "approved", zh = "Offer 审批通过" } },
      { 5, { en = "not approved", zh = "Offer 审批不通过" } },
      { 6, { en = "sent", zh = "Offer 已发送" } },
      { 7, { en = "accepted by the candidate", zh = "Offer 被候选人接受" } },
      { 8, { en = "declined by the candidate", zh = "Offer 被候选人拒绝" } },
      { 9, { en = "no longer valid", zh = "Offer 已失效" } },
    },
  }, "How far the offer is." },
  { "leader", basic_user_info, "Says who leads the person." },
  { "employee_type", types.id_name_by "employee_type_id_type", "Kind of employment." },
  { "department", basic_department_info, "The department that recruits." },
  { "sequence", types.id_name_by "job_family_id_type", "The family of jobs." },
  { "level", types.id_name_by "job_level_id_type", "The job level." },
  { "company_main_body", types.id_name, "The legal entity that employs." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "probation_month", integer, "For how many months the probation runs." },
  { "contract_period", types.contract_period_info, "For how long the contract runs." },
  { "onboard_date", string { value_format = "YYYY-MM-DD" }, "The day on which the person starts." },
  { "owner", basic_user_info, "Says who is in charge." },
  { "onboard_address", base_address_v2, "Where the person starts." },
  { "work_address", base_address_v2, "Where the person works." },
  { "remark", string, "A remark in words." },
  { "attachment_list", array(offer_attachment_info), "The attached files." },
  { "customize_info_list",
    array(types.application_offer_custom_value),
    "Values of custom fields." },
  { "create_time", time_ms_string, "When it was created." },
}

local offer_salary_info_v2 = object "offer_salary_info_v2" {
  { "id", id, "Id of the pay." },
  { "salary_status", integer {
    enum = {
      { 0, { en = "pay not created", zh = "薪酬未创建" } },
      { 1, { en = "pay created", zh = "薪酬已创建" } },
      { 2, { en = "pay being approved", zh = "薪酬审批中" } },
      { 3, { en = "pay needs no approval", zh = "薪酬无需审批" } },
      { 4, { en = "pay approved", zh = "薪酬审批已通过" } },
      { 5, { en = "pay not approved", zh = "薪酬审批已拒绝" } },
      { 6, { en = "pay withdrawn", zh = "薪酬已撤回" } },
      { 7, { en = "pay deleted", zh = "薪酬已删除" } },
    },
  }, "How far the approval of the pay is." },
  { "probation_salary_percentage", string, "Pay in the probation, in per cent of the full one." },
  { "award_salary_multiple", string, "The yearly bonus, in monthly salaries." },
  { "option_shares", string, "Shares or options that come with it." },
  { "quarterly_bonus", string, "Says what is paid besides for each quarter." },
  { "half_year_bonus", string, "Says what is paid besides for each half of a year." },
  { "total_annual_cash", string, "Says what is paid in a year, in all." },
  { "customize_info_list",
    array(types.application_offer_custom_value),
    "Values of custom fields." },
  { "create_time", time_ms_string, "When it was created." },
}

local offer_info_v2 = object "offer_info_v2" {
  { "offer_basic", offer_basic_info_v2, "The main facts of the offer." },
  { "offer_salary",
    offer_salary_info_v2 { scopes = { "hire:offer_salary:readonly" } },
    "Says what the offer pays." },
}

local employee_v2 = object "employee_v2" {
  { "id", id, "Id of the employee." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "onboard_status", integer { enum = enums.onboard_status }, "Whether the person has started." },
  { "conversion_status",
    integer { enum = enums.conversion_status },
    "Whether the probation is over." },
  { "onboard_time", time_ms_string, "When the person started." },
  { "expected_conversion_time", time_ms_string, "When the probation is to end." },
  { "actual_conversion_time", time_ms_string, "When the probation really ended." },
  { "overboard_time", time_ms_string, "When the person left." },
  { "overboard_note", string, "Says why the person left." },
  { "onboard_city_code", string, "The city where the person starts, by code." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "leader_id", id { id_type = "user_id_type" }, "Says who leads the person, by user id." },
  { "sequence_id", id { id_type = "job_family_id_type" }, "The family of jobs, by its id." },
  { "level_id", id { id_type = "job_level_id_type" }, "The job level, by its id." },
  { "employee_type", string { id_type = "employee_type_id_type" }, "Kind of employment." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
}

local agency_basic_info = object "agency_basic_info" {
  { "hunter_user_name", common.i18n, "The agency's consultant's name, as people see it." },
  { "hunter_company_name", string, "The agency's name, as people see it." },
}

local report_custom_data = object "report_custom_data" {
  { "name", common.i18n, "The entry's name, as people see it." },
  { "value", common.i18n, "Says what was written there, by language." },
  { "description", common.i18n, "Says what it is about, in words." },
}

local agency_info = object "agency_info" {
  { "basic_info", agency_basic_info, "The main facts." },
  { "comment_info", array(report_custom_data), "Says what the agency says of the candidate." },
  { "salary_info",
    array(report_custom_data) { scopes = { "hire:agency_salary:readonly" } },
    "Says what the candidate earns, or is to earn." },
}

local campus_volumnteer_info = object "campus_volumnteer_info" {
  { "volunteer_seq", integer, "Says which choice it was, counted from 1." },
}

local application_detail_portal_info = object "application_detail_portal_info" {
  { "campus_volunteer_info",
    campus_volumnteer_info,
    "Says which choice of the candidate this job was." },
}

local referral_basic_info = object "referral_basic_info" {
  { "id", id, "Id of the referral." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "referral_type", integer {
    enum = {
      { 1, { en = "without a job", zh = "意向推荐" } },
      { 2, { en = "for a job", zh = "职位推荐" } },
    },
  }, "Whether a job was named." },
  { "user_info", basic_user_info, "The person whose account it is." },
  { "create_time", time_ms_string, "When it was created." },
  { "referral_method", integer {
    enum = {
      { 1, { en = "the usual way", zh = "正常内推" } },
      { 2, { en = "referral code", zh = "内推码" } },
      { 3, { en = "special referral code", zh = "特别内推码" } },
      { 4, { en = "mobile page", zh = "H5 内推" } },
      { 5, { en = "by HR for the referrer", zh = "HR 代为内推" } },
    },
  }, "How the referral was made." },
}

local specific_relationship = object "specific_relationship" {
  { "relation_with_candidate", integer {
    enum = {
      { 1, { en = "former colleague", zh = "前同事" } },
      { 2, { en = "friend", zh = "朋友" } },
      { 3, { en = "other", zh = "其他" } },
    },
  }, "How the referrer knows the candidate." },
  { "extra", string, "More about it, in words." },
}

local referral_recommend_info = object "referral_recommend_info" {
  { "relationship", integer {
    enum = {
      { 0, { en = "none", zh = "无关系" } },
      { 1, { en = "close relative", zh = "直系亲属" } },
    },
  }, "Whether the referrer is a relative." },
  { "familiarity", integer {
    enum = {
      { 0, { en = "not familiar", zh = "不熟悉" } },
      { 1, { en = "familiar", zh = "熟悉" } },
    },
  }, "Whether the referrer knows the candidate." },
  { "comment", string, "A remark in words." },
  { "specific_relationship", specific_relationship, "How the two know each other." },
  { "work_ability_familiarity", integer {
    enum = {
      { 1, { en = "very familiar", zh = "非常熟悉" } },
      { 2, { en = "rather familiar", zh = "比较熟悉" } },
      { 3, { en = "somewhat familiar", zh = "一般熟悉" } },
      { 4, { en = "not familiar", zh = "不熟悉" } },
    },
  }, "How well the referrer knows the candidate's work." },
  { "match_degree", integer {
    enum = {
      { 1, { en = "fits very well", zh = "非常匹配" } },
      { 2, { en = "fits well", zh = "比较匹配" } },
      { 3, { en = "fits somewhat", zh = "一般匹配" } },
      { 4, { en = "does not fit", zh = "不匹配" } },
    },
  }, "How well the candidate fits, as the referrer sees it." },
}

local referral_info_v2 = object "referral_info_v2" {
  { "basic_info", referral_basic_info, "The main facts." },
  { "recommend_info", referral_recommend_info, "How well the referrer knows the candidate." },
}

local application_detail_info = object "application_detail_info" {
  { "basic_info", application_detail_basic_info, "The main facts." },
  { "job",
    job_basic_info { scopes = { "hire:job:readonly", "hire:job" } },
    "The job after the call, or as it was found." },
  { "talent",
    talent_basic_info_v2 { scopes = { "hire:talent:readonly", "hire:talent" } },
    "The talent's particulars." },
  { "evaluations",
    array(types.evaluation) { scopes = { "hire:evaluation:readonly" } },
    "The evaluations of the résumé." },
  { "interview_aggregation",
    interview_aggregation { scopes = { "hire:interview:readonly", "hire:interview" } },
    "The interviews of the application." },
  { "offer",
    offer_info_v2 { scopes = { "hire:offer:readonly", "hire:offer" } },
    "Everything about the offer." },
  { "employee",
    employee_v2 { scopes = { "hire:employee", "hire:employee:readonly" } },
    "The person once hired." },
  { "agency",
    agency_info { scopes = { "hire:agency:readonly", "hire:agency" } },
    "The headhunting agency." },
  { "portal",
    application_detail_portal_info { scopes = { "hire:site:readonly", "hire:site" } },
    "Says what the careers website knows." },
  { "referral",
    referral_info_v2 { scopes = { "hire:referral:readonly", "hire:referral" } },
    "Says who made the referral, and what they say." },
}

local base_address = object "base_address" {
  { "id", id, "Id of the base address." },
  { "zh_name", string, "Name of the base address in Chinese." },
  { "en_name", string, "Name of the base address in English." },
  { "district", types.base_district, "In which district it is." },
  { "city", types.base_city, "In which city it is." },
  { "state", types.base_city, "In which province or state it is." },
  { "country", types.base_country, "In which country or region it is." },
}

local location_info = object "location_info" {
  { "id", id, "Id of the place." },
  { "zh_name", string, "Name of the place in Chinese." },
  { "en_name", string, "Name of the place in English." },
}

local address_info = object "address_info" {
  { "id", id, "Id of the address." },
  { "zh_name", string, "Name of the address in Chinese." },
  { "en_name", string, "Name of the address in English." },
}

local work_location_address_info = object "work_location_address_info" {
  { "location_info", location_info, "The place of work." },
  { "address_info", address_info, "The street address of the place of work." },
}

local application_offer_basic_info = object "application_offer_basic_info" {
  { "offer_type", integer {
    enum = {
      { 1, { en = "experienced hires", zh = "社招offer" } },
      { 2, { en = "campus", zh = "校招offer" } },
      { 3, { en = "internship", zh = "实习offer" } },
      { 4, { en = "intern taken on", zh = "实习生转正offer" } },
    },
    deprecated = "The documents advise against it.",
  }, "Says which kind of offer it is." },
  { "remark", string, "A remark in words." },
  { "expire_time", time_ms, "When it runs out." },
  { "owner_user_id",
    id { id_type = "user_id_type" },
    "Says who is in charge of the offer, by user id." },
  { "creator_user_id", id { id_type = "user_id_type" }, "Says who created it, by user id." },
  { "employee_type", types.base_bilingual_with_id, "Kind of employment." },
  { "create_time", time_ms_string, "When it was created." },
  { "leader_user_id", id { id_type = "user_id_type" }, "Says who will lead the person, by user id." },
  { "onboard_date", string { value_format = "YYYY-MM-DD" }, "The day on which the person starts." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "probation_month", integer, "For how many months the probation runs." },
  { "contract_year", integer, "For how many years the contract runs." },
  { "contract_period", types.contract_period_info, "For how long the contract runs." },
  { "recruitment_type", types.base_bilingual_with_id_read, "Kind of employment." },
  { "sequence", types.base_bilingual_with_id_application, "The family of jobs." },
  { "level", types.base_bilingual_with_id_2, "The job level." },
  { "onboard_address", base_address, "Where the person starts." },
  { "work_address", base_address, "Where the person works." },
  { "customize_info_list",
    array(types.application_offer_custom_value),
    "Values of custom fields." },
  { "position_id", id, "The position in the people system, by its id." },
  { "job_offered", string, "The title that is offered." },
  { "job_grade_id", id, "The grade of the post, by its id." },
  { "common_attachment_id_list", array(id), "The files, by the ids that their uploads gave." },
  { "pathway_id", id, "The career path, by its id." },
  { "work_location_address_info",
    work_location_address_info { hidden = true },
    "Where the person works, newer form." },
}

local application_offer = object "application_offer" {
  { "id", id, "Id of the offer." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "basic_info", application_offer_basic_info, "The main facts." },
  { "salary_plan", types.application_offer_salary_plan, "Says what the offer pays." },
  { "schema_id", id, "The form, by its id." },
  { "offer_status", integer {
    enum = {
      { 0, { en = "all", zh = "所有" } },
      { 1, { en = "not applied for", zh = "未申请" } },
      { 2, { en = "being approved", zh = "审批中" } },
      { 3, { en = "approval withdrawn", zh = "审批已撤回" } },
      { 4, { en = "approved", zh = "审批通过" } },
      { 5, { en = "not approved", zh = "审批不通过" } },
      { 6, { en = "sent", zh = "Offer 已发出" } },
      { 7, { en = "accepted by the candidate", zh = "候选人已接受" } },
      { 8, { en = "declined by the candidate", zh = "候选人已拒绝" } },
      { 9, { en = "no longer valid", zh = "Offer 已失效" } },
      { 10, { en = "not yet approved", zh = "未审批" } },
      11,
      12,
      13,
    },
  }, "How far the offer is." },
  { "job_info", types.offer_job_info, "The job that it is about." },
  { "customized_module_list",
    array(types.application_offer_custom_module),
    "Values of custom modules." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "offer_send_record_list", array(types.offer_send_record), "When and how the offer was sent." },
}

return {
  ["hire.application.cancel_onboard"] = {
    doc = "Calls off the start of somebody whose offer was accepted.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/application/cancel_onboard",
    post = "/open-apis/hire/v1/applications/:application_id/cancel_onboard",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:application" },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    body = {
      { "termination_type", integer { enum = enums.termination_type }, "Says who ended it." },
      { "termination_reason_id_list?",
        array(id),
        "Says why it ends, as ids of `hire.termination_reason.list`." },
      { "termination_reason_notes?", string, "Says why it ends, in words." },
    },
    errors = { 1002001, 1002002, 1002221, 1002910 },
  },

  ["hire.application.create"] = {
    doc = "Applies for a job in a talent's name.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/create",
    post = "/open-apis/hire/v1/applications",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:application" },
    field_scopes = { common.user_id_scope },
    query = {
      common.user_id_type,
    },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "job_id", id, "The job, by its id; `hire.job.list` lists them." },
      { "user_id?",
        id { id_type = "user_id_type", conditional = true },
        "The user, by the kind of id that `user_id_type` names." },
      { "resume_source_id?",
        id,
        "Where the résumé came from, by the id of `hire.resume_source.list`." },
      { "application_preferred_city_code_list?",
        array(string),
        "Cities where the candidate wants to work, by code; `hire.location.query` has them." },
      { "delivery_type?",
        integer { enum = enums.delivery_type_of_application },
        "How the candidate came in." },
    },
    returns = {
      { "id", id, "Id of the application." },
    },
    errors = { 1002001, 1002002, 1002102, 1002206, 1002222, 1002223, 1002224, 1002511, 1002512 },
  },

  ["hire.application.get"] = {
    doc = "Reads one application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/get",
    get = "/open-apis/hire/v1/applications/:application_id",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:application", "hire:application:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    query = {
      common.user_id_type,
      { "options?",
        array(string { enum = { "get_latest_application_on_chain", "with_job" } }),
        "The choices." },
    },
    returns = {
      { "application", application, "The application that was asked for." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.application.get_detail"] = {
    doc = "Reads one application with the job, talent, interviews, offer and more.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/get_detail",
    get = "/open-apis/hire/v1/applications/:application_id/get_detail",
    limits = { "10/s" },
    scopes = { "hire:application", "hire:application:readonly" },
    field_scopes = {
      "hire:agency:readonly", "hire:agency_salary:readonly", "hire:employee",
      "hire:employee:readonly", "hire:evaluation:readonly", "hire:interview:readonly",
      "hire:job:readonly", "hire:offer:readonly", "hire:offer_salary:readonly",
      "hire:referral:readonly", "hire:site:readonly", "hire:talent:readonly",
      "hire:interview", "hire:agency", "hire:referral", "hire:job", "hire:site",
      common.user_id_scope, "hire:talent", "hire:offer",
    },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
      types.department_id_type,
      types.job_level_id_type,
      types.job_family_id_type,
      types.employee_type_id_type,
      { "options?", array(string {
        enum = {
          { "with_job", { en = "the job", zh = "返回职位实体信息" } },
          { "with_talent", { en = "the talent", zh = "返回人才实体信息" } },
          { "with_interview", { en = "the interviews", zh = "返回面试聚合实体信息" } },
          "with_offer",
          { "with_evaluation", { en = "the evaluations", zh = "返回评估实体信息" } },
          { "with_employee", { en = "the employee", zh = "返回员工实体信息" } },
          { "with_agency", { en = "the headhunter", zh = "返回猎头实体信息" } },
          { "with_referral", { en = "the referral", zh = "返回内推实体信息" } },
          { "with_portal", { en = "the careers website", zh = "返回官网实体信息" } },
        },
      }), "The choices." },
    },
    returns = {
      { "application_detail",
        application_detail_info,
        "Everything about the application that was asked for." },
    },
    errors = { 1002001, 1002002, 1002201 },
  },

  ["hire.application.list"] = {
    doc = "Lists applications, filtered by job, stage, talent or time.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/list",
    get = "/open-apis/hire/v1/applications",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:application:readonly", "hire:application" },
    query = {
      { "process_id?",
        id,
        "The process that applications go through, by the id of `hire.job_process.list`." },
      { "stage_id?", id, "The stage, by its id; `hire.job_process.list` lists them." },
      { "talent_id?", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "active_status?", string {
        default = "3",
        enum = {
          { "1", { en = "active", zh = "活跃投递" } },
          { "2", { en = "inactive", zh = "非活跃投递" } },
          { "3", { en = "all", zh = "全部" } },
        },
      }, "Only rows with this value: whether it is in use." },
      { "job_id?", id, "The job, by its id; `hire.job.list` lists them." },
      { "lock_status?", array(integer {
        enum = {
          { 1, { en = "not locked", zh = "未锁定" } },
          { 2, { en = "locked by another job", zh = "锁定在其他职位" } },
          { 3, { en = "locked by this job", zh = "锁定在当前职位" } },
        },
      }), "Only rows with this value: whether the talent is locked by a job." },
      common.page_token,
      common.page_size(10, 200),
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
      { "keyword?", string { hidden = true }, "A word to search for." },
    },
    returns = {
      { "items", array(string), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.application.offer"] = {
    doc = "Reads the offer of one application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/offer",
    get = "/open-apis/hire/v1/applications/:application_id/offer",
    limits = { "20/s" },
    scopes = { "hire:application", "hire:application:readonly" },
    field_scopes = { common.user_id_scope },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    query = {
      common.user_id_type,
      types.department_id_type,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    returns = {
      { "offer", application_offer, "Everything about the offer." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.application.recover"] = {
    doc = "Reopens an application that was ended.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/recover",
    post = "/open-apis/hire/v1/applications/:application_id/recover",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:application" },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    errors = { 1002001, 1002002, 1002210, 1002206, 1002201, 1002225, 1002209 },
  },

  ["hire.application.terminate"] = {
    doc = "Ends an application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/application/terminate",
    post = "/open-apis/hire/v1/applications/:application_id/terminate",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:application" },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    body = {
      { "termination_type", integer { enum = enums.termination_type }, "Says who ended it." },
      { "termination_reason_list?",
        array(string),
        "Says why it ended, as ids of `hire.termination_reason.list`." },
      { "termination_reason_note?", string, "Says why it ended, in words." },
      { "need_terminate_offer?", boolean, "Whether the offer ends with the application." },
      { "terminate_offer_operate_type?",
        integer,
        "How the offer ends; the numbers' meanings are not documented." },
      { "cancel_offer_termination_type?",
        integer,
        "Says who withdrew; the numbers' meanings are not documented." },
      { "cancel_offer_termination_reason_list?",
        array(string),
        "Says why the company withdraws the offer, as ids of `hire.termination_reason.list`." },
      { "candidate_reject_offer_termination_reason_list?",
        array(string),
        "Says why the candidate declines the offer, as ids of `hire.termination_reason.list`." },
      { "need_withdraw_offer_approval?", boolean, "Whether the offer's approval is withdrawn." },
    },
    errors = { 1002001, 1002002, 1002221 },
  },

  ["hire.application.transfer_onboard"] = {
    doc = "Makes an employee of the candidate whose offer was accepted.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/application/transfer_onboard",
    post = "/open-apis/hire/v1/applications/:application_id/transfer_onboard",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:application" },
    field_scopes = { common.user_id_scope },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    query = {
      common.user_id_type,
      types.department_id_type_or_admin,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    body = {
      { "actual_onboard_time?", time_ms, "When the person really started." },
      { "expected_conversion_time?", time_ms { default = 0 }, "When the probation is to end." },
      { "job_requirement_id?",
        id,
        "The requisition, by its id; `hire.job_requirement.list` lists them." },
      { "operator_id?", id { id_type = "user_id_type" }, "Says who does it, by user id." },
      { "onboard_city_code?", string, "The city where the person starts, by code." },
      { "department?", string { id_type = "department_id_type" }, "The department that recruits." },
      { "leader?", string { id_type = "user_id_type" }, "Says who leads the person." },
      { "sequence?", string { id_type = "job_family_id_type" }, "The family of jobs." },
      { "level?", string { id_type = "job_level_id_type" }, "The job level." },
      { "employee_type?", string { id_type = "employee_type_id_type" }, "Kind of employment." },
    },
    returns = {
      { "employee", types.employee, "The person once hired." },
    },
    errors = { 1002001, 1002002, 1002901, 1002902, 1002904, 1002905, 1002908, 1002210 },
  },

  ["hire.application.transfer_stage"] = {
    doc = "Moves an application to another stage.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/application/transfer_stage",
    post = "/open-apis/hire/v1/applications/:application_id/transfer_stage",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:application" },
    path = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
    },
    body = {
      { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
    },
    errors = { 1002001, 1002002, 1002201, 1002204, 1002210, 1002211, 1002212, 1002220 },
  },
}
