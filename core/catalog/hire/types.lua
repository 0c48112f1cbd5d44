-- SPDX-License-Identifier: MIT

--- Types and parameters that the resources of Hire share.
local common = import "common/types"

local M = {}

M.id_name = object "id_name_object" {
  { "id", id, "The id." },
  { "name", common.i18n, "The name." },
}

M.code_name = object "code_name_object" {
  { "code", string, "The platform's code of the place." },
  { "name", common.i18n, "The name." },
}

M.address = object "common_address" {
  { "id", id, "Address id." },
  { "name", common.i18n, "Name of the address." },
  { "district", M.code_name, "District." },
  { "city", M.code_name, "City." },
  { "state", M.code_name, "Province or state." },
  { "country", M.code_name, "Country or region." },
}

--- An `id_name` whose id is of the kind that a parameter asks for.
function M.id_name_by(param)
  return object "id_name_object" {
    { "id", id { id_type = param }, "The id, of the kind that `" .. param .. "` names." },
    { "name", common.i18n, "The name." },
  }
end

M.person = M.id_name_by "user_id_type"

--- The kind of user id, with a fourth kind that only some endpoints know.
M.user_id_type_or_admin = {
  "user_id_type?",
  string {
    enum = {
      common.user_id_kinds[1], common.user_id_kinds[2], common.user_id_kinds[3],
      { "people_admin_id", { en = "a user of the people administration", zh = "人力系统的用户" } },
    },
    default = "open_id",
  },
  "The kind of user id in parameters and in the answer.",
}

return M
