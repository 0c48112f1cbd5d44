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
/// - Strings are UTF-8 and end with a NUL. Whatever a function is given it
///   copies; whatever it hands out belongs to the library, for as long as its
///   comment says.
/// - No pointer may be NULL but where its comment says what that means.
/// - `_ms` is milliseconds, `_us` microseconds, `_bytes` bytes.
#ifndef LARK_H
#define LARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lark_json.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The version of this header; lark_version() tells the library's.
#define LARK_VERSION "0.1.0"
LARK_API const char *lark_version(void);

/// What carries the requests: libcurl's version and then those of the libraries
/// that it uses, TLS first: "libcurl/7.88.1 OpenSSL/3.0.19 ...". The text is
/// libcurl's, which writes it anew each time: one thread asks at a time.
LARK_API const char *lark_transport(void);

// ------------------------------------------------------------------ catalog

/// Where a parameter travels.
typedef enum lark_place {
  LARK_IN_PATH,
  LARK_IN_QUERY,
  LARK_IN_BODY
} lark_place;

/// The languages of the catalog's texts, "en" first: NULL from the last one on.
/// Members that end in `_in` have a text in each of them, in this order.
LARK_API const char *lark_locale_at(size_t index);

/// One value of an enum, with short labels in English and Chinese, either of
/// which may be NULL. `label_in` of its field has the labels in every language.
typedef struct lark_choice {
  const char *string; ///< NULL where the enum holds integers
  int64_t integer;
  const char *en;
  const char *zh;
} lark_choice;

/// A parameter, or a field of an answer.
typedef struct lark_field {
  const char *name;
  const char *doc;  ///< one sentence
  lark_type type;   ///< LARK_BOOLEAN to LARK_OBJECT
  lark_place place; ///< of a parameter
  bool required;    ///< of a parameter, or a field within one
  bool has_default, has_min, has_max;
  int64_t min, max;          ///< of an integer
  lark_choice fallback;      ///< the default
  const char *format;        ///< "id", or NULL
  const char *unit;          ///< "ms" since 1970, or NULL
  const char *type_name;     ///< the platform's name of an object, or NULL
  const char *id_type;       ///< the parameter that picks the id's kind
  const char *deprecated;    ///< what to use instead, or NULL
  const char *const *scopes; ///< without one of these it is absent
  size_t scope_count;
  const lark_choice *choices; ///< an enum's values
  size_t choice_count;
  const struct lark_field *item;          ///< what an array holds
  const struct lark_field *const *fields; ///< what an object holds
  size_t field_count;
  const char *const *doc_in;          ///< NULL: in English only
  const char *const *deprecated_in;   ///< likewise
  const char *const *const *label_in; ///< of each choice; NULL: no labels
} lark_field;

/// A rate limit: at most `max` calls in any `window_ms`.
typedef struct lark_rate {
  uint32_t max;
  uint32_t window_ms;
} lark_rate;

/// App types, to be or-ed.
enum { LARK_APP_CUSTOM = 1, LARK_APP_ISV = 2 };

/// Which token a call carries.
typedef enum lark_token_kind {
  LARK_TOKEN_TENANT, ///< the tenant_access_token: the app acts in a tenant
  LARK_TOKEN_APP,    ///< the app_access_token: the app acts for itself
  LARK_TOKEN_USER,   ///< a user_access_token: the app acts for a person
  LARK_TOKEN_NONE    ///< no token
} lark_token_kind;

/// An endpoint, as data. Built-in ones live as long as the program.
typedef struct lark_endpoint {
  const char *name;   ///< such as "hire.referral.search"
  const char *doc;    ///< one sentence
  const char *url;    ///< the platform's document
  const char *method; ///< "GET", "POST", ...
  const char *path;   ///< with :segments for path parameters
  bool repeatable;    ///< sending it twice does no harm
  const char *page;   ///< of a paged one, the field that holds the items
  unsigned apps;      ///< LARK_APP_*
  const lark_field *const *params;
  size_t param_count;
  const lark_field *const *returns;
  size_t return_count;
  const lark_rate *limits;
  size_t limit_count;
  const char *const *scopes; ///< any one of them is enough
  size_t scope_count;
  const char *const *field_scopes; ///< for fields that are absent otherwise
  size_t field_scope_count;
  const int32_t *errors; ///< the documented codes
  size_t error_count;
  const char *const *doc_in; ///< NULL: in English only
  lark_token_kind token; ///< which one its calls carry; 0: the tenant's
} lark_endpoint;

/// Built-in endpoints, sorted by name: NULL from lark_endpoint_count() on.
LARK_API size_t lark_endpoint_count(void);
LARK_API const lark_endpoint *lark_endpoint_at(size_t index);

