// SPDX-License-Identifier: MIT

/// liblark: the Feishu / Lark Hire API for C programs.
///
/// A client holds the credentials of one app, its token, its connections and
/// its rate budgets. Calls are started, the client is stepped, and each call's
/// callback runs once:
///
///     lark_options options;
///     lark_options_init(&options, sizeof options);
///     lark_options_environment(&options);
///     lark_client *client;
///     if (lark_open(&options, &client, NULL) != LARK_OK) ...
///     lark_param id = lark_string("application_id", "6134134355464633");
///     lark_start(client, "hire.referral.get_by_application", &id, 1,
///                print_referral, NULL, NULL);
///     while (lark_pending(client) > 0) lark_wait(client, -1);
///     lark_close(client);
///
/// Rules that hold everywhere:
/// - A handle is used by one thread at a time and may move between threads.
///   lark_wakeup() alone may be called from any thread at any time.
/// - Functions that can fail return a lark_status. Nothing prints, exits,
///   aborts, blocks (but lark_wait) or starts threads of its own; libcurl
///   starts one for each name lookup.
/// - Strings are UTF-8 and end with a NUL. A function copies what it is given.
///   What it hands out belongs to the library, and lives as long as its comment
///   says.
/// - A pointer may be NULL only where a comment says what that means.
/// - `_ms` is milliseconds, `_us` microseconds, `_bytes` bytes.
#ifndef LARK_H
#define LARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lark_catalog.h"
#include "lark_json.h"
#include "lark_recorder.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The version of this header. lark_version() returns the library's.
#define LARK_VERSION "0.1.0"
LARK_API const char *lark_version(void);

/// The versions of libcurl and of the libraries that it uses, TLS first:
/// "libcurl/7.88.1 OpenSSL/3.0.19 ...". libcurl writes the text anew each time,
/// so that only one thread may ask at a time.
LARK_API const char *lark_transport(void);

/// Sets the language of errors: of `msg` where the library wrote it, and of
/// `hint`. "en" or "zh", also as in locales ("zh-CN", "zh_CN.UTF-8"). One for
/// the process; until it is set it is that of the environment's LARK_LANG, or
/// "en". What the platform says stays as it came, and codes and kinds never
/// change. Safe on any thread. LARK_EINVAL: it is none of these.
LARK_API lark_status lark_set_language(const char *name);

/// The language that is set: "en" or "zh".
LARK_API const char *lark_language(void);

// ------------------------------------------------------------------- client

typedef struct lark_client lark_client;

/// The end of a call: its answer or error. Also why a client was not opened.
typedef struct lark_result lark_result;

/// One attempt of a call, as it is logged. No field can hold a secret: names
/// come from the catalog, the log id from the platform.
typedef struct lark_log_entry {
  size_t size;          ///< sizeof (lark_log_entry), as the library knows it
  const char *endpoint; ///< for a request past the catalog, its method
  uint32_t attempt;     ///< counted from 1
  int http_status;      ///< 0: no answer
  int64_t code;         ///< the platform's; 0: none
  lark_status status;   ///< LARK_OK, or how it failed
  const char *log_id;   ///< "" where there is none
  uint64_t wait_us;     ///< wait before sending: limits, tokens, pauses
  uint64_t duration_us; ///< from sending to the end of the answer
  const char *next;     ///< "done", "failed", "repeat", "hold" or "renew token"
  int64_t date_s;       ///< the server's clock, since 1970; 0: unknown
  uint32_t limit;       ///< the limit that the server named; 0: none
  const char *mended;   ///< the odd values that a lenient client read, such as
                        ///< "data.items[3].name, data.total"; "": none
  const char *note;     ///< "", unless `endpoint` is "store" or "events": then
                        ///< the entry is no attempt, and this says what
                        ///< happened to the store, or to the long connection
} lark_log_entry;

/// Gets each attempt when it has ended, from inside a step. It must not call
/// the client's functions.
typedef void lark_log(void *user, const lark_log_entry *entry);

