-- SPDX-License-Identifier: MIT

--- The fields that a talent has.
local common = import "common/types"
local enums = import "hire/enums"
local forms = import "hire/types.form"

local common_schema_setting = object "common_schema_setting" {
  { "object_type",
    integer { enum = enums.object_type_of_v2_talent },
    "How the field is filled in." },
  { "config", forms.common_schema_config, "The settings." },
}

local common_schema_child = object "common_schema_child" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "setting", common_schema_setting, "How the field is set up." },
  { "parent_id", id, "The field that it stands below, by id." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
}

local common_schema = object "common_schema" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "description", common.i18n, "A description in plain text." },
  { "setting", common_schema_setting, "How the field is set up." },
  { "is_customized", boolean, "Whether the company added it." },
  { "is_required", boolean, "Whether it has to be filled in." },
  { "active_status",
    integer { enum = enums.active_status_of_interview_registration_schema },
    "Whether it is in use." },
  { "children_list", array(common_schema_child), "The fields below it." },
}

return {
  ["hire.talent_object.query"] = {
    doc = "Lists the fields that a talent has, custom ones too.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/talent_object/query",
    get = "/open-apis/hire/v1/talent_objects/query",
    limits = { "10/s" },
    scopes = { "hire:talent:readonly", "hire:talent" },
    returns = {
      { "items", array(common_schema), "The rows of the page." },
    },
    errors = { 1002001, 1002002 },
  },
}
