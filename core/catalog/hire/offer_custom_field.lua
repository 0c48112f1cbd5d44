-- SPDX-License-Identifier: MIT

--- Custom fields of the offer form.
local common = import "common/types"

local offer_custom_field_config_option = object "offer_custom_field_config_option" {
  { "name", common.i18n_given, "The choice's name, as people see it." },
}

local offer_custom_field_config = object "offer_custom_field_config" {
  { "options?", array(offer_custom_field_config_option), "The choices." },
}

return {
  ["hire.offer_custom_field.update"] = {
    doc = "Changes a custom field of the offer form.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/offer_custom_field/update",
    put = "/open-apis/hire/v1/offer_custom_fields/:offer_custom_field_id",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:offer_selection_object" },
    path = {
      { "offer_custom_field_id", id, "The custom field of the offer form, by its id." },
    },
    body = {
      { "name", common.i18n_given, "The offer custom field's name, as people see it." },
      { "config?", offer_custom_field_config, "The settings." },
    },
    errors = { 1002001, 1002002, 1002065 },
  },
}
