// SPDX-License-Identifier: MIT

// Events from C: what the specs of lark.events.receive do not reach. They have
// the rest, with requests that openssl made.
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "lark_events.h"

static const char PLAIN[] =
    "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"e1\","
    "\"event_type\":\"hire.talent.deleted_v1\",\"token\":\"made-up\"},"
    "\"event\":{\"talent_id\":\"1\"}}";

// Made by openssl from PLAIN, the IV "0123456789abcdef" and the key "made-up".
static const char SEALED[] =
    "{\"encrypt\":\"MDEyMzQ1Njc4OWFiY2RlZokUKyY+UnUlxvOhCxf+QwcYylrrZqHu7G4x+"
    "WrJwihDF4azCNbkMjc1jkPWSwmv9qQXgcsQ8ceqxTzr8t7ZS4sf98LicQxXz7IYsxfKdI8Eg5d"
    "w0E65OIo/Zn6MT+w8mOJvIeIfobJX0z2T7Dj+/24KJrSs0DaR+bEuqcQKCpbp\"}";
static const char SIGNATURE[] =
    "86440bb19093aaaf48c94440b195f4be4efe0c1838970d401e91ff6475136c5e";

static lark_event_request request_of(const char *body) {
  lark_event_request request = {
      .size = sizeof request, .body = body, .body_bytes = strlen(body)};
  return request;
}

static lark_event_options options_of(const char *key, const char *token) {
  lark_event_options options;
  lark_event_options_init(&options, sizeof options);
  options.encrypt_key = key;
  options.verification_token = token;
  return options;
}

static lark_received *receive(const lark_event_options *options,
                              const lark_event_request *request) {
  lark_received *received = NULL;
  CHECK(lark_event_receive(options, request, 1600000000000, &received) ==
        LARK_OK);
  return received;
}

static void reads_an_event(void) {
  lark_event_options options = options_of(NULL, "made-up");
  lark_event_request request = request_of(PLAIN);
  lark_received *received = receive(&options, &request);
  CHECK(received->kind == LARK_RECEIVED_EVENT);
  CHECK(received->http_status == 200);
  CHECK(received->error.status == LARK_OK);
  CHECK(strcmp(received->id, "e1") == 0);
  CHECK(strcmp(received->type, "hire.talent.deleted_v1") == 0);
  CHECK(strcmp(received->app_id, "") == 0);
  CHECK(received->create_time_ms == 0);
  CHECK(lark_event_type_find(received->type) != NULL);
  lark_json id = lark_json_get(received->event, "talent_id");
  CHECK(strcmp(lark_json_string(id, NULL), "1") == 0);
  lark_received_free(received);
}

static lark_event_request sealed_request(void) {
  lark_event_request request = request_of(SEALED);
  request.timestamp = "1600000000";
  request.nonce = "n";
  request.signature = SIGNATURE;
  return request;
}

// Or says that it cannot, in a build without OpenSSL.
static void decrypts(void) {
  lark_event_options options = options_of("made-up", "");
  lark_event_request request = sealed_request();
  lark_received *received = receive(&options, &request);
  if (lark_event_can_decrypt()) {
    CHECK(received->kind == LARK_RECEIVED_EVENT);
    CHECK(strcmp(received->id, "e1") == 0);
  } else {
    CHECK(received->kind == LARK_RECEIVED_NOTHING);
    CHECK(received->error.status == LARK_ECONFIG);
    CHECK(strstr(received->error.hint, "libssl-dev") != NULL);
  }
  lark_received_free(received);
}

// A program that was compiled when there was less to say, or more.
static void takes_structs_of_other_sizes(void) {
  lark_event_options options = options_of("made-up", "made-up");
  options.size = offsetof(lark_event_options, verification_token);
  options.window_s = 0; // it does not know of it
  lark_event_request request = sealed_request();
  lark_received *received = receive(&options, &request);
  CHECK(!lark_event_can_decrypt() || received->kind == LARK_RECEIVED_EVENT);
  lark_received_free(received);

  request.size = offsetof(lark_event_request, timestamp);
  received = receive(&options, &request);
  CHECK(received->kind == LARK_RECEIVED_NOTHING);
  lark_received_free(received);
}

static void takes_no_body(void) {
  lark_event_options options = options_of(NULL, "made-up");
  lark_event_request request = {.size = sizeof request};
  lark_received *received = receive(&options, &request);
  CHECK(received->kind == LARK_RECEIVED_NOTHING);
  CHECK(received->http_status == 401);
  CHECK(received->error.status == LARK_EDECODE);
  CHECK(received->answer_bytes == 2 && memcmp(received->answer, "{}", 2) == 0);
  lark_received_free(received);
  lark_received_free(NULL);
}

typedef struct scant {
  long left; // allocations until one fails
  size_t taken;
} scant;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  scant *memory = user;
  if (new_bytes > 0 && memory->left-- == 0) return NULL;
  memory->taken += new_bytes - (block != NULL ? old_bytes : 0);
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

// Each allocation in turn fails, and nothing is left.
static void ends_where_memory_lacks(const lark_event_request *request,
                                    lark_event_options options) {
  scant memory = {0};
  lark_status status = LARK_ENOMEM;
  options.allocator = (lark_allocator){resize, &memory};
  for (long at = 0; status == LARK_ENOMEM && at < 20; at++) {
    lark_received *received = NULL;
    memory.left = at;
    status = lark_event_receive(&options, request, 1600000000000, &received);
    CHECK((status == LARK_OK) == (received != NULL));
    lark_received_free(received);
    CHECK(memory.taken == 0);
  }
  CHECK(status == LARK_OK);
}

int main(void) {
  reads_an_event();
  decrypts();
  takes_structs_of_other_sizes();
  takes_no_body();
  lark_event_request sealed = sealed_request();
  ends_where_memory_lacks(&sealed, options_of("made-up", NULL));
  lark_event_request challenge = request_of(
      "{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"c\"}");
  ends_where_memory_lacks(&challenge, options_of(NULL, "t"));
  return check_failures();
}
