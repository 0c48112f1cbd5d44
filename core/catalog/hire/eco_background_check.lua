-- SPDX-License-Identifier: MIT

--- For providers: how a background check goes on.
local eco_background_check_report_file = object "eco_background_check_report_file" {
  { "report_name", string, "The report's name, as people see it." },
  { "report_url", string, "Where the report is." },
  { "report_url_type?", integer {
    enum = {
      { 1, { en = "a file to download", zh = "可下载的链接" } },
      { 2, { en = "a page to look at", zh = "预览型链接" } },
    },
  }, "Whether the address leads to a file or a page." },
}

local eco_background_check_report_file_given = object "eco_background_check_report_file" {
  { "report_name", string, "The report's name, as people see it." },
  { "report_url", string, "Where the report is." },
  { "report_url_type?", integer {
    enum = {
      { 1, { en = "a file to download", zh = "可下载的链接" } },
      { 2, { en = "a page elsewhere", zh = "外链型链接" } },
    },
  }, "Whether the address leads to a file or a page." },
}

return {
  ["hire.eco_background_check.cancel"] = {
    doc = "Tells Hire that the provider stopped a background check.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check/cancel",
    post = "/open-apis/hire/v1/eco_background_checks/cancel",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "background_check_id", id, "The background check, by its id." },
    },
    errors = { 1002862, 1002001 },
  },

  ["hire.eco_background_check.update_progress"] = {
    doc = "Tells Hire how far the provider is with a background check.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check/update_progress",
    post = "/open-apis/hire/v1/eco_background_checks/update_progress",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "background_check_id", id, "The background check, by its id." },
      { "stage_id", id, "The stage, by its id; `hire.job_process.list` lists them." },
      { "stage_en_name?", string, "The stage's name, in English." },
      { "stage_name", string, "The stage's name, as people see it." },
      { "stage_time", time_ms_string, "When the stage was reached." },
      { "result?", string { conditional = true }, "The outcome." },
      { "report_file_list?", array(eco_background_check_report_file), "The report's files." },
      { "operator_role?",
        integer,
        "The side that brought the result in; its numbers are not documented." },
    },
    errors = { 1002858, 1002862, 1002001 },
  },

  ["hire.eco_background_check.update_result"] = {
    doc = "Tells Hire the final result of a background check.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/eco_background_check/update_result",
    post = "/open-apis/hire/v1/eco_background_checks/update_result",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:background_check_order" },
    body = {
      { "background_check_id", id, "The background check, by its id." },
      { "result", string, "The outcome." },
      { "result_time", time_ms_string, "When the result was found." },
      { "report_file_list?", array(eco_background_check_report_file_given), "The report's files." },
      { "operator_role?",
        integer,
        "The side that brought the result in; its numbers are not documented." },
    },
    errors = { 1002858, 1002862, 1002001 },
  },
}
