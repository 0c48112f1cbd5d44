-- ends: done [null,true,null]
local lark = require "lark"
local client, err = lark.client()
local ok, other = pcall(lark.client, { app_id = "x", app_secret = "y" })
return { client or lark.null, tostring(err):find("client") ~= nil,
  ok and other or lark.null }
