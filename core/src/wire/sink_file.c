// SPDX-License-Identifier: MIT
#include "sink_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "trouble.h"

static lark_sink_file *of(lark_sink *sink) {
  return (lark_sink_file *)(void *)sink;
}

static void begin(lark_sink *sink) {
  lark_sink_file *file = of(sink);
  file->facts = (lark_file_facts){0};
  file->begun = file->too_large = file->mixed = false;
  file->gained_bytes = 0;
}

// --------------------------------------------------------------------- headers

// Copies a header's value, without the blanks around it.
static void trim_value(char *room, size_t room_bytes, const char *value,
                       size_t length) {
  while (length > 0 && (unsigned char)*value <= ' ') {
    value++;
    length--;
  }
  while (length > 0 && (unsigned char)value[length - 1] <= ' ')
    length--;
  if (length >= room_bytes) length = 0;
  memcpy(room, value, length);
  room[length] = '\0';
}

// "bytes 3-9/10", "bytes 3-9/*" or "bytes */10".
static void read_range(lark_file_facts *facts, const char *value) {
  char whole[32] = "";
  uint64_t last = 0;
  facts->has_range = sscanf(value, "bytes %" SCNu64 "-%" SCNu64 "/%31s",
                            &facts->range_first, &last, whole) == 3;
  if (!facts->has_range && sscanf(value, "bytes */%31s", whole) != 1) return;
  char *end = NULL;
  facts->whole_bytes = strtoull(whole, &end, 10);
  facts->has_whole = end != whole && *end == '\0';
}

static void take_value(lark_file_facts *facts, const char *name,
                       const char *value) {
  if (strcasecmp(name, "content-length") == 0) {
    facts->has_length = true;
    facts->length_bytes = strtoull(value, NULL, 10);
  } else if (strcasecmp(name, "content-range") == 0) {
    read_range(facts, value);
  } else if (strcasecmp(name, "transfer-encoding") == 0) {
    facts->chunked = strcasestr(value, "chunked") != NULL;
  } else if (strcasecmp(name, "content-encoding") == 0) {
    facts->encoded = strcasecmp(value, "identity") != 0;
  } else if (strcasecmp(name, "etag") == 0 && value[0] == '"') {
    snprintf(facts->etag, sizeof facts->etag, "%s", value);
  } else if (strcasecmp(name, "content-type") == 0) {
    snprintf(facts->type, sizeof facts->type, "%.95s", value);
  }
}

static void header(lark_sink *sink, const char *line, size_t length) {
  lark_file_facts *facts = &of(sink)->facts;
  char name[32];
  char value[128];
  if (length > 5 && memcmp(line, "HTTP/", 5) == 0) {
    *facts = (lark_file_facts){0};
    return;
  }
  const char *colon = memchr(line, ':', length);
  if (colon == NULL || (size_t)(colon - line) >= sizeof name) return;
  trim_value(name, sizeof name, line, (size_t)(colon - line));
  trim_value(value, sizeof value, colon + 1,
             length - (size_t)(colon - line) - 1);
  take_value(facts, name, value);
}

// ----------------------------------------------------------------------- bytes

static bool is_content(const lark_reply *reply) {
  return reply->http_status == 200 || reply->http_status == 206;
}

// Starts over: what there is belongs to another version, or cannot be gone on
// with.
static bool start_over(lark_sink_file *file) {
  bool had_some = file->have_bytes > 0;
  file->have_bytes = file->total_bytes = 0;
  file->etag[0] = '\0';
  return !had_some || file->stream(file->user, NULL, 0);
}

// Whether an answer's part goes on where the bytes so far end.
static bool goes_on(const lark_sink_file *file) {
  const lark_file_facts *facts = &file->facts;
  return facts->has_range && facts->range_first == file->have_bytes &&
         facts->has_whole &&
         (file->total_bytes == 0 || facts->whole_bytes == file->total_bytes) &&
         strcmp(facts->etag, file->etag) == 0;
}

// Decides about an answer before its first byte. False ends the attempt.
static bool accept_answer(lark_sink_file *file, lark_reply *reply) {
  const lark_file_facts *facts = &file->facts;
  if (reply->http_status == 206) {
    file->mixed = file->have_bytes == 0 || !goes_on(file);
    if (file->mixed) return false;
    file->total_bytes = facts->whole_bytes;
  } else {
    reply->refused = !start_over(file);
    if (reply->refused) return false;
    bool known = facts->has_length && !facts->encoded;
    file->total_bytes = known ? facts->length_bytes : 0;
    if (!facts->encoded) memcpy(file->etag, facts->etag, sizeof file->etag);
    memcpy(file->type, facts->type, sizeof file->type);
  }
  file->too_large = file->total_bytes > file->max_bytes;
  file->begun = !file->too_large;
  return file->begun;
}