/// The built-in endpoint of that name, or NULL.
LARK_API const lark_endpoint *lark_endpoint_find(const char *name);

/// The built-in endpoint whose name is nearest to a misspelt one, or NULL
/// where none is near.
LARK_API const lark_endpoint *lark_endpoint_suggest(const char *name);

/// What an error code of the platform asks of the client.
typedef enum lark_reaction {
  LARK_FAIL,            ///< tell the caller
  LARK_RENEW_TOKEN,     ///< a new tenant token, then once more
  LARK_RENEW_APP_TOKEN, ///< a new app token first
  LARK_RENEW_TICKET,    ///< a new app_ticket first
  LARK_HOLD,            ///< over a limit: wait, then once more
  LARK_REPEAT           ///< once more, if that is safe
} lark_reaction;

/// What is known of the error codes from `first` to `last`.
typedef struct lark_code {
  int64_t first;
  int64_t last;
  lark_status status;
  lark_reaction reaction;
  const char *meaning;           ///< half a sentence
  const char *hint;              ///< what to do
  const char *const *meaning_in; ///< NULL: in English only
  const char *const *hint_in;    ///< likewise
} lark_code;

/// What is known of an error code, or NULL.
LARK_API const lark_code *lark_code_find(int64_t code);

/// "Did you mean": the nearest of several names to one that is misspelt, or
/// NULL where none is near.
LARK_API const char *lark_suggest(const char *wanted, const char *const *names,
                                  size_t count);

// ------------------------------------------------------------------- client

typedef struct lark_client lark_client;

/// What a call ended with, or why a client was not opened.
typedef struct lark_result lark_result;

/// One attempt of a call, as it is logged. There is no room for a secret: names
/// are the catalog's, the log id is the platform's.
typedef struct lark_log_entry {
  size_t size;          ///< sizeof (lark_log_entry), as the library knows it
  const char *endpoint; ///< or the method, of a request past the catalog
  uint32_t attempt;     ///< from 1
  int http_status;      ///< 0: no answer
  int64_t code;         ///< the platform's
  lark_status status;   ///< LARK_OK, or how it failed
  const char *log_id;   ///< "" where there is none
  uint64_t wait_us;     ///< before it was sent: limits, tokens, pauses
  uint64_t duration_us; ///< from sending to the end of the answer
  const char *next;     ///< "done", "failed", "repeat", "hold" or "renew token"
  int64_t date_s;       ///< the server's clock, since 1970; 0: it did not say
  uint32_t limit;       ///< the limit that the server named; 0: none
} lark_log_entry;

/// Gets each attempt when it has ended, from inside a step. It must not call
/// functions of this client.
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
/// tenant. What belongs to another base URL, app, secret or tenant stays apart.
/// A store and its clients are used by one thread at a time.
typedef struct lark_store lark_store;

/// A store in this process's memory, or NULL where memory lacks. It is the
/// caller's, to be given back with lark_store_release(); clients opened with it
/// keep it alive. `allocator` NULL: realloc() and free().
LARK_API lark_store *lark_store_memory(const lark_allocator *allocator);
LARK_API void lark_store_release(lark_store *store);

/// Finds the store of that name in this process, or makes one in memory. Unlike
/// other stores it may be shared by clients on several threads, each of which is
/// still used by one thread at a time.
///
/// On LARK_OK `*out` is a reference of the caller's, to be given back with
/// lark_store_release(), also from another thread. Clients opened with the store
/// hold references of their own. With the last one the store ends, and its name
/// is free. Otherwise `*out` is NULL: LARK_ENOMEM.
///
/// `allocator` counts if this call makes the store. It is then used from all
/// those threads, by one at a time, until the store ends. NULL: realloc() and
/// free().
LARK_API lark_status lark_store_named(const char *name,
                                      const lark_allocator *allocator,
                                      lark_store **out);

/// Brings the app_ticket of a store app: the latest that the platform sent to
/// the app's event address, or NULL where there is none yet. It is asked, from
/// inside a step, when a ticket is needed, and then several times a second
/// until a new one comes. The text is copied before the next call. It must not
/// call functions of this client.
typedef const char *lark_ticket(void *user);

