// SPDX-License-Identifier: MIT
#include "answer.h"

#include <inttypes.h>
#include <stdio.h>

#include "language.h"
#include "page.h"
#include "trouble.h"
#include "via_proxy.h"

// ------------------------------------------------------------------ too large

static lark_reaction too_large(lark_failure *failure) {
  lark_fail(failure, LARK_ELIMIT,
            "the answer is larger than max_response_bytes");
  lark_failure_hint(failure, "Ask for less at once, or raise "
                             "max_response_bytes.");
  return LARK_FAIL;
}

static lark_reaction refused_by_owner(lark_failure *failure) {
  lark_fail(failure, LARK_ELIMIT, "the answer is larger than may be held here");
  lark_failure_hint(failure, "Ask for less at once, such as a smaller "
                             "page_size; or have the limit raised.");
  return LARK_FAIL;
}

// The server got less than it was told to expect, and cannot have acted on it.
static lark_reaction unreadable_body(const lark_reply *reply,
                                     lark_failure *failure) {
  lark_fail(failure, LARK_ELIMIT, "%s", reply->message);
  lark_failure_hint(failure, "Send it again once the file stays as it is.");
  return LARK_FAIL;
}

// ------------------------------------------------- answers without an envelope

static bool is_success(long http_status) {
  return http_status >= 200 && http_status < 300;
}

// Request Timeout, Misdirected Request, Too Early: another connection, or a
// later attempt, may do.
static bool is_passing(long status) {
  return status == 408 || status == 421 || status == 425;
}

static lark_reaction limited_by_gateway(const lark_reply *reply,
                                        lark_failure *failure) {
  if (reply->reset_s > 0)
    lark_failure_hint(failure,
                      "A gateway limits calls, and asks for a pause "
                      "of %u s.",
                      (unsigned)reply->reset_s);
  else
    lark_failure_hint(failure, "A gateway limits calls: make fewer at once.");
  failure->error.retryable = true;
  return LARK_HOLD;
}

// Explains an answer without the platform's envelope: most often a gateway's
// page.
static lark_reaction foreign(const lark_reply *reply, const char *why,
                             const lark_secrets *secrets,
                             lark_failure *failure) {
  long status = reply->http_status;
  if (status == 407) return lark_via_proxy_refuse_user(reply, status, failure);
  char title[96];
  char titled[128] = "";
  lark_page_title(&reply->body, secrets, title, sizeof title);
  if (title[0] != '\0')
    snprintf(titled, sizeof titled, lark_words("; its title is \"%s\""), title);
  if (is_success(status)) {
    lark_fail(failure, LARK_EDECODE, "the answer cannot be read: %s%s",
              lark_words(why), titled);
    lark_page_hint(reply, title, failure);
    failure->error.retryable = true;
    return LARK_REPEAT;
  }
  lark_fail(failure, status == 429 ? LARK_ERATELIMIT : LARK_EHTTP,
            "HTTP %ld, and no answer of the platform (%s%s)", status,
            lark_words(why), titled);
  if (status == 429) return limited_by_gateway(reply, failure);
  lark_page_hint(reply, title, failure);
  if (status == 511)
    lark_failure_hint(failure, "The network wants a login first: open any page "
                               "in a browser.");
  bool passes = (status >= 500 && status != 511) || is_passing(status);
  failure->error.retryable = passes;
  return passes || reply->asked_in_vain ? LARK_REPEAT : LARK_FAIL;
}

// ------------------------------------------------------- the platform's errors

static void add(char *room, size_t room_bytes, const char *separator,
                const char *text) {
  size_t length = strlen(room);
  if (text[0] == '\0' || length >= room_bytes) return;
  snprintf(room + length, room_bytes - length, "%s%s",
           length > 0 ? separator : "", text);
}

// Lists violations as "page_size: the max is 20; talent_id: ...".
static void list_violations(lark_json detail, char *room, size_t bytes) {
  lark_json list = lark_json_get(detail, "field_violations");
  for (lark_json item = lark_json_first(list);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    const char *field = lark_json_string(lark_json_get(item, "field"), NULL);
    const char *what =
        lark_json_string(lark_json_get(item, "description"), NULL);
    add(room, bytes, "; ", field);
    add(room, bytes, ": ", what);
  }
}

// Lists the scopes that the platform asks for, or else those of the catalog.
static void list_scopes(lark_json detail, const lark_endpoint *endpoint,
                        char *room, size_t bytes) {
  lark_json list = lark_json_get(detail, "permission_violations");
  for (lark_json item = lark_json_first(list);
       lark_json_type(item) != LARK_ABSENT; item = lark_json_next(item)) {
    const char *scope = lark_json_string(lark_json_get(item, "scope"), NULL);
    const char *subject =
        lark_json_string(lark_json_get(item, "subject"), NULL);
    add(room, bytes, ", ", scope[0] != '\0' ? scope : subject);
  }
  if (room[0] != '\0' || endpoint == NULL) return;
  for (size_t i = 0; i < endpoint->scope_count; i++)
    add(room, bytes, " or ", endpoint->scopes[i]);
}

