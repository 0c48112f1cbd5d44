-- SPDX-License-Identifier: MIT

--- The error codes of Hire, in the format of common/errors.lua.
return {
  { 1002001, "api", "repeat", "internal error of Hire",
    "Try again later; if the error persists, give support the log id." },
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
}
