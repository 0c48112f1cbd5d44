// SPDX-License-Identifier: MIT

// A request to an app's address for events: checked, decrypted and read. Each
// step fills in the failure that the operator's log gets; the answer to all of
// them is one.
#include "decrypt.h"
#include "envelope.h"
#include "memory.h"
#include "received.h"
#include "signature.h"

// A request on its way: what it was, and what it is read from.
typedef struct receiving {
  lark_received received; // first; the caller has its address
  lark_allocator allocator;
  lark_document *document;
  lark_text answer;
  lark_failure failure;
} receiving;

static const char NOTHING[] = "{}"; // the answer to events and refusals

void lark_event_options_init(lark_event_options *options, size_t size) {
  lark_event_options defaults = {.window_s = 300, .max_body_bytes = 1 << 20};
  memset(options, 0, size);
  memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
  options->size = size;
}

static bool is_given(const char *secret) {
  return secret != NULL && secret[0] != '\0';
}

static lark_status check_options(const lark_event_options *options,
                                 const lark_event_request *request,
                                 lark_failure *failure) {
  if (!is_given(options->encrypt_key) &&
      !is_given(options->verification_token)) {
    lark_fail(failure, LARK_ECONFIG,
              "neither encrypt_key nor verification_token is given");
    lark_failure_hint(failure, "Copy the Encrypt Key from the developer "
                               "console: without one of them a forged event "
                               "looks like a true one.");
    return LARK_ECONFIG;
  }
  if (request->body_bytes <= options->max_body_bytes) return LARK_OK;
  lark_fail(failure, LARK_ELIMIT, "the body has %zu bytes, and %zu are allowed",
            request->body_bytes, options->max_body_bytes);
  lark_failure_hint(failure, "No event is that long: somebody else sends it.");
  return LARK_ELIMIT;
}

static lark_status fail_text(lark_failure *failure) {
  lark_fail(failure, LARK_EDECODE, "the body is no JSON object");
  lark_failure_hint(failure, "Hand on the body as it came, byte for byte. "
                             "Requests of others than the platform end here.");
  return LARK_EDECODE;
}

// Parses the body, and finds the encrypted text in it, or LARK_ABSENT.
static lark_status read_body(receiving *r, const lark_event_request *request,
                             lark_json *encrypted) {
  lark_status status =
      lark_document_parse(request->body_bytes > 0 ? request->body : "",
                          request->body_bytes, &r->document, NULL);
  if (status == LARK_ENOMEM) return status;
  lark_json root = lark_document_root(r->document);
  if (status != LARK_OK || lark_json_type(root) != LARK_OBJECT)
    return fail_text(&r->failure);
  *encrypted = lark_json_get(root, "encrypt");
  return LARK_OK;
}

static lark_status fail_plain(lark_failure *failure) {
  lark_fail(failure, LARK_EAUTH,
            "the body is not encrypted, although encrypt_key is given");
  lark_failure_hint(failure, "Set the Encrypt Key in the developer console, "
                             "too. Requests of others than the platform end "
                             "here.");
  return LARK_EAUTH;
}

static lark_status fail_keyless(lark_failure *failure) {
  lark_fail(failure, LARK_ECONFIG,
            "the body is encrypted, and no encrypt_key is given");
  lark_failure_hint(failure,
                    "Copy the Encrypt Key from the developer console.");
  return LARK_ECONFIG;
}

// Replaces the document by what the encrypted text in it says. A text whose
// padding is wrong is parsed all the same.
static lark_status decrypt(receiving *r, const char *key, lark_json encrypted) {
  size_t length = 0;
  const char *text = lark_json_string(encrypted, &length);
  lark_decrypted plain;
  lark_status status =
      lark_decrypt(&r->allocator, key, text, length, &plain, &r->failure);
  if (status != LARK_OK) return status;
  bool is_padded = plain.is_padded;
  status = lark_document_reuse(r->document, (const char *)plain.bytes,
                               plain.length_bytes, NULL);
  lark_decrypted_clear(&r->allocator, &plain);
  if (status == LARK_ENOMEM || (status == LARK_OK && is_padded)) return status;
  lark_fail(&r->failure, LARK_EAUTH, "the body cannot be decrypted");
  lark_failure_hint(&r->failure, "Compare encrypt_key with the Encrypt Key of "
                                 "the developer console.");
  return LARK_EAUTH;
}

// Has the plain document in the end.
static lark_status uncover(receiving *r, const lark_event_options *options,
                           const lark_event_request *request) {
  lark_json encrypted = {0};
  lark_status status = read_body(r, request, &encrypted);
  if (status != LARK_OK) return status;
  bool is_encrypted = lark_json_type(encrypted) == LARK_STRING;
  if (!is_given(options->encrypt_key))
    return is_encrypted ? fail_keyless(&r->failure) : LARK_OK;
  if (!is_encrypted) return fail_plain(&r->failure);
  return decrypt(r, options->encrypt_key, encrypted);
}

static lark_status check_token(const lark_event_options *options,
                               lark_json token, lark_failure *failure) {
  size_t length = 0;
  const char *given = lark_json_string(token, &length);
  if (!is_given(options->verification_token) ||
      lark_signature_is_secret(given, length, options->verification_token))
    return LARK_OK;
  lark_fail(failure, LARK_EAUTH, "its token is not verification_token");
  lark_failure_hint(failure, "Compare verification_token with the Verification "
                             "Token of the developer console.");
  return LARK_EAUTH;
}

// Whether a challenge is one that may be sent back: short and plain, so that
// nobody has other texts decrypted as if they were challenges.
static bool is_plain(const char *text, size_t length) {
  enum { MOST_BYTES = 256 };
  for (size_t i = 0; i < length; i++) {
    if (text[i] < ' ' || text[i] > '~') return false;
  }
  return length > 0 && length <= MOST_BYTES;
}

