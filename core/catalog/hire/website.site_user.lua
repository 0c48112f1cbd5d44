-- SPDX-License-Identifier: MIT

--- The users of a careers website.
local website_user = object "website_user" {
  { "user_id", id, "The website's user, by id." },
  { "name", string, "The user's name, as people see it." },
  { "email", string, "E-mail address." },
  { "external_id", id, "Your own id of the user." },
  { "mobile", string, "Mobile number." },
  { "mobile_country_code", string, "The country of the mobile number, such as CN_1." },
}

return {
  ["hire.website.site_user.create"] = {
    doc = "Creates a user of a careers website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/website-site_user/create",
    post = "/open-apis/hire/v1/websites/:website_id/site_users",
    key = "external_id",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:site" },
    aliases = { "hire.website_site_user.create" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
    },
    body = {
      { "name?", string, "The site user's name, as people see it." },
      { "email?", string, "E-mail address." },
      { "external_id", id, "Your own id of it: a repeat with the same one is done once." },
      { "mobile?", string { conditional = true }, "Mobile number." },
      { "mobile_country_code?",
        string { conditional = true },
        "The country of the mobile number, such as CN_1." },
    },
    returns = {
      { "site_user", website_user, "The user of the website." },
    },
    errors = { 1002001, 1002002 },
  },
}
