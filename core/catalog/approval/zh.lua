-- SPDX-License-Identifier: MIT

--- The documents of this family in Chinese.
return {
  -- approval/instance.lua
  ["The step, by its key."] = "审批节点的 key。",
  ["The approvers, by id."] = "审批人 ID 列表。",
  ["Asks for an approval."] = "发起审批。",
  ["Kind of approval, by its code."] = "审批定义 Code，表示审批的类型。",
  ["The values of the form, as JSON in a string."] = "审批表单的值，JSON 字符串。",
  ["The person who asks, by the id within the company."] = "审批发起人在企业内的 ID。",
  ["The person who asks, by the id within the app."] = "审批发起人在应用内的 ID。",
  ["The asker's department that the approval is for."] = "审批所属的发起人部门 ID。",
  ["Approvers of steps, by ids within the company."] = "各审批节点的审批人，使用企业内的 ID。",
  ["Approvers of steps, by ids within the app."] = "各审批节点的审批人，使用应用内的 ID。",
  ["The approval that was asked for, by its code."] = "发起的审批实例 Code。",
  ["Where the approval can be seen."] = "审批实例的查看链接。",
}
