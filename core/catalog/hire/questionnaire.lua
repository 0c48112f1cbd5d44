-- SPDX-License-Identifier: MIT

--- Questionnaires that candidates answered after interviews.
local common = import "common/types"

local select_option_result = object "select_option_result" {
  { "option_id", id, "The option, by its id." },
  { "option_name", string, "The option's name, as people see it." },
  { "option_en_name", string, "The option's name, in English." },
  { "option_desc", string, "The meaning of the option." },
  { "option_en_desc", string, "The meaning of the option, in English." },
  { "is_selected", boolean, "Whether it was chosen." },
}

local five_start_scoring_result = object "five_start_scoring_result" {
  { "highest_score_desc", string, "The meaning of the most stars." },
  { "highest_score_en_desc", string, "The meaning of the most stars, in English." },
  { "lowest_score_desc", string, "The meaning of one star." },
  { "lowest_score_en_desc", string, "The meaning of one star, in English." },
  { "score_result", number, "Number of stars that were given." },
}

local question = object "question" {
  { "question_id", id, "The question, by its id." },
  { "question_name", string, "The question's text." },
  { "question_en_name", string, "The question's text, in English." },
  { "question_desc", string, "The meaning of the question." },
  { "question_en_desc", string, "The meaning of the question, in English." },
  { "question_type", integer {
    enum = {
      { 1, { en = "single choice", zh = "单选题" } },
      { 2, { en = "multiple choice", zh = "多选题" } },
      { 3, { en = "text", zh = "描述题" } },
      { 4, { en = "stars", zh = "评分题" } },
    },
  }, "How the question is answered." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "select_option_result_list",
    array(select_option_result),
    "The options, and which were chosen." },
  { "five_start_scoring_result", five_start_scoring_result, "The stars that were given." },
  { "description_result", string, "The answer to a question that wants text." },
}

local questionnaire = object "questionnaire" {
  { "questionnaire_id", id, "The questionnaire, by its id." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "interview_id", id, "The interview, by its id; `hire.interview.list` lists them." },
  { "version", integer, "The form's revision." },
  { "questions", array(question), "The questions, with answers." },
  { "has_answers", boolean, "Whether it was filled in." },
  { "update_time", time_ms_string, "When it was last changed." },
}

return {
  ["hire.questionnaire.list"] = {
    doc = "Lists the questionnaires that candidates answered after interviews.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/questionnaire/list",
    get = "/open-apis/hire/v1/questionnaires",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:questionnaire:readonly", "hire:questionnaire" },
    query = {
      common.page_token,
      common.page_size(20, 100),
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "interview_id?", id, "The interview, by its id; `hire.interview.list` lists them." },
      { "update_start_time?", time_ms_string, "Only those changed at this time or later." },
      { "update_end_time?", time_ms_string, "Only those changed at this time or earlier." },
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "items", array(questionnaire), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
