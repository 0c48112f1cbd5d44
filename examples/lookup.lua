-- SPDX-License-Identifier: MIT

-- A script for epoll_host: looks up the bonus account of the id on each line. Each
-- event runs in its own task, so many lines wait for their answers at once.
local lark = require "lark"
local client = assert(lark.client())

lark.on("line", function(id)
  local data, err = client.hire.referral_account.get_account_assets { referral_account_id = id }
  print(id, data and data.account.assets.confirmed_bonus.point_bonus or err.msg)
end)
