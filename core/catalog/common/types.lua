-- SPDX-License-Identifier: MIT

--- Types and parameters that endpoints of every family share.
local M = {}

M.i18n = object "i18n" {
  { "zh_cn", string, "In Chinese." },
  { "en_us", string, "In English." },
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
  "Which kind of id stands for a user, in the answer too.",
}

--- The two parameters of every paged endpoint.
function M.paging(default, max)
  return
    { "page_size?", integer { default = default, min = 1, max = max }, "Rows per page." },
    { "page_token?", string, "Where the page starts: the `page_token` of the page before; none for the first." }
end

return M
