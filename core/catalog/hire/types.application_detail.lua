-- SPDX-License-Identifier: MIT

--- The parts of an application's detail: `hire.application.get_detail`.
local application = import "hire/types.application"
local common = import "common/types"
local enums = import "hire/enums"
local interviews = import "hire/types.interview"
local offers = import "hire/types.offer"
local types = import "hire/types"
local M = {}

local location_type_of_application = {
  { 1, { en = "country", zh = "COUNTRY 国家" } },
  { 2, { en = "province or state", zh = "STATE 省" } },
  { 3, { en = "city", zh = "CITY 市" } },
  { 4, { en = "district", zh = "DISTRICT 区" } },
  { 5, { en = "address", zh = "ADDRESS 地址" } },
}

M.termination_reason_child_info = object "termination_reason_child_info" {
  { "id", id, "Id of the reason." },
  { "name", common.i18n, "The reason's name, as people see it." },
}

M.termination_reason_info = object "termination_reason_info" {
  { "id", id, "Id of the reason." },
  { "name", common.i18n, "The reason's name, as people see it." },
  { "children", array(M.termination_reason_child_info), "The reasons below it." },
}

M.application_detail_basic_info = object "application_detail_basic_info" {
  { "id", id, "Id of the application." },
  { "job_id", id, "The job, by its id; `hire.job.get` reads it." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "stage", application.application_stage_info, "The stage that it is in." },
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
  { "resume_source_info", application.application_resume_source, "Where the résumé came from." },
  { "website_resume_source", application.application_website_resume_source,
    "The website that it came from." },
  { "talent_attachment_resume_id",
    id,
    "The résumé's file, by its id; `hire.attachment.get` tells where to download it." },
  { "stage_time_list",
    array(application.application_stage_time),
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
  { "termination_reason", M.termination_reason_info, "The reason for its end." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "owner_id", id { id_type = "user_id_type" }, "The user in charge, by id." },
  { "terminator_id", id { id_type = "user_id_type" }, "The person who ended it, by user id." },
  { "create_time", time_ms_string, "When it was created." },
  { "modify_time", time_ms_string, "When it was last changed." },
  { "lock_status", integer { hidden = true }, "Whether the talent is locked by a job." },
  { "termination_reason_note", string { hidden = true }, "The reason for its end, in plain text." },
}

M.job_basic_info = object "job_basic_info" {
  { "id", id, "Id of the job." },
  { "name", string, "The job's name, as people see it." },
  { "code", string, "The job's number, such as R18; a company may choose it." },
  { "description", string { hidden = true }, "A description in plain text." },
  { "requirement", string { hidden = true }, "Skills and experience that a candidate needs." },
  { "recruitment_type", application.recruitment_type { hidden = true }, "Kind of employment." },
  { "department", application.department { hidden = true }, "The department that recruits." },
  { "process_type",
    integer { enum = enums.process_type_of_job, hidden = true },
    "Kind of recruitment." },
  { "process_id",
    id { hidden = true },
    "The process that applications go through, by the id of `hire.job_process.list`." },
  { "city_list", application.city_list { hidden = true }, "The cities of the job." },
}

M.talent_basic_info_v2 = object "talent_basic_info_v2" {
  { "id", id, "Id of the talent." },
  { "name", string, "The talent's name, as people see it." },
  { "mobile_code", string, "The country code of the mobile number, such as 86." },
  { "mobile_number", string, "Mobile number, without the country code." },
  { "email", string, "E-mail address." },
}

M.basic_user_info = object "basic_user_info" {
  { "id", id { id_type = "user_id_type" }, "Id of the user." },
  { "name", common.i18n, "The user's name, as people see it." },
}

M.interview_attachment = object "interview_attachment" {
  { "file_id", id, "The file, by the id that its upload gave." },
  { "file_name", string, "The file's name, as people see it." },
  { "content_type", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

M.question_assessment = object "question_assessment" {
  { "question_type", integer { enum = enums.question_type }, "How the question is answered." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "content", string, "The text." },
  { "abilities", array(interviews.ability), "The abilities that the question tests." },
}

M.dimension_assessment = object "dimension_assessment" {
  { "interview_feedback_form_dimension_id", id, "The dimension of the feedback form, by its id." },
  { "dimension_name", common.i18n, "The dimension's name, as people see it." },
  { "dimension_type",
    integer { enum = enums.dimension_type_of_v2_interview_record },
    "How the dimension is judged." },
  { "weight", number, "Its share of the whole, in per cent." },
  { "dimension_content", string, "The interviewer's own words." },
  { "dimension_option", interviews.dimension_option, "The option that was chosen." },
  { "dimension_options", array(interviews.dimension_option), "The options that were chosen." },
  { "dimension_score", integer, "The score that was given." },
  { "recommended_job_level", interviews.recommended_job_level, "The job levels that fit." },
  { "question_assessments",
    array(M.question_assessment),
    "Questions that were asked, and what was found." },
  { "ability_assessments", array(interviews.ability_assessments),
    "The findings, one entry per ability." },
}

M.module_assessment = object "module_assessment" {
  { "interview_feedback_form_module_id", id, "The module of the feedback form, by its id." },
  { "module_name", common.i18n, "The module's name, as people see it." },
  { "module_type", integer {
    enum = {
      { 1, { en = "the system's module for the conclusion", zh = "系统预置「面试结论」模块" } },
      { 2, { en = "a module of the company's, without a name", zh = "自定义模块(无模块名称)" } },
    },
  }, "Kind of module." },
  { "module_weight", number, "The module's share of the score, in per cent." },
  { "module_score", number, "The points that were reached in the module." },
  { "dimension_assessments",
    array(M.dimension_assessment),
    "The judgements, one entry per dimension." },
}

M.interview_record_v2 = object "interview_record_v2" {
  { "id", id, "Id of the feedback." },
  { "feedback_form_id", id, "The feedback form, by its id." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "submit_time", time_ms_string, "When it was handed in." },
  { "record_score", interviews.record_score, "The score that was given." },
  { "interviewer", M.basic_user_info, "The person who interviewed." },
  { "attachments", array(M.interview_attachment), "The attached files." },
  { "module_assessments",
    array(M.module_assessment),
    "The judgements, one entry per module of the form." },
}

M.base_location = object "base_location" {
  { "name", common.i18n, "The place's name, as people see it." },
  { "code", string, "The platform's code of it." },
  { "location_type",
    integer { enum = location_type_of_application },
    "Kind of place." },
}

M.base_address_v2 = object "base_address_v2" {
  { "id", id, "Id of the address." },
  { "name", common.i18n, "The address's name, as people see it." },
  { "district", M.base_location, "The district that it is in." },
  { "city", M.base_location, "The city that it is in." },
  { "state", M.base_location, "The province or state that it is in." },
  { "country", M.base_location, "The country or region that it is in." },
}

M.interview_extend_v2 = object "interview_extend_v2" {
  { "id", id, "Id of the interview." },
  { "begin_time", time_ms_string, "When it begins." },
  { "end_time", time_ms_string, "When it ends." },
  { "round", integer, "Number of the round, from 1 on." },
  { "interview_record_list",
    array(M.interview_record_v2),
    "The feedback, one entry per interviewer." },
  { "feedback_submit_time", time_ms_string, "When the feedback was handed in." },
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "stage", types.id_name, "The stage that it is in." },
  { "creator", types.person, "The person who created it." },
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
  { "address", M.base_address_v2, "Where it is." },
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
  }, "The means of a video interview." },
  { "arrangement_status", integer {
    enum = {
      { 1, { en = "not begun", zh = "未开始" } },
      { 2, { en = "under way", zh = "进行中" } },
      { 3, { en = "ended", zh = "已结束" } },
      { 4, { en = "cancelled", zh = "已取消" } },
    },
  }, "Progress of the arrangement." },
  { "arrangement_type", integer {
    enum = {
      { 1, { en = "single interview", zh = "社招单面" } },
      { 2, { en = "interview day", zh = "集中面试" } },
      { 3, { en = "group interview", zh = "集体面试" } },
    },
  }, "Kind of arrangement." },
  { "arrangement_appointment_kind",
    integer { enum = enums.arrangement_appointment_kind },
    "Whether the time was set, or chosen by the candidate." },
  { "meeting_room_list", array(interviews.interview_meeting_room), "The rooms that were booked." },
  { "interview_round_type", types.id_name, "The kind of round." },
}

