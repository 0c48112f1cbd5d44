-- SPDX-License-Identifier: MIT

--- The feedback of interviewers as a file.
local attachment_info = object "attachment_info" {
  { "id", id, "Id of the file." },
  { "url", download { ttl_s = 1800 }, "Where it can be downloaded, without a token." },
  { "name", string, "The file's name, as people see it." },
  { "mime", string, "The media type of the file." },
  { "create_time", time_ms_string, "When it was created." },
}

return {
  ["hire.interview_record.attachment.get"] = {
    doc = "Tells where the feedback can be downloaded as PDF.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/"
      .. "hire-v1/interview_record-attachment/get",
    get = "/open-apis/hire/v1/interview_records/attachments",
    limits = { "20/min" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    aliases = { "hire.interview_record_attachment.get" },
    query = {
      { "application_id", id, "The application, by its id; `hire.application.list` lists them." },
      { "interview_record_id?", id, "The feedback, by its id." },
      { "language?", integer {
        default = 1,
        enum = {
          { 1, { en = "Chinese", zh = "中文" } },
          { 2, { en = "English", zh = "英文" } },
        },
      }, "The language of the PDF." },
    },
    returns = {
      { "attachment", attachment_info, "The file, and where to download it." },
    },
    errors = { 1002001, 1002002 },
  },
}