/// A call as a recorder sees it, and its answer once there is one. No header is
/// part of it. Texts are never NULL, and good until the function returns.
typedef struct lark_exchange {
  size_t size; ///< sizeof (lark_exchange), as the library knows it

  const char *base_url;   ///< whose call it is, without a slash at the end
  const char *app_id;     ///< "" where the client was not told
  const char *tenant_key; ///< "" but for store apps

  const char *endpoint; ///< or the method, of a request past the catalog
  const char *method;
  const char *path; ///< with its query
  const char *body; ///< "" where there is none
  size_t body_bytes;
  bool repeatable; ///< sending it twice does no harm

  uint64_t note; ///< the recorder's own: what recall() wrote, record() reads

  // The answer: what record() gets, and what recall() fills in. The latter's
  // texts stay the recorder's, and are copied before its next function is
  // called.
  int http_status;
  const char *answer;
  size_t answer_bytes;
  const char *log_id;

  // Why it is refused: filled in by join() and recall(), likewise.
  lark_status status;
  const char *msg;
  const char *hint;
} lark_exchange;

/// What a recorder makes of a call, or of a client.
typedef enum lark_recall {
  LARK_RECALL_SEND,   ///< nothing is recorded: it goes its way
  LARK_RECALL_ANSWER, ///< this was the answer
  LARK_RECALL_REFUSE  ///< it fails, and nothing is sent
} lark_recall;

/// Answers calls from what was recorded, and records the answers of others.
///
/// Recorded is what will not change by asking again: successes, and refusals of
/// the platform (LARK_EAPI) that it does not call passing. Never recorded is
/// what holds a secret: the client's own token calls, all below
/// /open-apis/auth/ and /open-apis/authen/, and each call in whose URL, body or
/// answer one of the client's secrets stands, or a member that is named like
/// one.
///
/// Its functions are called from inside a step, or lark_open(), and must not
/// call functions of any client.
typedef struct lark_recorder {
  size_t size; ///< sizeof (lark_recorder), set by the caller

  /// true: nothing is ever sent, not for tokens either, and clients need no
  /// credentials.
  bool offline;

  /// A client is being opened; only whose it is stands in `client`. NULL: any
  /// may.
  lark_recall (*join)(void *user, lark_exchange *client);

  /// Asked once for each call, in the order in which they were started, before
  /// it waits for anything. What is answered here costs neither a token nor a
  /// slot of a rate limit.
  lark_recall (*recall)(void *user, lark_exchange *call);

  /// Gets the last answer of a call that was sent, before its callback runs.
  /// NULL: nobody wants it.
  void (*record)(void *user, const lark_exchange *call);

  void *user;
} lark_recorder;

/// How a client is set up. lark_options_init() fills in the defaults.
typedef struct lark_options {
  size_t size; ///< sizeof (lark_options), set by lark_options_init()

  /// Credentials of a self-built app, from the developer console; or a token
  /// that the host fetched by other means, which is never refreshed.
  const char *app_id;
  const char *app_secret;
  const char *tenant_access_token;

  const char *base_url; ///< "https://open.feishu.cn"
  const char *proxy;    ///< a URL; NULL: the environment's, never for loopback
  const char *ca_file;  ///< PEM bundle; NULL: the system's
  bool allow_http;      ///< false: plain http only to loopback

  uint32_t timeout_ms;         ///< one attempt; 30000
  uint32_t connect_timeout_ms; ///< connecting, TLS included; 10000
  uint32_t idle_timeout_ms;    ///< no byte for this long; 15000
  uint32_t deadline_ms;        ///< a whole call, waits included; 0: none
  uint32_t retries;            ///< repeats after failures, 429s apart; 3
  uint32_t max_in_flight;      ///< attempts on the wire at once; 256
  uint64_t max_response_bytes; ///< of a decompressed body; 32 MiB

  bool no_limits;                  ///< true: keep no rate budgets
  const lark_limit_option *limits; ///< replacements, copied
  size_t limit_count;

  lark_allocator allocator; ///< resize NULL: realloc() and free()
  const char *user_agent;   ///< "lualark/<version>"

  lark_log *log; ///< NULL: none
  void *log_user;

  /// Store apps. The ticket comes as `app_ticket`, from `ticket`, or by
  /// lark_set_app_ticket(); where it is missing or refused the platform is
  /// asked to send it once more, and calls wait for it up to `timeout_ms`.
  const char *app_type;   ///< "custom" (self-built) or "isv"; NULL: "custom"
  const char *tenant_key; ///< for whom a store app works
  const char *app_ticket; ///< counts where the store holds none yet
  lark_ticket *ticket;
  void *ticket_user;

  lark_store *store;   ///< shared with other clients; NULL: one of its own
  const char *tls_min; ///< "1.2" or "1.3"; NULL: "1.2"

  /// Copied; its `user` is to outlive the client. A client with one needs
  /// `app_id`, and of a store app `tenant_key`, even where it was given a
  /// token: they say whose answers they are. NULL: none
  const lark_recorder *recorder;
} lark_options;

