-- SPDX-License-Identifier: MIT

--- Messages: sent to people and chats, answered, and cards replaced.

local scopes = { "im:message", "im:message:send_as_bot", "im:message:send" }
local limits = { "50/s", "1000/min" }
local tokens = { "tenant", "user" }
local untried = "From the SDKs and the documents alone; nobody here has called it."

local kinds = {
  "text", "post", "image", "file", "audio", "media", "sticker", "interactive", "share_chat",
  "share_user", "system",
}

local key = string {
  min_length = 1, max_length = 50,
  unverified = "At most 50 characters, remembered for an hour.",
}

local sender = object "sender" {
  { "id", id, "The sender, by the kind of id that `id_type` names." },
  { "id_type", string, "The kind of id that stands in `id`." },
  { "sender_type", string, "Whether an app or a user sent it." },
  { "tenant_key", string, "The sender's company, by its key." },
}

local mention = object "mention" {
  { "key", string, "The placeholder in the text." },
  { "id", id, "The person who is mentioned, by id." },
  { "id_type", string, "The kind of id that stands in `id`." },
  { "name", string, "The mentioned person's name, as people see it." },
  { "tenant_key", string, "The person's company, by its key." },
}

local message = {
  { "message_id", id, "The message, by its id; replies and changes ask for it." },
  { "root_id", id, "The first message of the thread, by its id." },
  { "parent_id", id, "The message that this one answers, by its id." },
  { "thread_id", id, "The thread, where the message is in one." },
  { "msg_type", string { enum = kinds, open = true }, "Kind of message." },
  { "create_time", time_ms_string, "When it was sent." },
  { "update_time", time_ms_string, "When it was last changed." },
  { "deleted", boolean, "Whether it was taken back." },
  { "updated", boolean, "Whether it was changed." },
  { "chat_id", id, "The chat that it was sent to, by its id." },
  { "sender", sender, "The person or app that sent it." },
  { "body", object "message_body" {
    { "content", string, "The message, as JSON in a string." },
  }, "The message itself." },
  { "mentions", array(mention), "People who are mentioned." },
  { "upper_message_id", id, "The message that this one was merged into, by its id." },
}

return {
  ["im.message.create"] = {
    doc = "Sends a message to a person or a chat.",
    post = "/open-apis/im/v1/messages",
    key = "uuid", key_window_s = 3600,
    limits = limits, scopes = scopes, tokens = tokens, unverified = untried,
    query = {
      { "receive_id_type", string {
        enum = { "open_id", "user_id", "union_id", "email", "chat_id" },
      }, "The kind of id that stands in `receive_id`." },
    },
    body = {
      { "receive_id", id, "The receiver: a person or a chat, by the kind of id named." },
      { "msg_type", string { enum = kinds }, "Kind of message." },
      { "content", string, "The message as JSON in a string, such as {\"text\":\"hello\"}." },
      { "uuid?", key, "Your own key: a repeat with the same one is sent once." },
    },
    returns = message,
  },

  ["im.message.reply"] = {
    doc = "Answers a message.",
    post = "/open-apis/im/v1/messages/:message_id/reply",
    key = "uuid", key_window_s = 3600,
    limits = limits, scopes = scopes, tokens = tokens, unknown = { "limits", "scopes" },
    unverified = untried,
    path = { { "message_id", id, "The message to answer, by its id." } },
    body = {
      { "content", string, "The message as JSON in a string." },
      { "msg_type", string { enum = kinds }, "Kind of message." },
      { "reply_in_thread?", boolean, "Whether the answer opens a thread." },
      { "uuid?", key, "Your own key: a repeat with the same one is sent once." },
    },
    returns = message,
  },

  ["im.message.patch"] = {
    doc = "Replaces a card that was sent before.",
    patch = "/open-apis/im/v1/messages/:message_id",
    limits = limits, scopes = scopes, tokens = tokens, unknown = { "limits", "scopes" },
    unverified = untried,
    path = { { "message_id", id, "The message that holds the card, by its id." } },
    body = { { "content", string, "The card as JSON in a string." } },
  },
}
