// SPDX-License-Identifier: MIT

/// Events: what the platform sends by itself when something happens. The
/// catalog has the types of events (lark_event_type_find).
///
/// The platform sends an event to the app's request address as an HTTP POST.
/// Any web server may take it; lark_event_receive() says what it is and how to
/// answer:
///
///     lark_event_options options;
///     lark_event_options_init(&options, sizeof options);
///     options.encrypt_key = ...; // from the developer console
///     lark_event_request request = {sizeof request, body, body_bytes,
///                                   timestamp, nonce, signature};
///     lark_received *received;
///     if (lark_event_receive(&options, &request, now_ms, &received) !=
///         LARK_OK) ... // answer 500: the platform sends it again
///     if (received->kind == LARK_RECEIVED_EVENT) keep(received);
///     if (received->kind == LARK_RECEIVED_NOTHING) log(received->error.msg);
///     answer(received->http_status, received->answer, received->answer_bytes);
///     lark_received_free(received);
///
/// - Answer within 3 s: do what takes longer afterwards. An event that was not
///   answered with 200 is sent again after 15 s, 5 min, 1 h and 6 h.
/// - An event may come several times, and then has the same `id`. Dropping
///   duplicates is the caller's.
/// - A refusal looks the same from outside whatever its cause. `error` is for
///   the operator's log: it has no secret and nothing of the body.
#ifndef LARK_EVENTS_H
#define LARK_EVENTS_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How requests are checked. Without encrypt_key and verification_token
/// nothing can be told from a forgery, and all is refused.
typedef struct lark_event_options {
  size_t size; ///< sizeof (lark_event_options), by lark_event_options_init()

  /// The Encrypt Key of the developer console; NULL or "": none. With one,
  /// bodies must be encrypted, and events must be signed and fresh.
  const char *encrypt_key;

  /// The Verification Token of the developer console; NULL or "": it is not
  /// looked at. Without encrypt_key it is the only check.
  const char *verification_token;

  /// How many seconds the time of a signed request may differ from `now_ms`,
  /// either way; 300.
  uint32_t window_s;

  size_t max_body_bytes;    ///< a longer body is refused unread; 1 MiB
  lark_allocator allocator; ///< resize NULL: realloc() and free()
} lark_event_options;

/// Fills in the defaults; `size` is sizeof *options.
LARK_API void lark_event_options_init(lark_event_options *options, size_t size);

/// A request that came to the request address. The headers are NULL where they
/// are absent.
typedef struct lark_event_request {
  size_t size;           ///< sizeof (lark_event_request)
  const char *body;      ///< the raw bytes: the signature is over them
  size_t body_bytes;     ///< how many
  const char *timestamp; ///< the header X-Lark-Request-Timestamp
  const char *nonce;     ///< the header X-Lark-Request-Nonce
  const char *signature; ///< the header X-Lark-Signature
} lark_event_request;

typedef enum lark_received_kind {
  LARK_RECEIVED_NOTHING,   ///< refused: `error` says why
  LARK_RECEIVED_CHALLENGE, ///< the platform's check of the address: answer it
  LARK_RECEIVED_EVENT
} lark_received_kind;

/// The meaning of a request, and its answer. Everything lives as long as it
/// does.
typedef struct lark_received {
  size_t size; ///< sizeof (lark_received), as the library knows it
  lark_received_kind kind;

  int http_status;    ///< of the answer: 200, or 401 for every refusal
  const char *answer; ///< its body, "application/json"
  size_t answer_bytes;

  /// Why it was refused, and what to look at: for the log, in the language that
  /// is set. LARK_EAUTH: signature, time, token or key; LARK_EDECODE: no event;
  /// LARK_ELIMIT: too long; LARK_ECONFIG: the options are at fault.
  lark_error error;

  // The rest belongs to an event. Texts are "" where the platform left them
  // out.
  const char *id;         ///< the same when the platform sends it again
  const char *type;       ///< such as "hire.application.stage_changed_v1"
  const char *app_id;     ///< the app that it is for
  const char *tenant_key; ///< the tenant that it happened in
  int64_t create_time_ms; ///< when it was made, since 1970; 0: unknown
  lark_json event;        ///< its body, an object
} lark_received;

/// Checks, decrypts and reads a request. It keeps nothing of it, takes about as
/// long whatever is wrong, and may be called on any thread.
///
/// `now_ms` is the present in milliseconds since 1970, which the age of signed
/// requests is measured by.
///
/// On LARK_OK, also for a refusal, the caller owns `*out` and ends it with
/// lark_received_free(). Otherwise `*out` is NULL: LARK_ENOMEM.
LARK_API lark_status lark_event_receive(const lark_event_options *options,
                                        const lark_event_request *request,
                                        int64_t now_ms, lark_received **out);
LARK_API void lark_received_free(lark_received *received); ///< or NULL

/// Whether this build can decrypt: it has OpenSSL. Without it, requests that
/// are encrypted are refused, and `error` says so.
LARK_API bool lark_event_can_decrypt(void);

#ifdef __cplusplus
}
#endif

#endif
