-- SPDX-License-Identifier: MIT

--- Types and parameters that several resources share.
local M = {}

M.i18n = object "i18n" {
  { "zh_cn", string, "In Chinese." },
  { "en_us", string, "In English." },
}

M.id_name = object "id_name_object" {
  { "id", id, "The id." },
  { "name", M.i18n, "The name." },
}

M.code_name = object "code_name_object" {
  { "code", string, "The platform's code of the place." },
  { "name", M.i18n, "The name." },
}

M.address = object "common_address" {
  { "id", id, "Address id." },
  { "name", M.i18n, "Name of the address." },
  { "district", M.code_name, "District." },
  { "city", M.code_name, "City." },
  { "state", M.code_name, "Province or state." },
  { "country", M.code_name, "Country or region." },
}

--- An `id_name` whose id is of the kind that a parameter asks for.
function M.id_name_by(param)
  return object "id_name_object" {
    { "id", id { id_type = param }, "The id, of the kind that `" .. param .. "` names." },
    { "name", M.i18n, "The name." },
  }
end

M.person = M.id_name_by "user_id_type"

M.user_id_scope = "contact:user.employee_id:readonly"

local user_id_kinds = {
  { "open_id", "a user within one app", "应用内的用户" },
  { "union_id", "a user within one developer's apps", "开发商内的用户" },
  { "user_id", "a user within the tenant; needs " .. M.user_id_scope, "租户内的用户" },
}

M.user_id_type = {
  "user_id_type?",
  string { enum = user_id_kinds, default = "open_id" },
  "Which kind of id stands for a user, in the answer too.",
}

--- With a fourth kind, which only some endpoints know.
M.user_id_type_or_admin = {
  "user_id_type?",
  string {
    enum = {
      user_id_kinds[1], user_id_kinds[2], user_id_kinds[3],
      { "people_admin_id", "a user of the people administration", "人力系统的用户" },
    },
    default = "open_id",
  },
  "Which kind of id stands for a user, in the answer too.",
}

--- Paging, as every paged endpoint does it.
function M.paging(default, max)
  return
    { "page_size?", integer { default = default, min = 1, max = max }, "Rows per page." },
    { "page_token?", string, "Where the page starts: the `page_token` of the page before; none for the first." }
end

return M
