-- SPDX-License-Identifier: MIT

--- The error codes that any endpoint may answer with: those of the gateway, of
--- tokens and of apps.
---
--- `{ code, kind, reaction, "meaning", "what to do" }`; a range of codes reads
--- `{ { first, last }, ... }`. The kind is that of the error in Lua; where `param`
--- would be the natural one, it is `api`, as `param` is for what the client
--- refuses to send. The reaction is what the client does first:
---   fail             tells the caller
---   renew token      drops the tenant token, fetches one, sends the call again
---   renew app token  the same, with the app token before the tenant token
---   renew ticket     asks for a new app_ticket (store apps), sends the call again
---   hold             waits as long as the server says, sends the call again
---   repeat           sends again what is safe to repeat
local APPLY = "Apply for one of the listed scopes in the developer console, "
  .. "then publish a version of the app."

return {
  { 2200, "api", "repeat", "internal error of the platform", "Try again later." },
  { 5000, "api", "repeat", "internal error of the platform", "Try again later." },
  { 9499, "api", "fail", "a parameter is wrong",
    "Check the request against `lualark schema` and the endpoint's document." },
  { 10003, "config", "fail", "the app id or secret is missing or wrong",
    "Check LARK_APP_ID and LARK_APP_SECRET against the developer console." },
  { 10005, "config", "fail", "the app is not allowed to do this",
    "Check in the developer console that the app is enabled and of the right type." },
  { 10012, "auth", "renew ticket", "the app token could not be issued",
    "Check app_ticket; the platform sends a fresh one about hourly." },
  { 10013, "auth", "fail", "the tenant token could not be issued",
    "Check tenant_key, and that the tenant has installed the app." },
  { 10014, "config", "fail", "the app secret is wrong",
    "Check LARK_APP_SECRET against the developer console." },
  { 10015, "config", "fail", "the app id and secret do not match",
    "Check LARK_APP_ID and LARK_APP_SECRET against the developer console." },
  { 10016, "config", "fail", "the app is disabled",
    "Enable the app in the developer console." },
  { 20002, "config", "fail", "the app secret is wrong",
    "Check LARK_APP_SECRET against the developer console." },
  { 20013, "auth", "renew token", "the tenant token is invalid",
    "Check that the app is installed in this tenant." },
  { 20014, "auth", "renew app token", "the app token is invalid",
    "Check app_ticket and the app's credentials." },
  { 55001, "api", "repeat", "internal error of the platform", "Try again later." },

  { 99991201, "api", "fail", "the path does not exist", "Check the path of the request." },
  { 99991301, "api", "fail", "the method is wrong for this path", "Check the method of the request." },
  { 99991400, "rate_limit", "hold", "too many requests",
    "Other programs use this app's allowance too; lower the pace with `limits`." },
  { 99991401, "permission", "fail", "this address is not in the app's allow-list",
    "Add the address to the IP allow-list in the developer console; token calls are exempt from it." },
  { 99991403, "permission", "fail", "the month's quota of calls is used up",
    "Wait for next month or raise the tenant's quota; repeating does not help." },
  { 99991543, "config", "fail", "the app id or secret is wrong",
    "Check LARK_APP_ID and LARK_APP_SECRET against the developer console." },
  { 99991661, "auth", "renew token", "the token is missing", "Check the client's credentials." },
  { 99991662, "permission", "fail", "the app is stopped", "Enable the app in the administration console." },
  { 99991663, "auth", "renew token", "the tenant token is invalid or expired",
    "Check that base_url belongs to the app's tenant and the app is installed." },
  { 99991664, "auth", "renew app token", "the app token is invalid or expired",
    "Check app_ticket and the app's credentials." },
  { 99991665, "auth", "renew token", "the tenant token is invalid", "Check that the app is installed in this tenant." },
  { 99991671, "auth", "renew token", "the token is malformed", "Check tenant_access_token: it starts with `t-`." },
  { 99991672, "permission", "fail", "the app lacks a scope",
    APPLY },
  { 99991673, "permission", "fail", "the app is not installed in this tenant",
    "Have the tenant's administrator install it." },
  { 99991676, "permission", "fail", "the token lacks a scope",
    APPLY },
  { 99991679, "permission", "fail", "the user has not granted a scope",
    APPLY },
  { { 99992351, 99992381 }, "api", "fail", "an id is of the wrong kind, app or tenant",
    "Check user_id_type and that the id comes from this app and tenant." },
  { 99992402, "api", "fail", "a parameter is wrong",
    "See field_violations; check the values against `lualark schema`." },
}
