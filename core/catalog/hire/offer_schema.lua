-- SPDX-License-Identifier: MIT

--- The forms of offers, in the older form.
local common = import "common/types"
local enums = import "hire/enums"

local option_list = object "option_list" {
  { "name", common.i18n, "The choice's name, as people see it." },
  { "index", integer, "Where it stands in the list." },
  { "active_status", integer { enum = enums.value_type }, "Whether it is in use." },
}

local object_list = object "object_list" {
  { "id", id, "Id of the field." },
  { "name", common.i18n, "The field's name, as people see it." },
  { "type", string {
    enum = {
      "text", "long_text", "select", "multi_select", "date_select", "number",
    },
  }, "How the field is filled in." },
  { "is_customized", boolean, "Whether the company added it." },
  { "option_list", array(option_list), "The choices." },
}

return {
  ["hire.offer_schema.get"] = {
    doc = "Reads the fields of one offer form.",
    get = "/open-apis/hire/v1/offer_schemas/:offer_schema_id",
    limits = {},
    scopes = { "hire:offer_schema:readonly" },
    deprecated = "Use hire.offer_application_form.get.",
    superseded_by = "hire.offer_application_form.get",
    unknown = { "apps", "errors", "limits" },
    path = {
      { "offer_schema_id", id, "The offer form, by its id." },
    },
    returns = {
      { "id", id, "Id of the offer schema." },
      { "scenario", integer { enum = { 1 }, open = true }, "Where the form is used." },
      { "version", integer, "The form's revision." },
      { "object_list", array(object_list), "The fields of the form." },
    },
  },
}