/// A rate limit that replaces an endpoint's documented ones.
typedef struct lark_limit_option {
  const char *endpoint;
  const lark_rate *rates; ///< NULL keeps no budget for this endpoint
  size_t rate_count;
} lark_limit_option;

/// Where tokens and rate budgets are kept. They belong to an app and a tenant
/// rather than to a client, so that clients may share a store: one app token
/// for all tenants of a store app, one budget for two clients of the same
/// tenant. Each base URL, app, secret and tenant has its own. A store without a
/// name and all its clients are used by one thread at a time.
typedef struct lark_store lark_store;

/// Makes a store in memory. NULL where memory lacks. The caller gives it back
/// with lark_store_release(); clients opened with it keep it alive. `allocator`
/// NULL: realloc() and free().
LARK_API lark_store *lark_store_memory(const lark_allocator *allocator);
LARK_API void lark_store_release(lark_store *store);

/// Finds the process's store of this name, or makes one in memory. It may be
/// shared by clients on several threads; each client is still used by one
/// thread at a time.
///
/// On LARK_OK the caller owns a reference in `*out`, and gives it back with
/// lark_store_release(), from any thread. Clients opened with the store hold
/// references of their own. When the last reference is given back, the store
/// ends and its name is free. Otherwise `*out` is NULL: LARK_ENOMEM.
///
/// `allocator` counts if this call makes the store. All threads then use it,
/// one at a time, until the store ends. NULL: realloc() and free().
LARK_API lark_status lark_store_named(const char *name,
                                      const lark_allocator *allocator,
                                      lark_store **out);

/// Returns a store app's latest app_ticket, which the platform sent to the
/// app's event address; NULL where there is none yet. The client asks, from
/// inside a step, when it needs a ticket, and then several times a second until
/// a new one comes. It copies the text. The function must not call the client's
/// functions.
typedef const char *lark_ticket(void *user);

/// How a client is set up. lark_options_init() fills in the defaults.
typedef struct lark_options {
  size_t size; ///< sizeof (lark_options), set by lark_options_init()

  /// The credentials of an app, from the developer console; or a token that the
  /// host fetched by other means, which the client cannot renew.
  const char *app_id;
  const char *app_secret;
  const char *tenant_access_token;

  const char *base_url; ///< NULL: "https://open.feishu.cn"
  const char *proxy;    ///< a URL; NULL: the environment's, never for loopback
                        ///< or what no_proxy lists
  const char *ca_file;  ///< PEM bundle, for https proxies, too; NULL: the
                        ///< system's
  bool allow_http;      ///< false: plain http only to loopback

  // With their defaults.
  uint32_t timeout_ms;         ///< 30000; for one attempt
  uint32_t connect_timeout_ms; ///< 10000; for connecting, TLS included
  uint32_t idle_timeout_ms;    ///< 15000; how long no byte may move
  uint32_t deadline_ms;        ///< 0 (none); for a whole call, waits included
  uint32_t retries;            ///< 3; repeats after failures other than 429
  uint32_t max_in_flight;      ///< 256; attempts on the wire at once
  uint64_t max_response_bytes; ///< 32 MiB; of a decompressed body

  bool no_limits;                  ///< true: keep no rate budgets
  const lark_limit_option *limits; ///< replacements, copied
  size_t limit_count;

  lark_allocator allocator; ///< resize NULL: realloc() and free()
  const char *user_agent;   ///< NULL: "lualark/<version>"

  lark_log *log; ///< NULL: none
  void *log_user;

  /// For store apps. The ticket comes from `app_ticket`, from `ticket`, or from
  /// lark_set_app_ticket(). If it is missing or refused, the client asks the
  /// platform to send it again, and calls wait for it up to `timeout_ms`.
  const char *app_type;   ///< "custom" (self-built) or "isv"; NULL: "custom"
  const char *tenant_key; ///< for whom a store app works
  const char *app_ticket; ///< ignored if the store holds one already
  lark_ticket *ticket;
  void *ticket_user;

  lark_store *store;   ///< to share with other clients; NULL: its own
  const char *tls_min; ///< "1.2" or "1.3"; NULL: "1.2"

  /// Copied; its `user` must outlive the client, unless it has retain() and
  /// release(). The recording belongs to `app_id` and, for a store app,
  /// `tenant_key`: such a client needs them even if it is given a token. NULL:
  /// none.
  const lark_recorder *recorder;

  /// true: reads answers with odd values instead of refusing them. U+FFFD
  /// stands for damaged text, and a number beyond int64_t or double is a string
  /// of its digits. The log and lark_stats say where.
  bool lenient;

  bool drift; ///< compare answers with the catalog: see lark_drift.h

  /// A file that holds app_secret and nothing else. It counts where app_secret
  /// is NULL.
  const char *app_secret_file;

  /// Options that are NULL come from this section of
  /// $XDG_CONFIG_HOME/lualark/profiles.ini (~/.config/...), which must have
  /// mode 0600. Its keys are app_id, app_secret, app_secret_file, base_url,
  /// ca_file, proxy and user_access_token. NULL: none.
  const char *profile;

  /// The URL of a Redis server that shares tokens and rate budgets with other
  /// processes; lark_store_open() says how. It counts where `store` is NULL.
  /// NULL or "": none.
  const char *store_url;

  /// The token of a person who has logged in, for endpoints that need one. The
  /// client cannot renew it. An endpoint that takes either kind gets it where
  /// the client has no other token. It may be the only credential.
  const char *user_access_token;

  /// Copied; it belongs to `app_id` and `tenant_key` like a recorder. NULL:
  /// none.
  const lark_journal *journal;
} lark_options;

