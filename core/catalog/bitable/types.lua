-- SPDX-License-Identifier: MIT

--- Types and parameters that the resources of Bitable share.
local M = {}

M.tokens = { "tenant", "user" }
M.untried = "From the SDKs and the documents alone; nobody here has called it."

M.app = { { "app_token", id, "The document, by the token in its address." } }

M.table = {
  M.app[1],
  { "table_id", id, "The table, by its id; bitable.app.table.list lists them." },
}

function M.page_size(max)
  return { "page_size?", integer { min = 1, max = max }, "Rows per page." }
end

function M.page(items, doc)
  return {
    { "items", items, doc },
    { "has_more", boolean, "Whether another page follows." },
    { "page_token", string, "Where the next page starts; absent on the last." },
    { "total", integer, "Number of all rows." },
  }
end

return M
