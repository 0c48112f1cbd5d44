-- SPDX-License-Identifier: MIT

--- Thanks the referrer of each new referral in a chat, when its application first moves.
local arguments = require "lark.arguments"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark listen --webhook greet_referrers.lua --to oc_... [OPTION...]

When an application moves to another stage and was referred, this thanks the referrer in a
chat, once for each referral.

  --to oc_...        the chat; the app's bot must be in it
  --days N           only referrals of the last N days (default: 30)
  --journal FILE     which referrals were thanked for (default: greet_referrers.db)]], zh = [[
用法：lualark listen --webhook greet_referrers.lua --to oc_... [选项...]

内推的投递进入其他阶段时，在群中感谢内推人，每次内推只感谢一次。

  --to oc_...        群的 chat_id；应用的机器人须在群中
  --days N           只处理最近 N 天的内推（默认：30）
  --journal FILE     记录已感谢的内推（默认：greet_referrers.db）]] }

local THANKS = { en = "Thank you for the referral, %s: the candidate has moved on.",
  zh = "感谢内推，%s：候选人已进入下一阶段。" }
local DAY_MS = 86400000

local known = { to = "", days = 30, journal = "greet_referrers.db", lang = report.languages }
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
if not given.to:find "^oc_" then
  return workflow.refused { en = "--to: a chat, such as oc_...", zh = "--to：须为群的 chat_id，如 oc_..." }
end
local journal = assert(lark.journal(given.journal))
local client = assert(lark.client { journal = journal })

lark.events.on("hire.application.stage_changed_v1", function(event)
  local found, unread = client.hire.referral.get_by_application {
    application_id = event.application_id, user_id_type = "open_id" }
  if not found then return nil, unread end
  local referral = found.referral
  if not referral or referral.create_time < os.time() * 1000 - given.days * DAY_MS then return end
  local at = ('<at user_id="%s"></at>'):format(referral.referral_user_id)
  -- The journal answers for a referral that was thanked for; the uuid covers a lost answer.
  return client.im.message.create({
    receive_id_type = "chat_id", receive_id = given.to, msg_type = "text",
    content = lark.encode { text = report.text(THANKS, given.lang):format(at) },
    uuid = lark.key("greet_referrers", referral.id),
  }, { row = referral.id })
end, { key = function(event) return event.application_id end })
