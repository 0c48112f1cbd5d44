-- SPDX-License-Identifier: MIT

--- The company's departments.
local common = import "common/types"
local types = import "contact/types"

local scopes = { "contact:contact.base:readonly" }

local department = object "department" {
  { "name", string, "The department's name, as people see it." },
  { "i18n_name", map(string), "Its name, by language." },
  { "parent_department_id", id, "The department above it, by id." },
  { "department_id", id, "Its id, which the company chose." },
  { "open_department_id", id, "Its id, which the platform made." },
  { "leader_user_id", id { id_type = "user_id_type" }, "The head of the department, by user id." },
  { "member_count", integer, "Number of people in it." },
  { "leaders", array(object "department_leader" {
    { "leaderType", integer, "Whether it is the first leader or a deputy." },
    { "leaderID", id { id_type = "user_id_type" }, "The head, by user id." },
  }), "The heads of the department, deputies too." },
}

return {
  ["contact.department.batch"] = {
    doc = "Reads several departments.",
    get = "/open-apis/contact/v3/departments/batch",
    scopes = scopes, unknown = { "limits", "scopes" }, unverified = types.untried,
    query = {
      { "department_ids", array(id) { min_items = 1, max_items = 50 },
        "The departments to read, by id." },
      types.department_id_type, common.user_id_type,
    },
    returns = { { "items", array(department), "One entry for each department." } },
  },

  ["contact.department.get"] = {
    doc = "Reads one department.",
    get = "/open-apis/contact/v3/departments/:department_id",
    scopes = scopes, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = { { "department_id", id, "The department to read, by its id." } },
    query = { types.department_id_type, common.user_id_type },
    returns = { { "department", department, "Everything about it." } },
  },

  ["contact.department.children"] = {
    doc = "Lists the departments below one.",
    get = "/open-apis/contact/v3/departments/:department_id/children",
    scopes = scopes, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = { { "department_id", id, "Below which one, by its id; 0 is the company." } },
    query = {
      { "fetch_child?", boolean, "Whether those below the ones below are listed too." },
      { "page_size?", integer { min = 1, max = 50 }, "Rows per page." },
      common.page_token, types.department_id_type, common.user_id_type,
    },
    returns = types.page(array(department), "The departments."),
  },

  ["contact.department.search"] = {
    doc = "Finds departments by name, as far as the user can see them.",
    post = "/open-apis/contact/v3/departments/search",
    repeatable = true, -- a POST that only reads
    token = "user",
    scopes = scopes, unknown = { "limits", "scopes" }, unverified = types.untried,
    query = {
      { "page_size?", integer { min = 1, max = 50 }, "Rows per page." },
      common.page_token, types.department_id_type, common.user_id_type,
    },
    body = { { "query", string, "A word of the name." } },
    returns = types.page(array(department), "The departments."),
  },
}
