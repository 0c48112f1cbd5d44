-- SPDX-License-Identifier: MIT

--- Applications: a talent's way through the process of one job.
local common = import "common/types"
local detail = import "hire/types.application_detail"
local enums = import "hire/enums"
local shapes = import "hire/types.application"
local types = import "hire/types"

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
      { "termination_type", integer { enum = enums.termination_type }, "The side that ended it." },
      { "termination_reason_id_list?",
        array(id),
        "Reasons for its end, as ids of `hire.termination_reason.list`." },
      { "termination_reason_notes?", string, "The reason for its end, in plain text." },
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
      { "application", shapes.application, "The application that was asked for." },
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
        detail.application_detail_info,
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
      { "offer", shapes.application_offer, "Everything about the offer." },
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
      { "termination_type", integer { enum = enums.termination_type }, "The side that ended it." },
      { "termination_reason_list?",
        array(string),
        "Reasons for its end, as ids of `hire.termination_reason.list`." },
      { "termination_reason_note?", string, "The reason for its end, in plain text." },
      { "need_terminate_offer?", boolean, "Whether the offer ends with the application." },
      { "terminate_offer_operate_type?",
        integer,
        "How the offer ends; the numbers' meanings are not documented." },
      { "cancel_offer_termination_type?",
        integer,
        "The side that withdrew; its numbers are not documented." },
      { "cancel_offer_termination_reason_list?",
        array(string),
        "The company's reasons to withdraw, as ids of `hire.termination_reason.list`." },
      { "candidate_reject_offer_termination_reason_list?",
        array(string),
        "The candidate's reasons to decline, as ids of `hire.termination_reason.list`." },
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
      { "operator_id?", id { id_type = "user_id_type" }, "The user who does it, by id." },
      { "onboard_city_code?", string, "The city where the person starts, by code." },
      { "department?", string { id_type = "department_id_type" }, "The department that recruits." },
      { "leader?", string { id_type = "user_id_type" }, "The person's superior." },
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
