-- SPDX-License-Identifier: MIT

--- Types and parameters that the resources of Contact share.
local M = {}

M.untried = "From the SDKs and the documents alone; nobody here has called it."

M.department_id_type = {
  "department_id_type?",
  string { enum = { "open_department_id", "department_id" }, default = "open_department_id" },
  "The kind of department id in parameters and in the answer.",
}

function M.page(items, doc)
  return {
    { "items", items, doc },
    { "has_more", boolean, "Whether another page follows." },
    { "page_token", string, "Where the next page starts; absent on the last." },
  }
end

return M
