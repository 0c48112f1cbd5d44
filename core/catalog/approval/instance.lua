-- SPDX-License-Identifier: MIT

--- Approvals: what people ask others to agree to.
local untried = "From the SDKs and the documents alone; nobody here has called it."

local approvers = array(object "node_approver" {
  { "key?", string, "The step, by its key." },
  { "value?", array(id), "The approvers, by id." },
})

return {
  ["approval.instance.create"] = {
    doc = "Asks for an approval.",
    post = "/open-apis/approval/v4/instances",
    key = "uuid",
    unknown = { "limits", "scopes" }, unverified = untried,
    body = {
      { "approval_code", string, "Kind of approval, by its code." },
      { "form", string, "The values of the form, as JSON in a string." },
      { "user_id?", id { conditional = true },
        "The person who asks, by the id within the company." },
      { "open_id?", id { conditional = true }, "The person who asks, by the id within the app." },
      { "department_id?", id, "The asker's department that the approval is for." },
      { "node_approver_user_id_list?", approvers, "Approvers of steps, by ids within the company." },
      { "node_approver_open_id_list?", approvers, "Approvers of steps, by ids within the app." },
      { "uuid?", string, "Your own key: a repeat with the same one is done once." },
    },
    returns = {
      { "instance_code", string, "The approval that was asked for, by its code." },
      { "instance_link", string, "Where the approval can be seen." },
    },
  },
}