static bool take(lark_sink *sink, lark_reply *reply, const char *bytes,
                 size_t length_bytes) {
  lark_sink_file *file = of(sink);
  // An error's page; the status says enough.
  if (!is_content(reply)) return false;
  if (!file->begun && !accept_answer(file, reply)) return false;
  file->too_large = length_bytes > file->max_bytes - file->have_bytes;
  if (file->too_large) return false;
  reply->refused = !file->stream(file->user, bytes, length_bytes);
  if (reply->refused) return false;
  file->have_bytes += length_bytes;
  file->gained_bytes += length_bytes;
  return true;
}

// ------------------------------------------------------------------ the ending

static const char may_have_expired[] =
    "The address may have expired: most work for 30 minutes. Ask the endpoint "
    "that gave it for another one.";

static lark_reaction refused(const lark_reply *reply, lark_failure *failure) {
  long status = reply->http_status;
  bool passes = status >= 500 || status == 429 || status == 408;
  lark_fail(failure, status == 429 ? LARK_ERATELIMIT : LARK_EHTTP,
            "HTTP %ld in place of the file", status);
  if (!passes) lark_failure_hint(failure, "%s", may_have_expired);
  failure->error.retryable = passes;
  return passes ? LARK_REPEAT : LARK_FAIL;
}

static lark_reaction broke_off(lark_sink_file *file, lark_failure *failure,
                               const char *why) {
  lark_fail(failure, LARK_EDECODE, "%s", why);
  lark_failure_hint(failure, "Try again.");
  failure->error.retryable = true;
  // Where not even the function can start over, the next attempt says so.
  if (file->mixed) start_over(file);
  return LARK_REPEAT;
}

static lark_reaction too_large(const lark_sink_file *file,
                               lark_failure *failure) {
  lark_fail(failure, LARK_ELIMIT, "the file is larger than max_bytes, %llu",
            (unsigned long long)file->max_bytes);
  lark_failure_hint(failure, "Raise max_bytes if that is meant.");
  return LARK_FAIL;
}

// Whether the whole file is there, so far as an answer without an error tells.
static lark_answer whole(lark_sink_file *file, lark_reply *reply,
                         lark_failure *failure) {
  const lark_file_facts *facts = &file->facts;
  // An empty file has no first byte.
  if (!file->begun && !accept_answer(file, reply))
    return (lark_answer){
        false, file->too_large
                   ? too_large(file, failure)
                   : broke_off(file, failure, "the server sent another part")};
  if (file->total_bytes > 0 && file->have_bytes != file->total_bytes)
    return (lark_answer){false, broke_off(file, failure, "the file was cut")};
  if (facts->has_length || facts->chunked || file->total_bytes > 0)
    return (lark_answer){true, LARK_FAIL};
  lark_fail(failure, LARK_EDECODE,
            "the server does not say how long the file is, so that nobody "
            "knows whether it is whole");
  return (lark_answer){false, LARK_FAIL};
}

static lark_answer read_end(lark_sink_file *file, lark_reply *reply,
                            lark_failure *failure) {
  long status = reply->http_status;
  lark_reaction reaction = LARK_FAIL;
  if (file->too_large) {
    reaction = too_large(file, failure);
  } else if (reply->refused) {
    lark_fail(failure, LARK_ELIMIT, "the program took no more of the file");
  } else if (file->mixed) {
    reaction = broke_off(file, failure, "the server sent another part");
  } else if (status == 416 && file->have_bytes > 0) {
    // All of it was there when the connection broke.
    if (file->facts.has_whole && file->facts.whole_bytes == file->have_bytes)
      return (lark_answer){true, LARK_FAIL};
    file->mixed = true;
    reaction = broke_off(file, failure, "the server has another file by now");
  } else if (status >= 300) {
    reaction = refused(reply, failure);
  } else if (reply->code != CURLE_OK) {
    reaction = lark_trouble_explain(reply, failure);
  } else if (is_content(reply)) {
    return whole(file, reply, failure);
  } else {
    reaction = refused(reply, failure);
  }
  return (lark_answer){false, reaction};
}

static lark_answer read_file(lark_sink *sink, lark_reply *reply,
                             const lark_endpoint *endpoint,
                             const lark_secrets *secrets, lark_result *result,
                             lark_failure *failure) {
  (void)endpoint, (void)secrets, (void)result;
  lark_answer answer = read_end(of(sink), reply, failure);
  failure->error.http_status = (int)reply->http_status;
  return answer;
}

static const lark_sink_methods methods = {
    .begin = begin, .header = header, .take = take, .read = read_file};

void lark_sink_file_init(lark_sink_file *sink, uint64_t max_bytes,
                         lark_stream *stream, void *user) {
  *sink = (lark_sink_file){.sink = {&methods},
                           .max_bytes = max_bytes,
                           .stream = stream,
                           .user = user};
}
