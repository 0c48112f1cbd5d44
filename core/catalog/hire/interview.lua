-- SPDX-License-Identifier: MIT

--- Interviews.
local common = import "common/types"
local enums = import "hire/enums"
local interviews = import "hire/types.interview"
local types = import "hire/types"

local video_type_of_interview = {
  { 1, { en = "Zoom", zh = "Zoom" } },
  { 2, { en = "Nowcoder, technical", zh = "牛客技术类型" } },
  { 3, { en = "Nowcoder, not technical", zh = "牛客非技术类型" } },
  { 4, { en = "Acmcoder", zh = "赛码" } },
  { 5, { en = "Feishu", zh = "飞书" } },
  { 8, { en = "Hackerrank", zh = "Hackerrank" } },
  { 9, { en = "Feishu with a programming task", zh = "飞书(含代码考核)" } },
  { 100, { en = "none of the system's", zh = "不使用系统工具" } },
}

local arrangement_status = {
  { 1, { en = "not begun", zh = "未开始" } },
  { 2, { en = "under way", zh = "进行中" } },
  { 3, { en = "ended", zh = "已结束" } },
}

local arrangement_type = {
  { 1, { en = "single interview", zh = "社招单面" } },
  { 2, { en = "interview day", zh = "集中面试" } },
}

local interview_record = object "interview_record" {
  { "id", id, "Id of the feedback." },
  { "user_id", id { id_type = "user_id_type" }, "The interviewer, by user id." },
  { "content", string, "The interviewer's own words." },
  { "commit_status", integer { enum = enums.commit_status }, "Whether it was handed in." },
  { "conclusion", integer { enum = enums.conclusion_of_interview }, "The decision." },
  { "interview_score", interviews.interview_score, "The score that was given, older form." },
  { "interviewer", types.person, "The person who interviewed." },
  { "min_job_level_id", id { hidden = true }, "The lowest job level that fits, by its id." },
  { "max_job_level_id", id { hidden = true }, "The highest job level that fits, by its id." },
  { "assessment_score", interviews.assessment_score { hidden = true }, "The score as a whole." },
  { "question_list", array(interviews.question_list) { hidden = true }, "Questions that were asked." },
  { "code_question_list",
    array(interviews.code_question_list) { hidden = true },
    "Programming tasks that were set." },
  { "image_list", array(interviews.image_list) { hidden = true }, "Pictures in the feedback." },
  { "dimension_assessment_list",
    array(interviews.dimension_assessment_list) { hidden = true },
    "The judgements, one entry per dimension." },
}

local interview_address = object "interview_address" {
  { "id", id, "Id of the address." },
  { "name", common.i18n, "The address's name, as people see it." },
  { "district", types.code_name, "The district that it is in." },
  { "city", types.code_name, "The city that it is in." },
  { "state", types.code_name, "The province or state that it is in." },
  { "country", types.code_name, "The country or region that it is in." },
}

local interview_extend = object "interview_extend" {
  { "id", id, "Id of the interview." },
  { "begin_time", time_ms, "When it begins." },
  { "end_time", time_ms, "When it ends." },
  { "round", integer, "Number of the round, from 1 on." },
  { "interview_record_list", array(interview_record), "The feedback, one entry per interviewer." },
  { "feedback_submit_time", time_ms, "When the feedback was handed in." },
  { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "stage", types.id_name, "The stage that it is in." },
  { "creator", types.person, "The person who created it." },
  { "biz_create_time", time_ms, "When it was created." },
  { "biz_modify_time", time_ms, "When it was last changed." },
  { "interview_round_summary",
    integer { enum = enums.interview_round_summary, open = true },
    "How the round went as a whole." },
  { "interview_arrangement_id", id, "The arrangement that the interview belongs to, by its id." },
  { "interview_type", integer { enum = enums.interview_type }, "How the interview is held." },
  { "talent_time_zone", types.code_name, "The candidate's time zone." },
  { "contact_user", types.person, "The person to ask about the interview." },
  { "contact_mobile", string, "The mobile number of the person to ask." },
  { "remark", string, "A remark in words." },
  { "address", interview_address, "Where it is." },
  { "video_type",
    integer { enum = video_type_of_interview },
    "The means of a video interview." },
  { "arrangement_status",
    integer { enum = arrangement_status },
    "Progress of the arrangement." },
  { "arrangement_type",
    integer { enum = arrangement_type },
    "Kind of arrangement." },
  { "arrangement_appointment_kind",
    integer { enum = enums.arrangement_appointment_kind },
    "Whether the time was set, or chosen by the candidate." },
  { "meeting_room_list", array(interviews.interview_meeting_room), "The rooms that were booked." },
  { "interview_round_type", types.id_name, "The kind of round." },
}

local talent_interview = object "talent_interview" {
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "interview_list", array(interview_extend), "The interviews of the application." },
}

return {
  ["hire.interview.get_by_talent"] = {
    doc = "Lists the interviews of one talent, by application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/interview/get_by_talent",
    get = "/open-apis/hire/v1/interviews/get_by_talent",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    field_scopes = { common.user_id_scope },
    query = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      types.user_id_type_or_admin,
      types.job_level_id_type_people_admin,
    },
    returns = {
      { "items", array(talent_interview), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.interview.list"] = {
    doc = "Lists interviews of an application, by id or by time.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/interview/list",
    get = "/open-apis/hire/v1/interviews",
    limits = { "50/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_size(10, 100),
      common.page_token,
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "interview_id?", id, "The interview, by its id; `hire.interview.list` lists them." },
      { "start_time?", time_ms_string, "When it begins." },
      { "end_time?", time_ms_string, "When it ends." },
      types.job_level_id_type_people_admin,
      common.user_id_type,
    },
    returns = {
      { "items", array(interview_extend), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
