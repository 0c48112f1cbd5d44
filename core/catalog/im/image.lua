-- SPDX-License-Identifier: MIT

--- Images for messages: uploaded once, sent by their keys.

return {
  ["im.image.create"] = {
    doc = "Uploads an image that messages can then send.",
    post = "/open-apis/im/v1/images",
    limits = { "50/s", "1000/min" },
    scopes = { "im:resource", "im:resource:upload" },
    unverified = "From the SDKs and the documents alone; nobody here has called it.",
    body = {
      { "image_type", string {
        enum = { "message", "avatar" },
      }, "Use of the image: in messages, or as a picture of a person." },
      { "image", file { max_bytes = 10485760 }, "The image to upload." },
    },
    returns = {
      { "image_key", id, "The image, for the content of a message: {\"image_key\":\"...\"}." },
    },
  },
}
