// SPDX-License-Identifier: MIT
#include "envelope.h"

#include <stdlib.h>

static bool is_string(lark_json value) {
  return lark_json_type(value) == LARK_STRING;
}

static const char *text_of(lark_json object, const char *key) {
  return lark_json_string(lark_json_get(object, key), NULL);
}

static bool says(lark_json object, const char *key, const char *text) {
  return strcmp(text_of(object, key), text) == 0;
}

// "1615813148349", the text of milliseconds; 0 where it is none.
static int64_t read_ms(lark_json value) {
  if (lark_json_type(value) == LARK_INTEGER) return lark_json_integer(value);
  return strtoll(lark_json_string(value, NULL), NULL, 10);
}

// "1502199207.7171419": seconds, whose digits behind the point are cut to
// milliseconds.
static int64_t read_s(lark_json value) {
  const int64_t FAR_S = 10000000000; // longer ones would not be seconds
  char *end = NULL;
  if (!is_string(value)) {
    double seconds = lark_json_number(value);
    return seconds > 0 && seconds < (double)FAR_S ? (int64_t)(seconds * 1000)
                                                  : 0;
  }
  int64_t seconds = strtoll(lark_json_string(value, NULL), &end, 10);
  if (seconds < 0 || seconds > FAR_S) return 0;
  int64_t ms = 0;
  if (*end == '.') {
    int64_t unit_ms = 100;
    for (end++; *end >= '0' && *end <= '9' && unit_ms > 0; end++, unit_ms /= 10)
      ms += (*end - '0') * unit_ms;
  }
  return seconds * 1000 + ms;
}

static void read_new(lark_json from, lark_json header, lark_envelope *out) {
  out->event = lark_json_get(from, "event");
  out->token = lark_json_get(header, "token");
  out->id = text_of(header, "event_id");
  out->type = text_of(header, "event_type");
  out->app_id = text_of(header, "app_id");
  out->tenant_key = text_of(header, "tenant_key");
  out->create_time_ms = read_ms(lark_json_get(header, "create_time"));
}

static void read_old(lark_json from, lark_envelope *out) {
  out->event = lark_json_get(from, "event");
  out->token = lark_json_get(from, "token");
  out->id = text_of(from, "uuid");
  out->type = text_of(out->event, "type");
  out->app_id = text_of(out->event, "app_id");
  out->tenant_key = text_of(out->event, "tenant_key");
  out->create_time_ms = read_s(lark_json_get(from, "ts"));
}

bool lark_envelope_read(lark_json from, lark_envelope *out) {
  memset(out, 0, sizeof *out);
  if (says(from, "type", "url_verification")) {
    out->challenge = lark_json_get(from, "challenge");
    out->token = lark_json_get(from, "token");
    return is_string(out->challenge);
  }
  lark_json header = lark_json_get(from, "header");
  if (lark_json_type(header) == LARK_OBJECT)
    read_new(from, header, out);
  else if (says(from, "type", "event_callback"))
    read_old(from, out);
  else
    return false;
  return out->id[0] != '\0' && out->type[0] != '\0' &&
         lark_json_type(out->event) == LARK_OBJECT;
}