/// Fills in the defaults; `size` is sizeof *options.
LARK_API void lark_options_init(lark_options *options, size_t size);

/// Takes what is NULL so far from LARK_APP_ID, LARK_APP_SECRET, LARK_BASE_URL,
/// LARK_APP_TYPE, LARK_TENANT_KEY and LARK_APP_TICKET. The strings stay the
/// environment's: open the client before it changes.
LARK_API void lark_options_environment(lark_options *options);

/// What went wrong, in full. Pointers are NULL where there is nothing to say;
/// `parameter` and the like point into the result or the client.
typedef struct lark_error {
  lark_status status;
  int64_t code;          ///< the platform's; 0: none
  const char *msg;       ///< what happened
  const char *hint;      ///< what to do
  const char *endpoint;  ///< whose call
  const char *parameter; ///< of LARK_EPARAM: which one
  const char *log_id;    ///< what the platform's support asks for
  int http_status;       ///< 0: no answer
  uint32_t attempts;     ///< how often it was sent
  bool retryable;        ///< trying again later may help
  lark_json detail;      ///< the answer's `error` object, or LARK_ABSENT
} lark_error;

/// Makes a client; connects to nothing yet.
///
/// On LARK_OK the caller owns `*out` and ends it with lark_close(). Otherwise
/// `*out` is NULL: LARK_ECONFIG where an option is missing or wrong, or
/// LARK_ENOMEM. `why`, unless NULL, then gets a result whose
/// lark_result_error() tells the particulars, to be ended with
/// lark_result_free(); it is NULL on success, and may be where memory lacks.
LARK_API lark_status lark_open(const lark_options *options, lark_client **out,
                               lark_result **why);

/// Ends a client. Calls that have not ended are completed as LARK_ECANCELLED,
/// their callbacks running before it returns; new ones are refused. Inside a
/// callback it takes effect when the outermost lark function returns. NULL is
/// allowed.
LARK_API void lark_close(lark_client *client);

/// Ends a client like lark_close(), but runs no callbacks.
LARK_API void lark_abandon(lark_client *client);

/// Gives a store app's client the latest ticket; it counts for all clients of
/// that app in the same store. LARK_OK, LARK_ECONFIG where this is no store app
/// or the ticket is empty, or LARK_ENOMEM; see lark_last_error().
LARK_API lark_status lark_set_app_ticket(lark_client *client,
                                         const char *ticket);

// -------------------------------------------------------------------- calls

/// Names a started call. It is never reused: after the call has ended it is
/// stale, and lark_cancel() says so. 0 names none.
typedef uint64_t lark_call;

/// Runs once for each started call, from lark_step(), lark_wait() or
/// lark_close(). `result` is the library's, until the callback returns.
/// Starting, cancelling and closing are allowed inside.
typedef void lark_done(lark_client *client, lark_call call, lark_result *result,
                       void *user);

