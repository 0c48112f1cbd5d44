-- SPDX-License-Identifier: MIT

--- External applications: those a candidate made in other systems.
local common = import "common/types"
local enums = import "hire/enums"

local delivery_type_of_external_application = {
  { 1, { en = "sourced by HR", zh = "HR 寻访" } },
  { 2, { en = "applied", zh = "候选人主动投递" } },
  { 3, { en = "recommended", zh = "人才推荐" } },
  { 4, { en = "other", zh = "其他" } },
}

local external_application = object "external_application" {
  { "id", id, "External application id." },
  { "job_recruitment_type", integer {
    enum = { { 1, { en = "experienced hires", zh = "社招" } }, { 2, { en = "campus", zh = "校招" } } },
  }, "Kind of recruitment." },
  { "job_title", string, "The job's name at that time." },
  { "resume_source", string, "Where the résumé came from." },
  { "stage", string, "Name of the stage that the application is in." },
  { "talent_id", id, "The talent who applied." },
  { "termination_reason", string, "The reason why the application ended." },
  { "delivery_type", integer {
    enum = {
      { 1, { en = "sourced by HR", zh = "HR 寻访" } },
      { 2, { en = "applied", zh = "候选人主动投递" } },
      { 3, { en = "recommended", zh = "人才推荐" } },
      { 4, { en = "other", zh = "其他" } },
    },
  }, "How the candidate came in." },
  { "modify_time", time_ms, "When the application ended in the other system." },
  { "create_time", time_ms, "When the application was made in the other system." },
  { "termination_type", string, "How the application ended." },
}

local external_application_read = object "external_application" {
  { "id", id, "Id of the external application." },
  { "job_recruitment_type",
    integer { enum = enums.process_type_of_external_application },
    "Kind of recruitment." },
  { "job_title", string, "The job's name, as people see it." },
  { "resume_source", string, "Where the résumé came from." },
  { "stage", string, "The stage that it is in." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "termination_reason", string, "The reason for its end." },
  { "delivery_type",
    integer { enum = delivery_type_of_external_application },
    "How the candidate came in." },
  { "modify_time", time_ms, "When the application ended in the other system." },
  { "create_time", time_ms, "When the application was made in the other system." },
  { "termination_type", string, "How the application ended." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
}

local external_application_external_application = object "external_application" {
  { "id", id, "Id of the external application." },
  { "job_recruitment_type",
    integer { enum = enums.process_type_of_external_application },
    "Kind of recruitment." },
  { "job_title", string, "The job's name, as people see it." },
  { "resume_source", string, "Where the résumé came from." },
  { "stage", string, "The stage that it is in." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "termination_reason", string, "The reason for its end." },
  { "delivery_type",
    integer { enum = delivery_type_of_external_application },
    "How the candidate came in." },
  { "modify_time", time_ms, "When the application ended in the other system." },
  { "termination_type", string, "How the application ended." },
  { "external_id", id { hidden = true }, "Your own id of it, in the other system." },
  { "create_time",
    time_ms { unverified = "Known from an SDK only." },
    "When the application was made in the other system." },
}

return {
  ["hire.external_application.list"] = {
    doc = "Lists the applications that a talent made in other systems.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/external_application/list",
    get = "/open-apis/hire/v1/external_applications",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    query = {
      { "talent_id", id, "The talent whose applications are listed." },
      common.paging(10, 20),
    },
    returns = {
      { "items", array(external_application), "The applications." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "The `page_token` of the next page; absent on the last page." },
    },
    errors = { 1002001, 1002002, 1002102 },
  },

  ["hire.external_application.create"] = {
    doc = "Records an application that a talent made in another system.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_application/create",
    post = "/open-apis/hire/v1/external_applications",
    key = "external_id",
    key_window_s = 86400,
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    body = {
      { "external_id?", id, "Your own id of it: a repeat with the same one is done once." },
      { "job_recruitment_type?",
        integer { enum = enums.process_type_of_external_application },
        "Kind of recruitment." },
      { "job_title?", string, "The job's name, as people see it." },
      { "resume_source?", string, "Where the résumé came from." },
      { "stage?", string, "The stage that it is in." },
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "termination_reason?", string, "The reason for its end." },
      { "delivery_type?",
        integer { enum = delivery_type_of_external_application },
        "How the candidate came in." },
      { "modify_time?", time_ms, "When the application ended in the other system." },
      { "create_time?", time_ms, "When the application was made in the other system." },
      { "termination_type?", string, "How the application ended." },
    },
    returns = {
      { "external_application",
        external_application_read,
        "The external application after the call." },
    },
    errors = { 1002001, 1002002, 1002102 },
  },

  ["hire.external_application.delete"] = {
    doc = "Deletes what was recorded of an external application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_application/delete",
    delete = "/open-apis/hire/v1/external_applications/:external_application_id",
    limits = { "20/min" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
    },
    query = {
      { "talent_id?", id, "The talent, by its id; `hire.talent.list` lists them." },
    },
    returns = {
      { "external_application",
        external_application_external_application,
        "The external application after the call." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.external_application.update"] = {
    doc = "Replaces an external application.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/external_application/update",
    put = "/open-apis/hire/v1/external_applications/:external_application_id",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:external_application" },
    path = {
      { "external_application_id",
        id,
        "The external application, by its id; `hire.external_application.list` lists them." },
    },
    body = {
      { "job_recruitment_type?",
        integer { enum = enums.process_type_of_external_application },
        "Kind of recruitment." },
      { "job_title?", string, "The job's name, as people see it." },
      { "resume_source?", string, "Where the résumé came from." },
      { "stage?", string, "The stage that it is in." },
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "termination_reason?", string, "The reason for its end." },
      { "delivery_type?",
        integer { enum = delivery_type_of_external_application },
        "How the candidate came in." },
      { "modify_time?", time_ms, "When the application ended in the other system." },
      { "create_time?", time_ms, "When the application was made in the other system." },
      { "termination_type?", string, "How the application ended." },
      { "external_id?", id { hidden = true }, "Your own id of it, in the other system." },
    },
    returns = {
      { "external_application",
        external_application_read,
        "The external application after the call." },
    },
    errors = { 1002001, 1002002 },
  },
}
