-- ends: error x
-- The script decides what the fields of an error hold.
local lark = require "lark"
local e = lark.error { kind = "api", msg = ("x"):rep(10000), hint = {}, code = "1e400",
  http_status = 2 ^ 80, attempts = -1, retryable = print, endpoint = 1 }
tostring(e)
error(e)
