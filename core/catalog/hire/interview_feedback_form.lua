-- SPDX-License-Identifier: MIT

--- The forms that interviewers fill in.
local common = import "common/types"
local enums = import "hire/enums"

local score_calculation_config = object "score_calculation_config" {
  { "enabled", boolean, "Whether it is switched on." },
  { "calculation_mode", integer {
    enum = {
      { 1, { en = "sum", zh = "计算总分" } },
      { 2, { en = "mean", zh = "计算平均分" } },
    },
  }, "How the score is worked out from the parts." },
}

local score_dimension_config = object "score_dimension_config" {
  { "score_dimension_type", integer {
    enum = {
      { 1, { en = "fixed scores", zh = "固定分值打分题" } },
      { 2, { en = "free scores", zh = "自定义分值打分题" } },
    },
  }, "Whether scores are fixed or free." },
  { "lower_limit_score", integer, "The least that can be given." },
  { "upper_limit_score", integer, "The most that can be given." },
}

local interview_dimension_option = object "interview_dimension_option" {
  { "id", id, "Id of the option." },
  { "name", common.i18n, "The option's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "score_val", integer, "Points for this option." },
  { "alias_name", common.i18n { hidden = true }, "Another name of the option." },
}

local dimension_ability = object "dimension_ability" {
  { "id", id, "Id of the ability." },
  { "name", common.i18n, "The ability's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
}

local related_dimension_setting = object "related_dimension_setting" {
  { "dimension_id", id, "The dimension of the feedback form, by its id." },
  { "related_operator_type", integer {
    enum = {
      { 1, { en = "is", zh = "等于" } },
      { 2, { en = "is not", zh = "不等于" } },
      { 3, { en = "contains any", zh = "包含任一" } },
      { 4, { en = "does not contain", zh = "不包含" } },
      { 5, { en = "is empty", zh = "为空" } },
      { 6, { en = "is not empty", zh = "不为空" } },
    },
  }, "How the other dimension is compared." },
  { "dimension_option_ids", array(id), "The options that it is compared with, by id." },
}

local related_dimension_config = object "related_dimension_config" {
  { "type", integer {
    enum = {
      { 1, { en = "all conditions", zh = "全部条件" } },
      { 2, { en = "any condition", zh = "任意条件" } },
    },
  }, "Whether all conditions have to hold." },
  { "related_dimension_settings",
    array(related_dimension_setting),
    "The conditions on other dimensions." },
}

local dimension_ability_args = object "dimension_ability_args" {
  { "ability_id", id, "The ability, by its id." },
  { "place_holder", string, "The hint that interviewers see." },
  { "en_place_holder", string, "The hint in English." },
}

local interview_feedback_form_dimension = object "interview_feedback_form_dimension" {
  { "id", id, "Id of the dimension." },
  { "name", common.i18n, "The dimension's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "type",
    integer { enum = enums.dimension_type_of_v2_interview_record },
    "How the dimension is judged." },
  { "enabled", boolean, "Whether it is switched on." },
  { "sequence", integer, "Where the dimension stands in the module." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "weight", number, "Its share of the whole, in per cent." },
  { "score_dimension_config", score_dimension_config, "The scores that can be given." },
  { "option_items", array(interview_dimension_option), "The options to choose from." },
  { "display_not_evident", boolean, "Whether \"not seen\" may be chosen." },
  { "ability_list", array(dimension_ability), "The abilities that are assessed." },
  { "related_dimension_config", related_dimension_config, "When the dimension is shown." },
  { "dimension_ability_args",
    array(dimension_ability_args) { hidden = true },
    "The hints that interviewers see for each ability." },
}

local interview_feedback_form_module = object "interview_feedback_form_module" {
  { "id", id, "Id of the module." },
  { "name", common.i18n, "The module's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "type", integer { enum = enums.module_type }, "Kind of module." },
  { "sequence", integer, "Where the module stands in the form." },
  { "weight", number, "Its share of the whole, in per cent." },
  { "dimensions",
    array(interview_feedback_form_dimension),
    "The subjects of judgement, one entry each." },
}

local interview_feedback_form = object "interview_feedback_form" {
  { "id", id, "Id of the interview feedback form." },
  { "version", integer, "The form's revision." },
  { "name", common.i18n, "The interview feedback form's name, as people see it." },
  { "type", integer {
    enum = {
      { 1, { en = "plain form", zh = "普通评价表" } },
      { 2, { en = "form with scores", zh = "打分评价表" } },
      { 3, { en = "form with weights", zh = "权重评价表" } },
    },
  }, "How the form is marked." },
  { "score_calculation_config",
    score_calculation_config,
    "How the score of the form is worked out." },
  { "modules", array(interview_feedback_form_module), "The parts of the form." },
}

return {
  ["hire.interview_feedback_form.list"] = {
    doc = "Lists the forms that interviewers fill in; by id, old versions too.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/interview_feedback_form/list",
    get = "/open-apis/hire/v1/interview_feedback_forms",
    limits = { "10/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    query = {
      { "interview_feedback_form_ids?", array(id) { max_items = 100 }, "Only these forms, by id." },
      { "page_size?", integer { min = 1, max = 100 }, "Rows per page." },
      common.page_token,
    },
    returns = {
      { "items", array(interview_feedback_form), "The rows of the page." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