/// Fills in the defaults; `size` is sizeof *options.
LARK_API void lark_options_init(lark_options *options, size_t size);

/// Fills in options that are NULL from LARK_APP_ID, LARK_APP_SECRET (or
/// LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_APP_TYPE, LARK_TENANT_KEY,
/// LARK_APP_TICKET, LARK_CA_FILE (or CURL_CA_BUNDLE, or SSL_CERT_FILE),
/// LARK_PROFILE, LARK_STORE (`store_url`) and LARK_USER_ACCESS_TOKEN;
/// LARK_LENIENT=1 sets `lenient`.
/// The strings stay the environment's: open the client before it changes.
LARK_API void lark_options_environment(lark_options *options);

/// An error. Pointers are NULL where there is nothing to say. They live
/// as long as the result, or as lark_last_error() says.
typedef struct lark_error {
  lark_status status;
  int64_t code;          ///< the platform's; 0: none
  const char *msg;       ///< what happened
  const char *hint;      ///< what to do
  const char *endpoint;  ///< whose call; of a request, method and path
  const char *parameter; ///< which one is wrong
  const char *log_id;    ///< what the platform's support asks for
  int http_status;       ///< 0: no answer
  uint32_t attempts;     ///< how often the call was sent
  bool retryable;        ///< trying again later may help
  lark_json detail;      ///< the answer's `error` object, or LARK_ABSENT
} lark_error;

/// Makes a client; connects to nothing yet.
///
/// On LARK_OK the caller owns `*out` and ends it with lark_close(). Otherwise
/// `*out` is NULL: LARK_ECONFIG where an option is missing or wrong,
/// LARK_ENOMEM, or LARK_EFILES where no descriptor is left. `why`, unless NULL,
/// then gets a result whose lark_result_error() has the particulars. The caller
/// ends it with lark_result_free(). It is NULL on success, and may be NULL
/// where memory lacks.
LARK_API lark_status lark_open(const lark_options *options, lark_client **out,
                               lark_result **why);