// The platform signs no challenges.
static lark_status answer_challenge(receiving *r, lark_json challenge) {
  size_t length = 0;
  const char *text = lark_json_string(challenge, &length);
  if (!is_plain(text, length))
    return lark_fail(&r->failure, LARK_EDECODE,
                     "the challenge is no short text");
  lark_text_add_string(&r->answer, "{\"challenge\":");
  lark_text_add_json_string(&r->answer, text, length);
  lark_text_add_char(&r->answer, '}');
  if (r->answer.failed) return LARK_ENOMEM;
  r->received.kind = LARK_RECEIVED_CHALLENGE;
  r->received.answer = r->answer.bytes;
  r->received.answer_bytes = r->answer.length_bytes;
  return LARK_OK;
}

static void keep_event(lark_received *received, const lark_envelope *envelope) {
  received->kind = LARK_RECEIVED_EVENT;
  received->id = envelope->id;
  received->type = envelope->type;
  received->app_id = envelope->app_id;
  received->tenant_key = envelope->tenant_key;
  received->create_time_ms = envelope->create_time_ms;
  received->event = envelope->event;
}

static lark_status receive(receiving *r, const lark_event_options *options,
                           const lark_event_request *request, int64_t now_ms) {
  lark_status status = check_options(options, request, &r->failure);
  if (status == LARK_OK) status = uncover(r, options, request);
  if (status != LARK_OK) return status;

  lark_envelope envelope;
  bool is_read = lark_envelope_read(lark_document_root(r->document), &envelope);
  bool is_challenge = lark_json_type(envelope.challenge) == LARK_STRING;
  if (is_given(options->encrypt_key) && !is_challenge)
    status = lark_signature_check(options, request, now_ms, &r->failure);
  if (status == LARK_OK && !is_read)
    status = lark_fail(&r->failure, LARK_EDECODE,
                       "it is no event: its id, type or body is missing");
  if (status == LARK_OK)
    status = check_token(options, envelope.token, &r->failure);
  if (status != LARK_OK) return status;
  if (is_challenge) return answer_challenge(r, envelope.challenge);
  keep_event(&r->received, &envelope);
  return LARK_OK;
}

// Nothing of a refused request stays.
static void refuse(receiving *r) {
  lark_document_free(r->document);
  r->document = NULL;
  r->received.kind = LARK_RECEIVED_NOTHING;
  r->received.http_status = 401;
  r->received.error = r->failure.error;
}

// Makes one that is to be filled in. NULL where memory lacks.
static receiving *new_receiving(const lark_allocator *allocator) {
  receiving *r = lark_alloc(allocator, sizeof *r);
  if (r == NULL) return NULL;
  r->allocator = *allocator;
  lark_text_init(&r->answer, &r->allocator);
  r->received = (lark_received){
      .size = sizeof r->received,
      .http_status = 200,
      .answer = NOTHING,
      .answer_bytes = sizeof NOTHING - 1,
      .id = "",
      .type = "",
      .app_id = "",
      .tenant_key = "",
  };
  return r;
}

// Gives the caller what was received, or refused.
static lark_status hand_out(receiving *r, lark_status status,
                            lark_received **out) {
  if (status == LARK_ENOMEM) {
    lark_received_free(&r->received);
    return LARK_ENOMEM;
  }
  if (status != LARK_OK) refuse(r);
  *out = &r->received;
  return LARK_OK;
}

// Options and requests of older callers may be shorter.
#define COPY_SIZED(to, from)                                                   \
  memcpy((to), (from),                                                         \
         (from)->size < sizeof *(to) ? (from)->size : sizeof *(to))

lark_status lark_event_receive(const lark_event_options *options,
                               const lark_event_request *request,
                               int64_t now_ms, lark_received **out) {
  lark_event_options known;
  lark_event_request whole = {0};
  *out = NULL;
  lark_event_options_init(&known, sizeof known);
  COPY_SIZED(&known, options);
  COPY_SIZED(&whole, request);
  receiving *r = new_receiving(&known.allocator);
  if (r == NULL) return LARK_ENOMEM;
  return hand_out(r, receive(r, &known, &whole, now_ms), out);
}

static lark_status fail_event(lark_failure *failure) {
  return lark_fail(failure, LARK_EDECODE,
                   "it is no event: its id, type or body is missing");
}

static lark_status read_trusted(receiving *r,
                                const lark_event_request *request) {
  lark_json encrypted = {0};
  lark_envelope envelope;
  lark_status status = read_body(r, request, &encrypted);
  if (status != LARK_OK) return status;
  if (!lark_envelope_read(lark_document_root(r->document), &envelope) ||
      lark_json_type(envelope.event) == LARK_ABSENT)
    return fail_event(&r->failure);
  keep_event(&r->received, &envelope);
  return LARK_OK;
}

lark_status lark_received_read(const lark_allocator *allocator,
                               const char *body, size_t body_bytes,
                               lark_received **out) {
  const lark_event_request request = {
      .size = sizeof request, .body = body, .body_bytes = body_bytes};
  *out = NULL;
  receiving *r = new_receiving(allocator);
  if (r == NULL) return LARK_ENOMEM;
  return hand_out(r, read_trusted(r, &request), out);
}

bool lark_event_can_decrypt(void) {
#ifdef LARK_HAS_CRYPTO
  return true;
#else
  return false;
#endif
}

void lark_received_free(lark_received *received) {
  if (received == NULL) return;
  receiving *r = (receiving *)received;
  lark_allocator allocator = r->allocator;
  lark_document_free(r->document);
  lark_text_clear(&r->answer);
  lark_release(&allocator, r, sizeof *r);
}