static bool asks_for_scope(int64_t code) {
  return code == 99991672 || code == 99991676 || code == 99991679;
}

static void advise(const lark_code *known, lark_json detail,
                   const lark_endpoint *endpoint, lark_failure *failure) {
  char list[320] = "";
  list_violations(detail, list, sizeof list);
  if (failure->error.code != 0 && asks_for_scope(failure->error.code))
    list_scopes(detail, endpoint, list, sizeof list);
  const char *hint =
      known != NULL ? lark_locale_text(known->hint, known->hint_in) : "";
  const char *help = lark_json_string(
      lark_json_get(lark_json_first(lark_json_get(detail, "helps")), "url"),
      NULL);
  char whole[512] = "";
  add(whole, sizeof whole, " ", hint);
  bool in_brackets = whole[0] != '\0' && list[0] != '\0';
  add(whole, sizeof whole, " (", list);
  if (in_brackets) add(whole, sizeof whole, "", ")");
  add(whole, sizeof whole, help[0] != '\0' && whole[0] != '\0' ? ". See " : "",
      help);
  if (whole[0] != '\0') lark_failure_hint(failure, "%s", whole);
}

static void take_log_id(lark_json detail, const lark_reply *reply,
                        lark_failure *failure) {
  const char *log_id = reply->log_id;
  if (log_id[0] == '\0')
    log_id = lark_json_string(lark_json_get(detail, "log_id"), NULL);
  if (log_id[0] == '\0')
    log_id = lark_json_string(lark_json_get(detail, "logid"), NULL);
  if (log_id[0] != '\0') lark_failure_log_id(failure, log_id);
}

static lark_reaction refused(int64_t code, lark_json root,
                             const lark_reply *reply,
                             const lark_endpoint *endpoint,
                             lark_failure *failure) {
  const lark_code *known = lark_code_find(code);
  lark_status status = known != NULL ? known->status : LARK_EAPI;
  lark_reaction reaction = known != NULL ? known->reaction : LARK_FAIL;
  if (known == NULL && reply->http_status >= 500) reaction = LARK_REPEAT;
  if (known == NULL && reply->http_status == 429) {
    status = LARK_ERATELIMIT;
    reaction = LARK_HOLD;
  }

  lark_json detail = lark_json_get(root, "error");
  const char *msg = lark_json_string(lark_json_get(root, "msg"), NULL);
  if (msg[0] == '\0') // hire.attachment.create's
    msg = lark_json_string(lark_json_get(root, "message"), NULL);
  // The platform's words stay as they came, were they a sentence of ours.
  if (msg[0] != '\0')
    lark_fail(failure, status, "%.511s", msg);
  else
    lark_fail(failure, status, "%s",
              known != NULL
                  ? lark_locale_text(known->meaning, known->meaning_in)
                  : "no message");
  failure->error.code = code;
  failure->error.detail = detail;
  failure->error.retryable = reaction == LARK_REPEAT || reaction == LARK_HOLD;
  advise(known, detail, endpoint, failure);
  take_log_id(detail, reply, failure);
  return reaction;
}

// ------------------------------------------------------------------- reading

// Adds the bytes that simdjson may read behind the text, which saves a copy.
static bool pad(lark_text *body) {
  static const char zeros[LARK_JSON_PADDING] = {0};
  size_t length = body->length_bytes;
  lark_text_add(body, zeros, sizeof zeros);
  body->length_bytes = length;
  return !body->failed;
}

static lark_answer starved(lark_failure *failure) {
  lark_fail(failure, LARK_ENOMEM, "out of memory");
  return (lark_answer){false, LARK_FAIL};
}

// Reads the body once more without its odd values, if the client is lenient.
static lark_status read_mended(lark_reply *reply, const lark_secrets *secrets,
                               lark_result *result, const char **why) {
  bool lenient = reply->settings != NULL && reply->settings->lenient;
  lark_oddities *odd = &reply->odd;
  lark_text *body = &reply->body;
  lark_text mended;
  lark_text_init(&mended, &body->allocator);
  lark_status status = lark_json_mend(body->bytes, body->length_bytes,
                                      lenient ? &mended : NULL, odd);
  // Names of members are the server's words.
  lark_mask(secrets, odd->place, strlen(odd->place));
  lark_mask(secrets, odd->places, strlen(odd->places));
  if (status != LARK_OK || !lenient) {
    lark_text_clear(&mended);
    return status == LARK_ENOMEM ? LARK_ENOMEM : LARK_EDECODE;
  }
  lark_text_clear(body);
  *body = mended;
  if (!pad(body)) return LARK_ENOMEM;
  return lark_result_read(result, body->bytes, body->length_bytes, why);
}