/// Ends a client. Calls that have not ended are completed as LARK_ECANCELLED,
/// and their callbacks run before it returns; new calls are refused. Inside a
/// callback it takes effect when the outermost lark function returns. NULL is
/// allowed.
LARK_API void lark_close(lark_client *client);

/// Ends a client like lark_close(), but runs no callbacks.
LARK_API void lark_abandon(lark_client *client);

/// Gives a store app's client the latest ticket. All clients of that app in the
/// same store get it. LARK_OK, LARK_ECONFIG where this is no store app or the
/// ticket is empty, or LARK_ENOMEM; see lark_last_error().
LARK_API lark_status lark_set_app_ticket(lark_client *client,
                                         const char *ticket);

// -------------------------------------------------------------------- calls

/// The handle of a started call. It is never reused: when the call has ended,
/// the handle is stale, and lark_cancel() says so. 0 is no call.
typedef uint64_t lark_call;

/// Runs once for each started call, from lark_step(), lark_wait() or
/// lark_close(). `result` lives until the callback returns; see
/// lark_result_keep(). The callback may start, cancel and close.
typedef void lark_done(lark_client *client, lark_call call, lark_result *result,
                       void *user);

/// A parameter's value. The constructors below make them.
typedef struct lark_param {
  const char *name;
  lark_type type; ///< BOOLEAN, INTEGER, NUMBER, STRING, JSON or FILE
  union {
    bool boolean;
    int64_t integer;
    double number;
    struct {
      const char *bytes;
      size_t length_bytes;
    } string;                     ///< also for JSON: the text of any value
    const struct lark_file *file; ///< see lark_files.h
  } value;
} lark_param;

static inline lark_param lark_string(const char *name, const char *value) {
  lark_param param = {name, LARK_STRING, {0}};
  param.value.string.bytes = value;
  param.value.string.length_bytes = strlen(value);
  return param;
}

static inline lark_param lark_integer(const char *name, int64_t value) {
  lark_param param = {name, LARK_INTEGER, {0}};
  param.value.integer = value;
  return param;
}

static inline lark_param lark_number(const char *name, double value) {
  lark_param param = {name, LARK_NUMBER, {0}};
  param.value.number = value;
  return param;
}

static inline lark_param lark_boolean(const char *name, bool value) {
  lark_param param = {name, LARK_BOOLEAN, {0}};
  param.value.boolean = value;
  return param;
}

static inline lark_param lark_json_text(const char *name, const char *text) {
  lark_param param = {name, LARK_JSON, {0}};
  param.value.string.bytes = text;
  param.value.string.length_bytes = strlen(text);
  return param;
}

/// Starts a call; nothing is sent, and no callback runs, before the next step.
///
/// On LARK_OK `done` will run exactly once, with `user`. `call`, unless NULL,
/// gets the call's handle. Otherwise nothing was started: LARK_EPARAM where the
/// endpoint is unknown, a parameter is missing, unknown or wrong, or a file is
/// missing, empty or too large; LARK_EFILES where too many are open;
/// LARK_ECONFIG where the endpoint is not for apps of this type, or needs a
/// token that the client cannot have; LARK_ECLOSED; or LARK_ENOMEM.
/// lark_last_error() has the particulars.
LARK_API lark_status lark_start(lark_client *client, const char *endpoint,
                                const lark_param *params, size_t param_count,
                                lark_done *done, void *user, lark_call *call);

/// Does the same for an endpoint that was looked up before, or that the caller
/// describes. A description must outlive the client, or be forgotten.
LARK_API lark_status lark_start_endpoint(lark_client *client,
                                         const lark_endpoint *endpoint,
                                         const lark_param *params,
                                         size_t param_count, lark_done *done,
                                         void *user, lark_call *call);

/// Does the same in the name of the person whose `user_access_token` it is, in
/// place of the client's tokens; NULL: none. LARK_EPARAM where the endpoint
/// does not take such tokens, or this is none.
LARK_API lark_status lark_start_as(lark_client *client,
                                   const lark_endpoint *endpoint,
                                   const char *user_access_token,
                                   const lark_param *params, size_t param_count,
                                   lark_done *done, void *user,
                                   lark_call *call);