M.interview_aggregation = object "interview_aggregation" {
  { "interviews", array(M.interview_extend_v2), "The interviews, one entry each." },
}

M.basic_department_info = object "basic_department_info" {
  { "id", id { id_type = "department_id_type" }, "Id of the department." },
  { "name", common.i18n, "The department's name, as people see it." },
}

M.offer_attachment_info = object "offer_attachment_info" {
  { "id", id, "Id of the file." },
  { "name", string, "The file's name, as people see it." },
  { "size", integer, "Size of the file, in bytes." },
  { "common_attachment_id", id, "The file, by the id that its upload gave." },
}

M.offer_basic_info_v2 = object "offer_basic_info_v2" {
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
  }, "Progress of the offer." },
  { "leader", M.basic_user_info, "The person's superior." },
  { "employee_type", types.id_name_by "employee_type_id_type", "Kind of employment." },
  { "department", M.basic_department_info, "The department that recruits." },
  { "sequence", types.id_name_by "job_family_id_type", "The family of jobs." },
  { "level", types.id_name_by "job_level_id_type", "The job level." },
  { "company_main_body", types.id_name, "The legal entity that employs." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "probation_month", integer, "Length of the probation, in months." },
  { "contract_period", offers.contract_period_info, "Length of the contract." },
  { "onboard_date", string { value_format = "YYYY-MM-DD" }, "The day on which the person starts." },
  { "owner", M.basic_user_info, "The person in charge." },
  { "onboard_address", M.base_address_v2, "Where the person starts." },
  { "work_address", M.base_address_v2, "Where the person works." },
  { "remark", string, "A remark in words." },
  { "attachment_list", array(M.offer_attachment_info), "The attached files." },
  { "customize_info_list",
    array(offers.application_offer_custom_value),
    "Values of custom fields." },
  { "create_time", time_ms_string, "When it was created." },
}

