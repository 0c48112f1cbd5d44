-- SPDX-License-Identifier: MIT

--- What the platform's error codes mean, and what each asks of a client.
---
--- `{ code, kind, reaction, "meaning", "what to do" }`; `{ { first, last }, ... }`
--- for a range. Kinds are those of an error in Lua. Reactions:
---   fail       tell the caller
---   token      drop the tenant token, fetch one, send once more
---   app_token  the same, for the app token and then the tenant token
---   ticket     ask for a new app_ticket (store apps), then send once more
---   wait       the endpoint is over its limit: wait, send again
---   again      trouble on the server: send again what is safe to repeat
---
--- Where `param` would be the natural kind, `api` stands: `param` is for what
--- the client refused to send.
local APPLY = "Apply for one of the listed scopes in the developer console, "
  .. "then publish a version of the app."

return {
  { 2200, "api", "again", "internal error of the platform", "Try again later." },
  { 5000, "api", "again", "internal error of the platform", "Try again later." },
  { 9499, "api", "fail", "a parameter is wrong",
    "Check the request against `lualark schema` and the endpoint's document." },
  { 10003, "config", "fail", "the app id or secret is missing or wrong",
    "Check LARK_APP_ID and LARK_APP_SECRET against the developer console." },
  { 10005, "config", "fail", "the app is not allowed to do this",
    "Check in the developer console that the app is enabled and of the right type." },
  { 10012, "auth", "ticket", "the app token could not be issued",
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
  { 20013, "auth", "token", "the tenant token is invalid",
    "Check that the app is installed in this tenant." },
  { 20014, "auth", "app_token", "the app token is invalid",
    "Check app_ticket and the app's credentials." },
  { 55001, "api", "again", "internal error of the platform", "Try again later." },

  { 1002001, "api", "again", "internal error of Hire", "Try again later; if it stays, give support the log id." },
  { 1002002, "api", "fail", "a parameter is wrong",
    "Check the values against `lualark schema` and the endpoint's document." },
  { 1002102, "api", "fail", "the talent does not exist", "Check talent_id." },
  { 1002509, "api", "fail", "the job post is not published on the website",
    "Check in Hire that the post of job_post_id is published." },
  { 1002551, "api", "fail", "the user of the bonus account does not exist", "Check the referrer." },
  { 1002552, "api", "fail", "the user of the bonus account is not unique", "Check the referrer's mobile and e-mail." },
  { 1002553, "api", "fail", "the bonus account does not exist",
    "Check referral_account_id; accounts are registered first." },
  { 1002555, "api", "fail", "the bonus account is disabled", "Enable the account in Hire first." },

  { 99991201, "api", "fail", "the path does not exist", "Check the path of the request." },
  { 99991301, "api", "fail", "the method is wrong for this path", "Check the method of the request." },
  { 99991400, "rate_limit", "wait", "too many requests",
    "Other programs use this app's allowance too; lower the pace with `limits`." },
  { 99991401, "permission", "fail", "this address is not in the app's allow-list",
    "Add the address to the IP allow-list in the developer console; token calls are exempt from it." },
  { 99991403, "permission", "fail", "the month's quota of calls is used up",
    "Wait for next month or raise the tenant's quota; repeating does not help." },
  { 99991543, "config", "fail", "the app id or secret is wrong",
    "Check LARK_APP_ID and LARK_APP_SECRET against the developer console." },
  { 99991661, "auth", "token", "the token is missing", "Check the client's credentials." },
  { 99991662, "permission", "fail", "the app is stopped", "Enable the app in the administration console." },
  { 99991663, "auth", "token", "the tenant token is invalid or expired",
    "Check that base_url belongs to the app's tenant and the app is installed." },
  { 99991664, "auth", "app_token", "the app token is invalid or expired",
    "Check app_ticket and the app's credentials." },
  { 99991665, "auth", "token", "the tenant token is invalid", "Check that the app is installed in this tenant." },
  { 99991671, "auth", "token", "the token is malformed", "Check tenant_access_token: it starts with `t-`." },
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
