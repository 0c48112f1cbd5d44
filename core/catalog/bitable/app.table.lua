-- SPDX-License-Identifier: MIT

--- The tables of a document, and their columns.
local common = import "common/types"
local types = import "bitable/types"

local one_table = object "table" {
  { "table_id", id, "The table, by its id." },
  { "revision", integer, "How often the table was changed." },
  { "name", string, "The table's name, as people see it." },
}

local column = object "field" {
  { "field_id", id, "The column, by its id." },
  { "field_name", string, "The column's name, which cells go by." },
  { "type", integer, "Kind of the column's cells." },
  { "property", map(any), "More about the cells, such as the choices." },
  { "is_primary", boolean, "Whether it is the first column." },
}

return {
  ["bitable.app.table.list"] = {
    doc = "Lists the tables of a document.",
    get = "/open-apis/bitable/v1/apps/:app_token/tables",
    tokens = types.tokens, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = types.app,
    query = { types.page_size(100), common.page_token },
    returns = types.page(array(one_table), "The tables."),
  },

  ["bitable.app.table.field.list"] = {
    doc = "Lists the columns of a table: needed before cells are written.",
    get = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/fields",
    tokens = types.tokens, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = types.table,
    query = {
      types.page_size(100), common.page_token,
      { "view_id?", id, "Only columns of this view, by its id." },
      { "text_field_as_array?", boolean, "Whether descriptions come in pieces." },
    },
    returns = types.page(array(column), "The columns."),
  },
}
