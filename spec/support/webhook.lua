-- SPDX-License-Identifier: MIT

--- Requests as the platform sends them to an app's address for events, made by the openssl
--- command: it shares no code with what is tested.
local process = require "support.process"

local M = {}

M.KEY = "made-up encrypt key"
M.TOKEN = "made-up verification token"
M.NOW = 1615813148 -- seconds

-- The standard output of a command that must succeed.
local function run(words, input)
  local ended = process.run(words, { input = input })
  assert(ended.status == 0, ended.err)
  return ended.out
end

local function hex_of(bytes)
  return (bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end

--- SHA-256 as hexadecimal digits.
function M.sha256(bytes)
  return run({ "openssl", "dgst", "-sha256", "-r" }, bytes):match "^%x+"
end

--- Base64 in one line.
function M.base64(bytes)
  return (run({ "openssl", "base64", "-A" }, bytes):gsub("\n", ""))
end

--- IV and AES-256-CBC of a text, as bytes.
--- @param text string
--- @param options? { key?: string, padded?: boolean }  padded = false: whole blocks as they are
function M.encrypt(text, options)
  options = options or {}
  local iv = "0123456789abcdef"
  local words = { "openssl", "enc", "-aes-256-cbc", "-K", M.sha256(options.key or M.KEY), "-iv",
    hex_of(iv) }
  if options.padded == false then words[#words + 1] = "-nopad" end
  return iv .. run(words, text)
end

--- The body of an encrypted request.
function M.encrypted(text, options)
  return ('{"encrypt":"%s"}'):format(M.base64(M.encrypt(text, options)))
end

--- The headers of a signed request, in the case that a server may give them.
--- @param body string
--- @param options? { key?: string, sent?: integer|string, nonce?: string }
function M.headers(body, options)
  options = options or {}
  local sent, nonce = tostring(options.sent or M.NOW), options.nonce or "n0nce"
  return {
    ["x-lark-request-timestamp"] = sent, ["X-LARK-Request-Nonce"] = nonce,
    ["X-Lark-Signature"] = M.sha256(sent .. nonce .. (options.key or M.KEY) .. body),
    ["content-type"] = "application/json",
  }
end

--- An event of schema 2.0, as text.
function M.event(token)
  return ([[{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02",
"event_type":"hire.application.stage_changed_v1","create_time":"1615813148349","token":"%s",
"app_id":"cli_9dbb2dd6f5e0d104","tenant_key":"2d3aa0bc8d8f575d"},"event":{"application_id":
"6920000000000000001","origin_stage_id":"1","target_stage_id":"2","update_time":1615813148340}}]])
    :format(token or M.TOKEN)
end

--- An event in the older form.
function M.old_event(token)
  return ([[{"uuid":"41b5f371157e3d5341b38b20396e77e3","token":"%s","ts":"1502199207.7171419",
"type":"event_callback","event":{"type":"app_ticket","app_id":"cli_9dbb2dd6f5e0d104",
"app_ticket":"made-up ticket"}}]]):format(token or M.TOKEN)
end

--- The check of an address.
function M.challenge(token)
  return ('{"challenge":"ajls384kdjx98XX","token":"%s","type":"url_verification"}')
    :format(token or M.TOKEN)
end

return M