/// Forgets a description that was given to lark_start_endpoint(). It may be
/// freed then although the client lives on. None of its calls may be under way;
/// cancelled ones are not.
LARK_API void lark_forget_endpoint(lark_client *client,
                                   const lark_endpoint *endpoint);

/// Names the next call that is started with the client, for its journal: "7"
/// for a row 7. Runs find a change of the same endpoint again by its name; one
/// without a name is found by its content. The name is copied, and forgotten
/// where that call cannot be started. LARK_OK, LARK_ENOMEM, or LARK_EPARAM
/// where it is longer than 128 bytes.
LARK_API lark_status lark_name_next(lark_client *client, const char *row);

/// Checks parameters like lark_start() and shows what would be sent, without a
/// client. Adds path and query to `url`, and the JSON text, if any, to `body`.
/// A form with a file is shown as JSON, with the file's name and size.
///
/// LARK_OK, LARK_EPARAM or LARK_ENOMEM; `why` is as for lark_open().
LARK_API lark_status lark_preview(const char *endpoint,
                                  const lark_param *params, size_t param_count,
                                  lark_text *url, lark_text *body,
                                  lark_result **why);

/// Does the same for an endpoint that the caller looked up or describes.
LARK_API lark_status lark_preview_endpoint(const lark_endpoint *endpoint,
                                           const lark_param *params,
                                           size_t param_count, lark_text *url,
                                           lark_text *body, lark_result **why);

/// A header line of a request.
typedef struct lark_header {
  const char *name;
  const char *value;
} lark_header;

/// A request to any path of the platform, past the catalog. It is not
/// validated, carries the tenant token, and is repeated only if its method is
/// GET. It keeps the rate budget of the endpoint whose method and path it has.
/// Other requests of the same method and path keep one together, which has no
/// limit until the server refuses one; segments with digits (ids) count as the
/// same.
///
/// An answer that is neither JSON nor HTML is not read: see lark_result_text().
typedef struct lark_request {
  const char *method;      ///< "GET", "POST", "PUT", "PATCH" or "DELETE"
  const char *path;        ///< from "/" on, percent-encoded, without a query
  const lark_param *query; ///< scalars, or JSON arrays of scalars: each repeats
                           ///< the name. A name may occur several times
  size_t query_count;
  const char *body;           ///< JSON text, sent as it is; NULL: none
  size_t body_bytes;          ///< 0: up to the NUL
  const lark_header *headers; ///< more of them, but none that the client or
                              ///< HTTP sets, such as Authorization and Host
  size_t header_count;
  bool body_is_text; ///< `body` is no JSON: its Content-Type is text/plain,
                     ///< unless `headers` say otherwise
  const lark_rate *rates; ///< limits in place of the catalog's
  size_t rate_count;
  bool no_limits;                ///< true: keep no rate budget
  const char *user_access_token; ///< in place of the client's; NULL: none
} lark_request;

/// Starts a request like lark_start(). LARK_EPARAM where method, path, a header
/// or a part of the query is wrong.
LARK_API lark_status lark_start_request(lark_client *client,
                                        const lark_request *request,
                                        lark_done *done, void *user,
                                        lark_call *call);

/// Checks a request and shows what would be sent, without a client, as
/// lark_preview() does for an endpoint.
LARK_API lark_status lark_preview_request(const lark_request *request,
                                          lark_text *url, lark_text *body,
                                          lark_result **why);

/// Cancels a call at any stage. It completes as LARK_ECANCELLED in the next
/// step. LARK_OK; or LARK_ESTALE where it has ended already.
LARK_API lark_status lark_cancel(lark_client *client, lark_call call);

/// Says whether an answer may grow to `bytes` (0 when an attempt begins). False
/// ends the call as LARK_ELIMIT. It must not call the client's functions.
typedef bool lark_meter(void *user, uint64_t bytes);

