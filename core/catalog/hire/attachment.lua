-- SPDX-License-Identifier: MIT

--- Files: résumés and whatever else is attached.
local enums = import "hire/enums"

local attachment = object "attachment" {
  { "id", id, "Id of the file." },
  { "url", download { ttl_s = 1800 }, "Where it can be downloaded, without a token." },
  { "name", string, "The file's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms, "When it was created." },
}

return {
  ["hire.attachment.create"] = {
    doc = "Uploads a file, such as a résumé.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uIDN1YjLyQTN24iM0UjN/create_attachment",
    post = "/open-apis/hire/v1/attachments",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:attachment" },
    body = {
      { "content", file { max_bytes = 314572800 }, "The file to upload, with its name." },
    },
    returns = {
      { "id", id, "Id of the file." },
      { "name", string, "The file's name, as people see it." },
      { "url", download { ttl_s = 1800 }, "Where it can be downloaded, without a token." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.attachment.get"] = {
    doc = "Tells where a file can be downloaded, for 30 minutes.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/attachment/get",
    get = "/open-apis/hire/v1/attachments/:attachment_id",
    limits = { "20/s" },
    scopes = { "hire:attachment:readonly", "hire:attachment" },
    path = {
      { "attachment_id", id, "The file, by the id that its upload gave." },
    },
    query = {
      { "type?",
        integer { default = 1, enum = enums.type_of_attachment },
        "Only rows of this kind." },
    },
    returns = {
      { "attachment", attachment, "The file, and where to download it." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.attachment.preview"] = {
    doc = "Tells where a file can be looked at as PDF, for 30 minutes.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/attachment/preview",
    get = "/open-apis/hire/v1/attachments/:attachment_id/preview",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:attachment" },
    path = {
      { "attachment_id", id, "The file, by the id that its upload gave." },
    },
    returns = {
      { "url", download { ttl_s = 1800 }, "Where it can be downloaded, without a token." },
    },
    errors = { 1002001, 1002002 },
  },
}
