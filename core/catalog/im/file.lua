-- SPDX-License-Identifier: MIT

--- Files for messages: uploaded once, sent by their keys.

return {
  ["im.file.create"] = {
    doc = "Uploads a file that messages can then send.",
    post = "/open-apis/im/v1/files",
    limits = { "50/s", "1000/min" },
    scopes = { "im:resource", "im:resource:upload" },
    unverified = "From the SDKs and the documents alone; nobody here has called it.",
    body = {
      { "file_type", string {
        enum = { "opus", "mp4", "pdf", "doc", "xls", "ppt", "stream" },
      }, "Kind of file; `stream` is any other." },
      { "file_name", string, "The file's name, as people see it." },
      { "duration?", integer { min = 0 }, "How long sound or a film is, in milliseconds." },
      { "file", file { max_bytes = 31457280 }, "The file to upload." },
    },
    returns = {
      { "file_key", id, "The file, for the content of a message: {\"file_key\":\"...\"}." },
    },
  },
}
