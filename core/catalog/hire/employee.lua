-- SPDX-License-Identifier: MIT

--- Employees: candidates who were hired.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local employee = object "employee" {
  { "id", id, "Id of the employee." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "onboard_status", integer { enum = enums.onboard_status }, "Whether the person has started." },
  { "conversion_status",
    integer { enum = enums.conversion_status },
    "Whether the probation is over." },
  { "onboard_time", time_ms, "When the person started." },
  { "expected_conversion_time", time_ms, "When the probation is to end." },
  { "actual_conversion_time", time_ms, "When the probation really ended." },
  { "overboard_time", time_ms, "When the person left." },
  { "overboard_note", string, "The reason for leaving." },
  { "onboard_city_code", string, "The city where the person starts, by code." },
  { "department", string { id_type = "department_id_type" }, "The department that recruits." },
  { "leader", string { id_type = "user_id_type" }, "The person's superior." },
  { "sequence", string { id_type = "job_family_id_type" }, "The family of jobs." },
  { "level", string { id_type = "job_level_id_type" }, "The job level." },
  { "employee_type", string { id_type = "employee_type_id_type" }, "Kind of employment." },
  { "job_requirement_id",
    id,
    "The requisition, by its id; `hire.job_requirement.list` lists them." },
  { "external_employment_id",
    id { hidden = true },
    "The employee in the other system, by its id there." },
}

local employee_conversion_info = object "employee_conversion_info" {
  { "actual_conversion_time?", time_ms, "When the probation really ended." },
}

local employee_overboard_info = object "employee_overboard_info" {
  { "actual_overboard_time?", time_ms, "When the person really left." },
  { "overboard_note?", string, "The reason for leaving." },
}

return {
  ["hire.employee.get"] = {
    doc = "Reads one employee.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/employee/get",
    get = "/open-apis/hire/v1/employees/:employee_id",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:employee:readonly", "hire:employee" },
    field_scopes = { common.user_id_scope },
    path = {
      { "employee_id",
        id,
        "The employee, by the id in Hire; `hire.employee.get_by_application` tells it." },
    },
    query = {
      common.user_id_type,
      types.department_id_type_or_admin,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    returns = {
      { "employee", employee, "The person once hired." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.employee.get_by_application"] = {
    doc = "Reads the employee that an application led to.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/employee/get_by_application",
    get = "/open-apis/hire/v1/employees/get_by_application",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:employee", "hire:employee:readonly" },
    field_scopes = { common.user_id_scope },
    query = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
      common.user_id_type,
      types.department_id_type_or_admin,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    returns = {
      { "employee", types.employee, "The person once hired." },
    },
    errors = { 1002001, 1002002, 1002903 },
  },

  ["hire.employee.patch"] = {
    doc = "Ends an employee's probation, lets them leave, or takes either back.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/employee/patch",
    patch = "/open-apis/hire/v1/employees/:employee_id",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:employee" },
    field_scopes = { common.user_id_scope },
    path = {
      { "employee_id",
        id,
        "The employee, by the id in Hire; `hire.employee.get_by_application` tells it." },
    },
    query = {
      common.user_id_type,
      types.department_id_type_or_admin,
      types.job_level_id_type_people_admin,
      types.job_family_id_type_people_admin_job_category,
      types.employee_type_id_type_people_admin,
    },
    body = {
      { "operation", integer {
        enum = {
          { 1, { en = "end the probation", zh = "转正" } },
          { 2, { en = "leave", zh = "离职" } },
          { 3, { en = "back to about to start", zh = "恢复至待入职" } },
          { 4, { en = "take back the leaving", zh = "撤销离职(恢复至已入职)" } },
          { 5, { en = "take back the end of probation", zh = "撤销转正(恢复至待转正)" } },
        },
      }, "The action." },
      { "conversion_info?",
        employee_conversion_info { conditional = true },
        "When the probation ended; for operation 1." },
      { "overboard_info?",
        employee_overboard_info { conditional = true },
        "When and why the person left; for operation 2." },
    },
    returns = {
      { "employee", employee, "The person once hired." },
    },
    errors = { 1002001, 1002002, 1002908, 1002905, 1002903, 1002902, 1002907, 1002910 },
  },
}
