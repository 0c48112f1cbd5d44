-- SPDX-License-Identifier: MIT

--- Notes about talents.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local mention_entity = object "mention_entity" {
  { "offset", integer, "Where in the text the mention stands, counted from 0." },
  { "user_id", id { id_type = "user_id_type" }, "The person who is mentioned, by user id." },
}

local mention_entity_list = object "mention_entity_list" {
  { "offset", integer, "Where in the text the mention stands, counted from 0." },
  { "user_id", id, "The person who is mentioned, by user id." },
}

local note = object "note" {
  { "id", id, "Id of the note." },
  { "talent_id", id, "The talent, by its id; `hire.v2.talent.get` reads it." },
  { "application_id", id, "The application, by its id; `hire.application.get` reads it." },
  { "is_private", boolean, "Whether others cannot see it." },
  { "create_time", time_ms, "When it was created." },
  { "modify_time", time_ms, "When it was last changed." },
  { "creator_id", id { id_type = "user_id_type" }, "The user who created it, by id." },
  { "content", string, "The text." },
  { "notify_mentioned_user",
    boolean { hidden = true },
    "Whether those who are mentioned get a message." },
  { "mention_entity_list",
    array(mention_entity_list) { hidden = true },
    "People who are mentioned, and their places in the text." },
}

return {
  ["hire.note.create"] = {
    doc = "Writes a note about a talent.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/note/create",
    post = "/open-apis/hire/v1/notes",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:note" },
    field_scopes = { common.user_id_scope },
    query = {
      types.user_id_type_or_admin,
    },
    body = {
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      { "application_id?", id, "The application, by its id; `hire.application.list` lists them." },
      { "creator_id?", id { id_type = "user_id_type" }, "The user who created it, by id." },
      { "content", string, "The text." },
      { "privacy?", integer { default = 2, enum = enums.privacy }, "The people who may see it." },
      { "notify_mentioned_user?",
        boolean { default = false },
        "Whether those who are mentioned get a message." },
      { "mention_entity_list?", array(mention_entity),
        "People who are mentioned, and their places in the text." },
    },
    returns = {
      { "note", note, "The note with its text and its author." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.note.delete"] = {
    doc = "Deletes a note for good.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/note/delete",
    delete = "/open-apis/hire/v1/notes/:note_id",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:note" },
    path = {
      { "note_id", id, "The note, by its id; `hire.note.list` lists them." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.note.get"] = {
    doc = "Reads one note.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/note/get",
    get = "/open-apis/hire/v1/notes/:note_id",
    limits = { "20/s" },
    scopes = { "hire:note:readonly", "hire:note" },
    field_scopes = { common.user_id_scope },
    path = {
      { "note_id", id, "The note, by its id; `hire.note.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
    },
    returns = {
      { "note", note, "The note with its text and its author." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.note.list"] = {
    doc = "Lists the notes about a talent.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/note/list",
    get = "/open-apis/hire/v1/notes",
    limits = { "20/s" },
    scopes = { "hire:note:readonly", "hire:note" },
    field_scopes = { common.user_id_scope },
    query = {
      common.page_size(10, 200),
      common.page_token,
      { "talent_id", id, "The talent, by its id; `hire.talent.list` lists them." },
      types.user_id_type_or_admin,
    },
    returns = {
      { "items", array(note), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.note.patch"] = {
    doc = "Changes the text of a note.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/note/patch",
    patch = "/open-apis/hire/v1/notes/:note_id",
    limits = { "20/s" },
    apps = { "custom" },
    scopes = { "hire:note" },
    field_scopes = { common.user_id_scope },
    path = {
      { "note_id", id, "The note, by its id; `hire.note.list` lists them." },
    },
    query = {
      types.user_id_type_or_admin,
    },
    body = {
      { "content", string, "The text." },
      { "operator_id?", id { id_type = "user_id_type" }, "The user who does it, by id." },
      { "notify_mentioned_user?",
        boolean { default = false },
        "Whether those who are mentioned get a message." },
      { "mention_entity_list?", array(mention_entity),
        "People who are mentioned, and their places in the text." },
    },
    returns = {
      { "note", note, "The note with its text and its author." },
    },
    errors = { 1002001, 1002002 },
  },
}
