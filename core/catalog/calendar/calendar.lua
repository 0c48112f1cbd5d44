-- SPDX-License-Identifier: MIT

--- Calendars, their events, and who is busy. Hire itself creates no interviews.
local common = import "common/types"

local untried = "From the SDKs and the documents alone; nobody here has called it."
local unknown = { "limits", "scopes" }

local calendar = object "calendar" {
  { "calendar_id", id, "The calendar, by its id." },
  { "summary", string, "The calendar's name, as people see it." },
}

local moment = object "time_info" {
  { "date?", string { value_format = "YYYY-MM-DD" }, "The day, of an event that lasts whole days." },
  { "timestamp?", time_s_string, "The point in time, of any other." },
  { "timezone?", string, "The time zone, such as Asia/Shanghai." },
}

local event = {
  { "summary?", string, "The event's name, as people see it." },
  { "description?", string, "The purpose of the event." },
  { "need_notification?", boolean, "Whether those invited get a message." },
  { "start_time", moment, "When it begins." },
  { "end_time", moment, "When it ends." },
  { "vchat?", map(any), "How people meet by video: vc_type and meeting_settings." },
  { "visibility?", string, "The people who can see the event." },
  { "attendee_ability?", string, "Rights of the guests." },
  { "free_busy_status?", string, "Whether the time counts as busy." },
  { "location?", map(any), "Where it takes place." },
  { "reminders?", array(object "reminder" {
    { "minutes?", integer, "How long before it begins." },
  }), "When people are reminded." },
  { "recurrence?", string, "The rule by which it repeats." },
  { "attachments?", array(map(any)), "Files of the event." },
}

local attendee = object "calendar_event_attendee" {
  { "type?", string { enum = { "user", "chat", "third_party", "resource" } }, "Kind of attendee." },
  { "is_optional?", boolean, "Whether the guest may stay away." },
  { "user_id?", id { id_type = "user_id_type" }, "The user, where one is invited." },
  { "chat_id?", id, "The chat, where one is invited." },
  { "room_id?", id, "The room, where one is booked." },
  { "third_party_email?", string, "The e-mail address of somebody from outside." },
}

return {
  ["calendar.calendar.primary"] = {
    doc = "Reads the main calendar of the app or the user.",
    post = "/open-apis/calendar/v4/calendars/primary",
    repeatable = true, -- a POST that only reads
    tokens = { "tenant", "user" }, unknown = unknown, unverified = untried,
    query = { common.user_id_type, { "op_user_id?", id, "The person in whose name it is read." } },
    returns = { { "calendars", array(object "user_calendar" {
      { "calendar", calendar, "The calendar's particulars." },
      { "user_id", id { id_type = "user_id_type" }, "The owner of the calendar." },
    }), "One entry each." } },
  },

  ["calendar.event.create"] = {
    doc = "Creates an event, such as the time of an interview.",
    post = "/open-apis/calendar/v4/calendars/:calendar_id/events",
    key = "idempotency_key",
    tokens = { "tenant", "user" }, unknown = unknown, unverified = untried,
    path = { { "calendar_id", id, "The calendar that holds the event, by its id." } },
    query = {
      { "idempotency_key?", string, "Your own key: a repeat with the same one is done once." },
      common.user_id_type,
    },
    body = event,
    returns = { { "event", map(any), "The event as it was created; event_id is its id." } },
  },

  ["calendar.event.attendee.create"] = {
    doc = "Invites people, chats or rooms to an event.",
    post = "/open-apis/calendar/v4/calendars/:calendar_id/events/:event_id/attendees",
    tokens = { "tenant", "user" }, unknown = unknown, unverified = untried,
    path = {
      { "calendar_id", id, "The calendar that holds the event, by its id." },
      { "event_id", id, "The event, by its id." },
    },
    query = { common.user_id_type },
    body = {
      { "attendees?", array(attendee), "The guests." },
      { "need_notification?", boolean, "Whether those invited get a message." },
    },
    returns = { { "attendees", array(map(any)), "The guests, each with an id." } },
  },

  ["calendar.freebusy.list"] = {
    doc = "Tells when a user or a room is busy.",
    post = "/open-apis/calendar/v4/freebusy/list",
    repeatable = true, -- a POST that only reads
    tokens = { "tenant", "user" }, unknown = unknown, unverified = untried,
    query = { common.user_id_type },
    body = {
      { "time_min", string, "Start of the span, as in RFC 3339: 2026-11-28T09:00:00+08:00." },
      { "time_max", string, "End of the span, likewise." },
      { "user_id?", id { id_type = "user_id_type" }, "The person to look up, by id." },
      { "room_id?", id, "The room to look up, by its id." },
      { "include_external_calendar?", boolean, "Whether calendars elsewhere count." },
      { "only_busy?", boolean, "Whether only busy times are told." },
      { "need_rsvp_status?", boolean, "Whether the answer tells who accepted." },
    },
    returns = { { "freebusy_list", array(object "freebusy" {
      { "start_time", string, "When it begins, as in RFC 3339." },
      { "end_time", string, "When it ends, likewise." },
    }), "The busy times." } },
  },
}
