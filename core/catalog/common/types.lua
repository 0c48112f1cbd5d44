-- SPDX-License-Identifier: MIT

--- Types and parameters that endpoints of every family share.
local M = {}

M.i18n = object "i18n" {
  { "zh_cn", string, "In Chinese." },
  { "en_us", string, "In English." },
}

--- The same, given: either language will do.
M.i18n_given = object "i18n" {
  { "zh_cn?", string, "In Chinese." },
  { "en_us?", string, "In English." },
}

M.user_id_scope = "contact:user.employee_id:readonly"

--- The kinds of user id that every endpoint knows.
M.user_id_kinds = {
  { "open_id", { en = "a user within one app", zh = "应用内的用户" } },
  { "union_id", { en = "a user within one developer's apps", zh = "开发商内的用户" } },
  { "user_id", { en = "a user within the tenant; needs " .. M.user_id_scope, zh = "租户内的用户" } },
}

M.user_id_type = {
  "user_id_type?",
  string { enum = M.user_id_kinds, default = "open_id" },
  "The kind of user id in parameters and in the answer.",
}

--- The two parameters of every paged endpoint.
function M.page_size(default, max)
  return { "page_size?", integer { default = default, min = 1, max = max }, "Rows per page." }
end

M.page_token = {
  "page_token?", string,
  "The `page_token` that the page before returned; none for the first page.",
}

function M.paging(default, max)
  return M.page_size(default, max), M.page_token
end

return M
