-- SPDX-License-Identifier: MIT

--- Advertisements of jobs on job boards and channels.
return {
  ["hire.advertisement.publish"] = {
    doc = "Publishes an advertisement of a job on a channel.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/advertisement/publish",
    post = "/open-apis/hire/v1/advertisements/:advertisement_id/publish",
    limits = { "10/s" },
    apps = { "custom" },
    scopes = { "hire:advertisement" },
    path = {
      { "advertisement_id", id, "The advertisement to publish, by its id." },
    },
    body = {
      { "job_channel_id?", id, "The channel, by its id; `hire.website.list` tells it." },
    },
    errors = { 1002001, 1002002, 1002613, 1002609, 1002624 },
  },
}
