-- SPDX-License-Identifier: MIT

--- Warns a chat when a candidate declines an offer.
local arguments = require "lark.arguments"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark listen --webhook warn_declined_offers.lua --to oc_... [OPTION...]

When a candidate declines an offer, this says so in a chat, with the candidate and the job.

  --to oc_...        the chat; the app's bot must be in it]], zh = [[
用法：lualark listen --webhook warn_declined_offers.lua --to oc_... [选项...]

候选人拒绝 Offer 时，在群中说明候选人和职位。

  --to oc_...        群的 chat_id；应用的机器人须在群中]] }

local WARNING = { en = "%s has declined the offer: %s", zh = "%s 已拒绝 Offer：%s" }
local DECLINED = 8

local known = { to = "", lang = report.languages }
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
if not given.to:find "^oc_" then
  return workflow.refused { en = "--to: a chat, such as oc_...", zh = "--to：须为群的 chat_id，如 oc_..." }
end
local client = assert(lark.client())

lark.events.on("hire.offer.status_changed_v1", function(event, header)
  if event.offer_status ~= DECLINED then return end
  local offer, unread = client.hire.offer.get { offer_id = event.offer_id }
  if not offer then return nil, unread end
  local about, unknown = client.hire.application.get_detail {
    application_id = offer.offer.application_id, options = { "with_job", "with_talent" } }
  if not about then return nil, unknown end
  local detail = about.application_detail
  return client.im.message.create {
    receive_id_type = "chat_id", receive_id = given.to, msg_type = "text",
    content = lark.encode { text = report.text(WARNING, given.lang):format(detail.talent.name,
      detail.job.name) },
    uuid = lark.key("warn_declined_offers", header.event_id),
  }
end, { key = function(event) return event.offer_id end })