/// A parameter's value. The constructors below make them.
typedef struct lark_param {
  const char *name;
  lark_type type; ///< BOOLEAN, INTEGER, NUMBER, STRING or JSON
  union {
    bool boolean;
    int64_t integer;
    double number;
    struct {
      const char *bytes;
      size_t length_bytes;
    } string; ///< of JSON: the text of any value, arrays and objects too
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
/// gets the call's name. Otherwise nothing was started: LARK_EPARAM where the
/// endpoint is unknown or a parameter missing, unknown or wrong, LARK_ECONFIG
/// where it is not for apps of this type, LARK_ECLOSED, LARK_ENOMEM;
/// lark_last_error() has the particulars.
LARK_API lark_status lark_start(lark_client *client, const char *endpoint,
                                const lark_param *params, size_t param_count,
                                lark_done *done, void *user, lark_call *call);

/// The same, for an endpoint that was looked up before, or one that the caller
/// describes: such a description must outlive the client, or be forgotten.
LARK_API lark_status lark_start_endpoint(lark_client *client,
                                         const lark_endpoint *endpoint,
                                         const lark_param *params,
                                         size_t param_count, lark_done *done,
                                         void *user, lark_call *call);

/// Forgets a description that was given to lark_start_endpoint(), which may end
/// then although the client goes on. None of its calls may be under way; those
/// that were cancelled are not.
LARK_API void lark_forget_endpoint(lark_client *client,
                                   const lark_endpoint *endpoint);

/// Checks parameters like lark_start() and shows what would be sent, without a
/// client: adds path and query to `url`, and to `body` the JSON text, if any.
///
/// LARK_OK, LARK_EPARAM or LARK_ENOMEM; `why` as of lark_open().
LARK_API lark_status lark_preview(const char *endpoint,
                                  const lark_param *params, size_t param_count,
                                  lark_text *url, lark_text *body,
                                  lark_result **why);

/// A request to any path of the platform, past the catalog: no validation, no
/// rate budget, repeated only if its method is GET.
typedef struct lark_request {
  const char *method;      ///< "GET", "POST", "PUT", "PATCH" or "DELETE"
  const char *path;        ///< from "/" on, percent-encoded, without a query
  const lark_param *query; ///< a name may come several times
  size_t query_count;
  const char *body;  ///< JSON text, which is sent as it is; NULL: none
  size_t body_bytes; ///< 0: up to the NUL
} lark_request;

LARK_API lark_status lark_start_request(lark_client *client,
                                        const lark_request *request,
                                        lark_done *done, void *user,
                                        lark_call *call);

/// Cancels a call, at any stage: it completes as LARK_ECANCELLED in the next
/// step. LARK_ESTALE where it has ended already.
LARK_API lark_status lark_cancel(lark_client *client, lark_call call);

/// Asked while an answer comes in, with how many bytes of it there are so far
/// (0 where an attempt begins): false ends the call as LARK_ELIMIT. It must not
/// call functions of this client.
typedef bool lark_meter(void *user, uint64_t bytes);

/// Watches the answer of a call that was started; `user` is the call's. For
/// owners who hold less than `max_response_bytes`. LARK_ESTALE where it has
/// ended already.
LARK_API lark_status lark_meter_call(lark_client *client, lark_call call,
                                     lark_meter *meter);

/// Why the latest failing function of this client failed; good until the next
/// call of any of its functions. Never NULL.
LARK_API const lark_error *lark_last_error(const lark_client *client);

/// Calls that were started and have not ended.
LARK_API size_t lark_pending(const lark_client *client);

/// NULL where the call succeeded.
LARK_API const lark_error *lark_result_error(const lark_result *result);

/// The answer's `data`; an empty object where it has none, or failed.
LARK_API lark_json lark_result_data(const lark_result *result);

/// Inside a callback: makes the result the caller's own, to be ended with
/// lark_result_free(), after its client has closed too. It shares memory with
/// its client: both are used by one thread at a time.
LARK_API lark_result *lark_result_keep(lark_result *result);
LARK_API void lark_result_free(lark_result *result);

// ------------------------------------------------------------------ driving

/// Does what there is to do: sends, receives, runs callbacks. Never sleeps.
/// After `budget_us` (0: one round) it stops, and the rest waits for the next
/// step. LARK_OK, or LARK_ENOMEM where the loop itself lacked memory; calls are
/// not lost then.
LARK_API lark_status lark_step(lark_client *client, uint32_t budget_us);

/// Sleeps until there is something to do, at most `timeout_ms` (-1: without
/// end), and does it like lark_step().
LARK_API lark_status lark_wait(lark_client *client, int timeout_ms);

/// One descriptor, readable (level-triggered) whenever lark_step() has work,
/// timers included, so that any loop can watch it. It stays the client's. -1
/// where none could be made.
LARK_API int lark_fd(lark_client *client);

/// For loops without descriptors: milliseconds until lark_step() has work of
/// its own, 0 for now, -1 for none. Traffic is not foreseen.
LARK_API int lark_timeout_ms(lark_client *client);

/// Makes a lark_wait() in another thread return, or the next one.
LARK_API void lark_wakeup(lark_client *client);

/// What a client has done so far.
typedef struct lark_stats {
  size_t size;             ///< sizeof (lark_stats), set by the caller
  uint64_t calls;          ///< ended
  uint64_t failures;       ///< ended with an error
  uint64_t attempts;       ///< sent
  uint64_t retries;        ///< sent again
  uint64_t limit_waits;    ///< calls that waited for a rate budget
  uint64_t limited;        ///< answers that said "too many requests"
  uint64_t token_fetches;  ///< tokens asked for
  uint64_t sent_bytes;     ///< bodies and headers
  uint64_t received_bytes; ///< bodies and headers, as on the wire
  uint64_t p50_us;         ///< time of an attempt: half took no longer
  uint64_t p90_us;
  uint64_t p99_us;
  uint64_t max_us;
  uint64_t recalled;      ///< calls that a recorder answered; nothing was sent
  uint64_t limit_waiting; ///< calls that wait for a rate budget now
} lark_stats;

/// Fills in `*stats`, up to `stats->size`.
LARK_API void lark_client_stats(const lark_client *client, lark_stats *stats);

#ifdef __cplusplus
}
#endif

#endif
