-- SPDX-License-Identifier: MIT

--- Parts of interviews and of what interviewers say in several resources.
local common = import "common/types"
local enums = import "hire/enums"
local M = {}

M.record_score = object "record_score" {
  { "score", number, "The points that were reached." },
  { "total_score", number, "The most that can be reached." },
}

M.dimension_option = object "dimension_option" {
  { "id", id, "Id of the dimension option." },
  { "name", common.i18n, "The dimension option's name, as people see it." },
  { "score_val", integer, "Points for this option." },
  { "alias_name", common.i18n, "Another name of the option." },
}

M.recommended_job_level = object "recommended_job_level" {
  { "lower_limit_job_level_name", common.i18n, "The lowest job level that fits." },
  { "higher_limit_job_level_name", common.i18n, "The highest job level that fits." },
}

M.ability = object "ability" {
  { "id", id, "Id of the ability." },
  { "name", common.i18n, "The ability's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
}

M.ability_assessments = object "ability_assessments" {
  { "id", id, "Id of the ability assessments." },
  { "ability_id", id, "The ability, by its id." },
  { "content", string, "The text." },
}

M.interview_meeting_room = object "interview_meeting_room" {
  { "room_id", id, "The room, by its id." },
  { "room_name", string, "The room's name, as people see it." },
  { "building_name", string, "The building that the room is in." },
  { "reserved_status", integer { enum = enums.reserved_status }, "Whether the room was booked." },
  { "floor_name", string, "The floor that the room is on." },
}

M.interview_score = object "interview_score" {
  { "id", id, "Id of the interview score." },
  { "level", integer, "The score as a number." },
  { "zh_name", string, "Name of the interview score in Chinese." },
  { "zh_description", string, "Its description in Chinese." },
  { "en_name", string, "Name of the interview score in English." },
  { "en_description", string, "Its description in English." },
}

M.assessment_score = object "assessment_score" {
  { "calculate_type",
    integer { enum = enums.calculate_type },
    "How the score is worked out from the parts." },
  { "score", number, "The points that were reached." },
  { "full_score", integer, "The most that can be reached." },
}

M.ability_list = object "ability_list" {
  { "id", id, "Id of the ability." },
  { "name", common.i18n, "The ability's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
}

M.question_list = object "question_list" {
  { "id", id, "Id of the question." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "content", string, "The text." },
  { "ability_list", array(M.ability_list), "The abilities that are assessed." },
}

M.code_question_list = object "code_question_list" {
  { "id", id, "Id of the task." },
  { "title", common.i18n, "Its name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "content", string, "The text." },
  { "ability_list", array(M.ability_list), "The abilities that are assessed." },
}

M.image_list = object "image_list" {
  { "id", id, "Id of the picture." },
  { "url", string, "Where it can be downloaded, without a token." },
  { "name", string, "The picture's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

M.dimension_score = object "dimension_score" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "score_val", integer, "Points for this option." },
}

M.dimension_score_list = object "dimension_score_list" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "score_val", integer, "Points for this option." },
}

M.dimension_assessment_list = object "dimension_assessment_list" {
  { "id", id, "Id of the judgement." },
  { "name", common.i18n, "The judgement's name, as people see it." },
  { "full_score", integer, "The most that can be reached." },
  { "content", string, "The text." },
  { "dimension_id", id, "The dimension of the feedback form, by its id." },
  { "dimension_score", M.dimension_score, "The score that was given." },
  { "dimension_score_list",
    array(M.dimension_score_list),
    "The options that were chosen, with their scores." },
  { "dimension_custom_score", integer, "The score that the interviewer typed in." },
  { "ability_list", array(M.ability_list), "The abilities that are assessed." },
  { "question_list", array(M.question_list), "Questions that were asked." },
  { "dimension_type",
    integer { enum = enums.dimension_type_of_interview },
    "How the dimension is judged." },
}

M.external_interview_assessment_dimension = object "external_interview_assessment_dimension" {
  { "score", integer, "The points that were reached." },
  { "option", string, "The choice." },
  { "options", array(string), "The choices." },
  { "content", string, "The text." },
  { "assessment_type", integer { enum = enums.assessment_type }, "How the dimension is judged." },
  { "title", string, "Its name, as people see it." },
  { "description", string, "A description in plain text." },
}

M.external_interview_assessment_dimension_given = object "external_interview_assessment_dimension" {
  { "score?", integer, "The points that were reached." },
  { "option?", string, "The choice." },
  { "options?", array(string), "The choices." },
  { "content?", string, "The text." },
  { "assessment_type?", integer { enum = enums.assessment_type }, "How the dimension is judged." },
  { "title?", string, "Its name, as people see it." },
  { "description?", string, "A description in plain text." },
}

return M