// A server that sends an odd value would send it again.
static lark_reaction refuse_odd(const lark_reply *reply,
                                lark_failure *failure) {
  char what[192];
  lark_oddities_say(&reply->odd, what, sizeof what);
  lark_fail(failure, LARK_EDECODE, "the answer cannot be read: %s", what);
  lark_failure_hint(failure, "With lenient = true (--lenient) the client reads "
                             "it all the same, and tells where it was odd.");
  return LARK_FAIL;
}

static lark_reaction unreadable(const lark_reply *reply, const char *why,
                                const lark_secrets *secrets,
                                lark_failure *failure) {
  return reply->odd.count > 0 && is_success(reply->http_status)
             ? refuse_odd(reply, failure)
             : foreign(reply, why, secrets, failure);
}

static lark_answer read_envelope(lark_reply *reply,
                                 const lark_endpoint *endpoint,
                                 const lark_secrets *secrets,
                                 lark_result *result, lark_failure *failure) {
  const char *why = NULL;
  if (reply->http_status == 204) return (lark_answer){true, LARK_FAIL};
  if (!pad(&reply->body)) return starved(failure);
  lark_status status = lark_result_read(result, reply->body.bytes,
                                        reply->body.length_bytes, &why);
  if (status == LARK_EDECODE)
    status = read_mended(reply, secrets, result, &why);
  if (status == LARK_ENOMEM) return starved(failure);
  if (status != LARK_OK)
    return (lark_answer){false, unreadable(reply, why, secrets, failure)};

  lark_json root = lark_document_root(result->document);
  lark_json code = lark_json_get(root, "code");
  int64_t number = 0;
  if (!lark_json_whole(code, &number))
    return (lark_answer){false,
                         foreign(reply, "it has no code", secrets, failure)};
  if (number != 0) {
    lark_document_mask(result->document, secrets);
    return (lark_answer){false,
                         refused(number, root, reply, endpoint, failure)};
  }
  if (!is_success(reply->http_status))
    return (lark_answer){
        false, foreign(reply, "although its code is 0", secrets, failure)};

  lark_json data = lark_json_get(root, "data");
  lark_type type = lark_json_type(data);
  if (type == LARK_OBJECT || type == LARK_ARRAY)
    result->data = data;
  else if (type != LARK_ABSENT && type != LARK_NULL)
    return (lark_answer){false,
                         foreign(reply, "its data is neither object nor list",
                                 secrets, failure)};
  return (lark_answer){true, LARK_FAIL};
}

lark_answer lark_answer_read(lark_reply *reply, const lark_endpoint *endpoint,
                             const lark_secrets *secrets, lark_result *result,
                             lark_failure *failure) {
  if (reply->out_of_memory) return starved(failure);
  lark_answer answer = {false, LARK_FAIL};
  if (reply->too_large)
    answer.reaction = too_large(failure);
  else if (reply->refused)
    answer.reaction = refused_by_owner(failure);
  else if (reply->unreadable)
    answer.reaction = unreadable_body(reply, failure);
  else if (reply->code != CURLE_OK)
    answer.reaction = lark_trouble_explain(reply, failure);
  else
    answer = read_envelope(reply, endpoint, secrets, result, failure);
  failure->error.http_status = (int)reply->http_status;
  if (!answer.ok && failure->error.log_id == NULL && reply->log_id[0] != '\0')
    lark_failure_log_id(failure, reply->log_id);
  return answer;
}

bool lark_answer_is_text(const lark_reply *reply) {
  const lark_text *body = &reply->body;
  return reply->code == CURLE_OK && !reply->too_large && !reply->refused &&
         !reply->out_of_memory && is_success(reply->http_status) &&
         reply->has_type && !reply->is_json && !reply->is_page &&
         // Some gateways call JSON a text.
         (body->length_bytes == 0 || body->bytes[0] != '{');
}

lark_answer lark_answer_take_text(lark_reply *reply, lark_result *result,
                                  lark_failure *failure) {
  lark_result_reset(result);
  lark_text_add_char(&reply->body, '\0');
  if (reply->body.failed) return starved(failure);
  result->text = reply->body;
  lark_text_init(&reply->body, &result->text.allocator);
  return (lark_answer){true, LARK_FAIL};
}

bool lark_answer_is_final(lark_answer answer, const lark_failure *failure) {
  if (answer.ok) return true;
  const lark_error *error = &failure->error;
  return answer.reaction == LARK_FAIL && error->status == LARK_EAPI &&
         error->http_status < 500;
}