/// Sets a meter for the answer of a started call, for owners that can hold less
/// than `max_response_bytes`. It gets the call's `user`. LARK_OK; or
/// LARK_ESTALE where the call has ended already.
LARK_API lark_status lark_meter_call(lark_client *client, lark_call call,
                                     lark_meter *meter);

/// Why the client's function that failed last failed. It lives until the next
/// call of any function of the client. Never NULL.
LARK_API const lark_error *lark_last_error(const lark_client *client);

/// How many calls were started and have not ended; listening (lark_listen.h)
/// counts as one.
LARK_API size_t lark_pending(const lark_client *client);

/// Why the call failed; NULL where it succeeded.
LARK_API const lark_error *lark_result_error(const lark_result *result);

/// The answer's `data`; an empty object where there is none, or the call
/// failed.
LARK_API lark_json lark_result_data(const lark_result *result);

/// The answer to a request if it is neither JSON nor HTML, as it came; NULL for
/// all others. It lives as long as the result, and ends with a NUL.
LARK_API const char *lark_result_text(const lark_result *result,
                                      size_t *length_bytes);

/// Inside a callback: makes the result the caller's own. The caller ends it
/// with lark_result_free(), which may be after the client has closed. It shares
/// memory with its client: one thread at a time uses the two.
LARK_API lark_result *lark_result_keep(lark_result *result);
LARK_API void lark_result_free(lark_result *result);

// ------------------------------------------------------------------ driving

/// Does what there is to do: sends, receives, runs callbacks. Never sleeps.
/// After `budget_us` (0: one round) it stops, and the rest waits for the next
/// step. LARK_OK; or LARK_ENOMEM or LARK_EFILES where the loop itself lacked
/// memory or descriptors: no call is lost then.
LARK_API lark_status lark_step(lark_client *client, uint32_t budget_us);

/// Sleeps until there is something to do, at most `timeout_ms` (-1: without
/// end), and then steps like lark_step().
LARK_API lark_status lark_wait(lark_client *client, int timeout_ms);

/// The client's one descriptor. It is readable (level-triggered) whenever
/// lark_step() has work, timers included, so that any loop can watch it. It
/// stays the client's.
LARK_API int lark_fd(lark_client *client);

/// For loops without descriptors: how many milliseconds until lark_step() has
/// work; 0: it has some, -1: none is planned. It does not look at traffic.
LARK_API int lark_timeout_ms(lark_client *client);

/// Makes a lark_wait() in another thread return, or else the next one.
LARK_API void lark_wakeup(lark_client *client);

/// A client's figures so far.
typedef struct lark_stats {
  size_t size;             ///< sizeof (lark_stats), set by the caller
  uint64_t calls;          ///< calls that ended
  uint64_t failures;       ///< calls that ended with an error
  uint64_t attempts;       ///< attempts sent
  uint64_t retries;        ///< attempts that were to be sent again
  uint64_t limit_waits;    ///< calls that waited for a rate budget
  uint64_t limited;        ///< answers that said "too many requests"
  uint64_t token_fetches;  ///< requests for tokens
  uint64_t sent_bytes;     ///< bodies and headers
  uint64_t received_bytes; ///< bodies and headers, as on the wire
  uint64_t p50_us;         ///< half of the attempts took no longer
  uint64_t p90_us;
  uint64_t p99_us;
  uint64_t max_us;
  uint64_t recalled;      ///< calls that a recorder answered
  uint64_t limit_waiting; ///< calls that wait for a rate budget now
  uint64_t mended;        ///< odd values that a lenient client read
  const char *mended_at;  ///< where, a line for each answer, as far as there is
                          ///< room; it lives as long as the client
} lark_stats;

/// Fills in `*stats`, up to `stats->size`.
LARK_API void lark_client_stats(const lark_client *client, lark_stats *stats);

#ifdef __cplusplus
}
#endif

#endif
