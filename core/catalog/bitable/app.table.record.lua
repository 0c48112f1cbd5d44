-- SPDX-License-Identifier: MIT

--- Records: the rows of a table.
---
--- A cell is what its field asks for: text a string, number a number, single choice a
--- string, choices a list of strings, date an integer of milliseconds, checkbox a
--- boolean, person a list of { id }, link { text, link }, file a list of { file_token }.
local common = import "common/types"
local types = import "bitable/types"

local cells = map(any)

local record = object "record" {
  { "record_id", id, "The row, by its id." },
  { "fields", cells, "The cells, by the name of their column." },
}

local consistency = {
  "ignore_consistency_check?", boolean, "Whether reading may lag behind the write.",
}

local client_token = {
  "client_token?", string, "Your own key, a UUID: a repeat with the same one is done once.",
}

local sort = object "sort" {
  { "field_name?", string, "The column to sort by." },
  { "desc?", boolean, "Whether the largest comes first." },
}

local condition = object "condition" {
  { "field_name", string, "The column to compare." },
  { "operator", string {
    enum = {
      "is", "isNot", "contains", "doesNotContain", "isEmpty", "isNotEmpty", "isGreater",
      "isGreaterEqual", "isLess", "isLessEqual", "like", "in",
    },
  }, "How the cell is compared." },
  { "value?", array(string), "The value to compare with." },
}

local conjunction = {
  "conjunction", string { enum = { "and", "or" } }, "Whether all conditions have to hold, or one.",
}

local filter = object "filter" {
  conjunction,
  { "conditions?", array(condition), "Conditions that rows have to meet." },
  { "children?", array(object "children_filter" {
    conjunction,
    { "conditions?", array(condition), "Conditions that hold within the group." },
  }), "Groups of conditions, one level deep." },
}

return {
  ["bitable.app.table.record.create"] = {
    doc = "Adds a row.",
    post = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records",
    key = "client_token",
    tokens = types.tokens, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = types.table,
    query = { common.user_id_type, client_token, consistency },
    body = { { "fields", cells, "The cells, by the name of their column." } },
    returns = { { "record", record, "The row as it was written." } },
  },

  ["bitable.app.table.record.batch_create"] = {
    doc = "Adds up to 1000 rows at once; not to a table that is synchronized.",
    post = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/batch_create",
    key = "client_token",
    limits = { "50/s" }, scopes = { "base:record:create", "bitable:app" },
    tokens = types.tokens, unverified = types.untried,
    path = types.table,
    query = { common.user_id_type, client_token, consistency },
    body = {
      { "records", array(object "new_record" {
        { "fields", cells, "The cells, by the name of their column." },
      }) { min_items = 1, max_items = 1000 }, "The rows to add." },
    },
    returns = { { "records", array(record), "The rows as they were written." } },
  },

  ["bitable.app.table.record.batch_update"] = {
    doc = "Changes up to 1000 rows at once.",
    post = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/batch_update",
    tokens = types.tokens, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = types.table,
    query = { common.user_id_type, consistency },
    body = {
      { "records", array(object "changed_record" {
        { "record_id", id, "The row to change, by its id." },
        { "fields", cells, "The cells to change, by the name of their column." },
      }) { min_items = 1, max_items = 1000 }, "The rows to change." },
    },
    returns = { { "records", array(record), "The rows as they were written." } },
  },

  ["bitable.app.table.record.search"] = {
    doc = "Lists rows, filtered and sorted.",
    post = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/search",
    repeatable = true, -- a POST that only reads
    limits = { "20/s" }, scopes = { "base:record:retrieve", "bitable:app", "bitable:app:readonly" },
    tokens = types.tokens, unverified = types.untried,
    path = types.table,
    query = { types.page_size(500), common.page_token, common.user_id_type },
    body = {
      { "view_id?", id, "Only rows of this view, by its id." },
      { "field_names?", array(string), "Only these columns." },
      { "sort?", array(sort), "The order of the rows." },
      { "filter?", filter, "Conditions for the rows." },
      { "automatic_fields?", boolean, "Whether rows come with their authors and last editors." },
    },
    returns = types.page(array(record), "The rows."),
  },

  ["bitable.app.table.record.list"] = {
    doc = "Lists rows in the older way; search replaces it.",
    get = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records",
    deprecated = "Use bitable.app.table.record.search.",
    superseded_by = "bitable.app.table.record.search",
    tokens = types.tokens, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = types.table,
    query = {
      types.page_size(500), common.page_token, common.user_id_type,
      { "filter?", string, "A condition for the rows, as an expression." },
      { "view_id?", id, "Only rows of this view, by its id." },
    },
    returns = types.page(array(record), "The rows."),
  },
}
