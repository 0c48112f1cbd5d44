-- SPDX-License-Identifier: MIT

--- Events that belong to no family.
return {
  ["app_ticket"] = {
    doc = "Brings a store app the ticket that it fetches tokens with; about once an hour, and "
      .. "after `app_ticket/resend`.",
    apps = { "isv" },
    fields = {
      { "app_id", string, "The app that the ticket is for." },
      { "app_ticket", string, "The ticket; it is a secret." },
    },
    unverified = "No source shows the whole event.",
  },
}
