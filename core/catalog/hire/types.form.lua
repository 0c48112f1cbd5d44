-- SPDX-License-Identifier: MIT

--- Parts of forms: the fields that a company gives its records.
local common = import "common/types"
local enums = import "hire/enums"
local M = {}

M.common_schema_option = object "common_schema_option" {
  { "key", string, "Name for programs; it stays when the shown one changes." },
  { "name", common.i18n, "The choice's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

M.common_schema_config = object "common_schema_config" {
  { "options", array(M.common_schema_option), "The choices." },
}

M.common_schema_setting = object "common_schema_setting" {
  { "object_type",
    integer { enum = enums.object_type_of_interview_registration_schema },
    "How the field is filled in." },
  { "config", M.common_schema_config, "The settings." },
}

M.common_schema_child = object "common_schema_child" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "parent_id", id, "The field that it stands below, by id." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "is_visible", boolean, "Whether it is shown." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

M.common_schema = object "common_schema" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "is_visible", boolean, "Whether it is shown." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "children_list", array(M.common_schema_child), "The fields below it." },
}

M.common_schema_child_read = object "common_schema_child" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "parent_id", id, "The field that it stands below, by id." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

M.common_schema_read = object "common_schema" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "setting", M.common_schema_setting, "How the field is set up." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "children_list", array(M.common_schema_child_read), "The fields below it." },
}

M.registration_schema = object "registration_schema" {
  { "id", id, "Id of the registration schema." },
  { "name", string, "The registration schema's name, as people see it." },
  { "scenarios", array(integer { enum = enums.scenario }), "Where the form is used." },
  { "objects", array(M.common_schema), "The fields of the form." },
}

return M
