-- SPDX-License-Identifier: MIT

--- The company's people.
local common = import "common/types"
local types = import "contact/types"

local scopes = { "contact:contact.base:readonly" }

local user = object "user" {
  { "open_id", id, "The user within this app." },
  { "union_id", id, "The user within one developer's apps." },
  { "user_id", id { scopes = { common.user_id_scope } }, "The user within the company." },
  { "name", string, "The user's name, as people see it." },
  { "en_name", string, "Name of the user in English." },
  { "email", string, "E-mail address." },
  { "mobile", string, "Mobile number." },
  { "department_ids", array(id), "The user's departments, by id." },
  { "leader_user_id", id { id_type = "user_id_type" }, "The user's superior, by id." },
}

return {
  ["contact.user.batch_get_id"] = {
    doc = "Finds people by e-mail address or mobile number.",
    post = "/open-apis/contact/v3/users/batch_get_id",
    repeatable = true, -- a POST that only reads
    limits = { "50/s", "1000/min" }, scopes = { "contact:user.id:readonly" },
    unverified = types.untried,
    query = { common.user_id_type },
    body = {
      { "emails?", array(string) { max_items = 50 }, "E-mail addresses; not those of the company's own mail." },
      { "mobiles?", array(string) { max_items = 50 }, "Mobile numbers, with + and the country code abroad." },
      { "include_resigned?", boolean, "Whether people who left are found too." },
    },
    returns = {
      { "user_list", array(object "user_contact_info" {
        { "user_id", id { id_type = "user_id_type" },
          "The person's id; absent where nobody was found." },
        { "mobile", string, "The mobile number that was asked for." },
        { "email", string, "The e-mail address that was asked for." },
        { "status", map(boolean), "Whether the user is active, frozen or gone." },
      }), "One entry for each address and number." },
    },
  },

  ["contact.user.batch"] = {
    doc = "Reads several people.",
    get = "/open-apis/contact/v3/users/batch",
    limits = { "50/s", "1000/min" }, scopes = scopes, unverified = types.untried,
    query = {
      { "user_ids", array(id) { min_items = 1, max_items = 50 }, "The people to read, by id." },
      common.user_id_type, types.department_id_type,
    },
    returns = { { "items", array(user), "The people." } },
  },

  ["contact.user.get"] = {
    doc = "Reads one person.",
    get = "/open-apis/contact/v3/users/:user_id",
    scopes = scopes, unknown = { "limits", "scopes" }, unverified = types.untried,
    path = {
      { "user_id", id, "The person to read, by the kind of id that `user_id_type` names." },
    },
    query = { common.user_id_type, types.department_id_type },
    returns = { { "user", user, "The person's particulars." } },
  },

  ["contact.user.find_by_department"] = {
    doc = "Lists the people of a department.",
    get = "/open-apis/contact/v3/users/find_by_department",
    scopes = scopes, unknown = { "limits", "scopes" }, unverified = types.untried,
    query = {
      { "department_id", id, "The department whose people are listed, by its id." },
      { "page_size?", integer { min = 1, max = 50 }, "Rows per page." },
      common.page_token, common.user_id_type, types.department_id_type,
    },
    returns = types.page(array(user), "The people."),
  },
}