M.offer_salary_info_v2 = object "offer_salary_info_v2" {
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
  }, "Progress of the approval of the pay." },
  { "probation_salary_percentage", string, "Pay in the probation, in per cent of the full one." },
  { "award_salary_multiple", string, "The yearly bonus, in monthly salaries." },
  { "option_shares", string, "Shares or options that come with it." },
  { "quarterly_bonus", string, "Extra pay for each quarter." },
  { "half_year_bonus", string, "Extra pay for each half of a year." },
  { "total_annual_cash", string, "Sum of all pay in a year." },
  { "customize_info_list",
    array(offers.application_offer_custom_value),
    "Values of custom fields." },
  { "create_time", time_ms_string, "When it was created." },
}

M.offer_info_v2 = object "offer_info_v2" {
  { "offer_basic", M.offer_basic_info_v2, "The main facts of the offer." },
  { "offer_salary",
    M.offer_salary_info_v2 { scopes = { "hire:offer_salary:readonly" } },
    "Pay under the offer." },
}

M.employee_v2 = object "employee_v2" {
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
  { "overboard_note", string, "The reason for leaving." },
  { "onboard_city_code", string, "The city where the person starts, by code." },
  { "department_id", id { id_type = "department_id_type" }, "The department, by its id." },
  { "leader_id", id { id_type = "user_id_type" }, "The person's superior, by user id." },
  { "sequence_id", id { id_type = "job_family_id_type" }, "The family of jobs, by its id." },
  { "level_id", id { id_type = "job_level_id_type" }, "The job level, by its id." },
  { "employee_type", string { id_type = "employee_type_id_type" }, "Kind of employment." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
}

M.agency_basic_info = object "agency_basic_info" {
  { "hunter_user_name", common.i18n, "The agency's consultant's name, as people see it." },
  { "hunter_company_name", string, "The agency's name, as people see it." },
}

M.report_custom_data = object "report_custom_data" {
  { "name", common.i18n, "The entry's name, as people see it." },
  { "value", common.i18n, "The text of the answer, by language." },
  { "description", common.i18n, "A description in plain text." },
}

M.agency_info = object "agency_info" {
  { "basic_info", M.agency_basic_info, "The main facts." },
  { "comment_info", array(M.report_custom_data), "The agency's remarks on the candidate." },
  { "salary_info",
    array(M.report_custom_data) { scopes = { "hire:agency_salary:readonly" } },
    "Present and future pay of the candidate." },
}

M.campus_volumnteer_info = object "campus_volumnteer_info" {
  { "volunteer_seq", integer, "Rank of this choice, from 1 on." },
}

M.application_detail_portal_info = object "application_detail_portal_info" {
  { "campus_volunteer_info",
    M.campus_volumnteer_info,
    "The rank of this job among the candidate's choices." },
}

M.referral_basic_info = object "referral_basic_info" {
  { "id", id, "Id of the referral." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "referral_type", integer {
    enum = {
      { 1, { en = "without a job", zh = "意向推荐" } },
      { 2, { en = "for a job", zh = "职位推荐" } },
    },
  }, "Whether a job was named." },
  { "user_info", M.basic_user_info, "The person whose account it is." },
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

M.specific_relationship = object "specific_relationship" {
  { "relation_with_candidate", integer {
    enum = {
      { 1, { en = "former colleague", zh = "前同事" } },
      { 2, { en = "friend", zh = "朋友" } },
      { 3, { en = "other", zh = "其他" } },
    },
  }, "How the referrer knows the candidate." },
  { "extra", string, "More about it, in words." },
}

M.referral_recommend_info = object "referral_recommend_info" {
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
  { "specific_relationship", M.specific_relationship, "How the two know each other." },
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

M.referral_info_v2 = object "referral_info_v2" {
  { "basic_info", M.referral_basic_info, "The main facts." },
  { "recommend_info", M.referral_recommend_info, "How well the referrer knows the candidate." },
}

M.application_detail_info = object "application_detail_info" {
  { "basic_info", M.application_detail_basic_info, "The main facts." },
  { "job",
    M.job_basic_info { scopes = { "hire:job:readonly", "hire:job" } },
    "The job after the call, or as it was found." },
  { "talent",
    M.talent_basic_info_v2 { scopes = { "hire:talent:readonly", "hire:talent" } },
    "The talent's particulars." },
  { "evaluations",
    array(types.evaluation) { scopes = { "hire:evaluation:readonly" } },
    "The evaluations of the résumé." },
  { "interview_aggregation",
    M.interview_aggregation { scopes = { "hire:interview:readonly", "hire:interview" } },
    "The interviews of the application." },
  { "offer",
    M.offer_info_v2 { scopes = { "hire:offer:readonly", "hire:offer" } },
    "Everything about the offer." },
  { "employee",
    M.employee_v2 { scopes = { "hire:employee", "hire:employee:readonly" } },
    "The person once hired." },
  { "agency",
    M.agency_info { scopes = { "hire:agency:readonly", "hire:agency" } },
    "The headhunting agency." },
  { "portal",
    M.application_detail_portal_info { scopes = { "hire:site:readonly", "hire:site" } },
    "Facts that the careers website has." },
  { "referral",
    M.referral_info_v2 { scopes = { "hire:referral:readonly", "hire:referral" } },
    "The referrer, with their recommendation." },
}

return M
