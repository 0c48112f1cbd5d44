// SPDX-License-Identifier: MIT

/// The catalog: the endpoints of the platform, their parameters and answers,
/// the events that it sends, and the meaning of its error codes. `lark.h`
/// includes it.
#ifndef LARK_CATALOG_H
#define LARK_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lark_json.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Where a parameter travels.
typedef enum lark_place {
  LARK_IN_PATH,
  LARK_IN_QUERY,
  LARK_IN_BODY
} lark_place;

/// The languages of the catalog's texts, "en" first: NULL from the last one on.
/// Members that end in `_in` have a text in each of them, in this order.
LARK_API const char *lark_locale_at(size_t index);

/// A text in the language that is set (lark_set_language): `texts` is its
/// member that ends in `_in`. Valid as long as both are.
LARK_API const char *lark_locale_text(const char *text,
                                      const char *const *texts);

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
  lark_place place; ///< where a parameter travels
  bool required;    ///< a parameter, or a field within one, must be given
  bool has_default, has_min, has_max;
  int64_t min, max;          ///< an integer's range
  lark_choice fallback;      ///< the default
  const char *format;        ///< "id", or NULL
  const char *unit;          ///< "ms" (since 1970), or NULL
  const char *type_name;     ///< the platform's name for an object, or NULL
  const char *id_type;       ///< the parameter that picks the kind of id
  const char *deprecated;    ///< what to use instead, or NULL
  const char *const *scopes; ///< the field is absent without one of these
  size_t scope_count;
  const lark_choice *choices; ///< an enum's values
  size_t choice_count;
  const struct lark_field *item;          ///< what an array holds
  const struct lark_field *const *fields; ///< what an object holds
  size_t field_count;
  const char *const *doc_in;          ///< NULL: in English only
  const char *const *deprecated_in;   ///< likewise
  const char *const *const *label_in; ///< of each choice; NULL: no labels
  bool has_min_items, has_max_items;
  int64_t min_items, max_items; ///< of an array
  bool has_min_length, has_max_length, has_max_bytes;
  int64_t min_length, max_length;  ///< of a string, in characters
  int64_t max_bytes;               ///< of a string or a file
  const char *value_format;        ///< how a string reads: "YYYY-MM", or NULL
  bool conditional;                ///< required in some cases
  bool hidden;                     ///< accepted, but not to be shown
  bool open;                       ///< values outside the enum occur
  bool has_ttl_s;                  ///< of an address to download from:
  int64_t ttl_s;                   ///< it works for so many seconds
  const struct lark_field *values; ///< what each member of a map holds
  const char *unverified;          ///< what no source confirms, or NULL
  const char *const *unverified_in;
} lark_field;

/// A rate limit: at most `max` calls in any `window_ms`.
typedef struct lark_rate {
  uint32_t max;
  uint32_t window_ms;
} lark_rate;

/// App types, to be or-ed.
enum { LARK_APP_CUSTOM = 1, LARK_APP_ISV = 2 };

/// The token that a call carries. A client has a tenant token, and fetches an
/// app token when a call needs one (not where it was given
/// tenant_access_token). A user token is given to it, or to a call.
typedef enum lark_token_kind {
  LARK_TOKEN_TENANT, ///< the tenant_access_token: the app acts in a tenant
  LARK_TOKEN_APP,    ///< the app_access_token: the app acts for itself
  LARK_TOKEN_USER,   ///< a user_access_token: the app acts for a person
  LARK_TOKEN_NONE    ///< no token
} lark_token_kind;

/// The tokens that an endpoint takes where it takes several, to be or-ed.
enum { LARK_TAKES_TENANT_TOKEN = 1, LARK_TAKES_USER_TOKEN = 2 };

/// An endpoint, as data. Built-in ones live as long as the program.
typedef struct lark_endpoint {
  const char *name;   ///< such as "hire.referral.search"
  const char *doc;    ///< one sentence
  const char *url;    ///< the platform's document
  const char *method; ///< "GET", "POST", ...
  const char *path;   ///< with :segments for path parameters
  bool repeatable;    ///< sending a call twice does no harm
  const char *page;   ///< where a page's items are: "a.b"; NULL: not paged
  unsigned apps;      ///< which may call it: LARK_APP_*; 0: any
  const lark_field *const *params;
  size_t param_count;
  const lark_field *const *returns;
  size_t return_count;
  const lark_rate *limits;
  size_t limit_count;
  const char *const *scopes; ///< any one of them is enough
  size_t scope_count;
  const char *const *field_scopes; ///< fields are absent without these
  size_t field_scope_count;
  const int32_t *errors; ///< the documented codes
  size_t error_count;
  const char *const *doc_in;  ///< NULL: in English only
  lark_token_kind token;      ///< which one its calls carry
  unsigned tokens;            ///< LARK_TAKES_*; 0: only that one
  const char *const *aliases; ///< other names that it is found by
  size_t alias_count;
  const char *deprecated;           ///< what to use instead, or NULL
  const char *const *deprecated_in; ///< NULL: in English only
  const char *superseded_by;        ///< the endpoint to use instead, or NULL
  const char *key; ///< the parameter that makes a repeat harmless, or NULL
  bool has_key_window_s;
  int64_t key_window_s;       ///< for how long the platform remembers a key
  bool inert_paging;          ///< it takes page_token, but ignores it
  const char *const *unknown; ///< members that no source tells
  size_t unknown_count;
  const char *unverified; ///< what no source confirms, or NULL
  const char *const *unverified_in;
} lark_endpoint;

/// The built-in endpoints, sorted by name. NULL from lark_endpoint_count() on.
LARK_API size_t lark_endpoint_count(void);
LARK_API const lark_endpoint *lark_endpoint_at(size_t index);

/// The name of lark_endpoint_at(index), without the cost of unpacking the rest;
/// NULL from lark_endpoint_count() on.
LARK_API const char *lark_endpoint_name_at(size_t index);

/// Whether built-in endpoints or their aliases are named "<prefix>.<more>".
LARK_API bool lark_endpoint_is_below(const char *prefix);

/// Whether the built-in endpoint at `index` documents an error code.
LARK_API bool lark_endpoint_documents(size_t index, int64_t code);

/// The built-in endpoint of that name, or of that alias; NULL where there is
/// none.
LARK_API const lark_endpoint *lark_endpoint_find(const char *name);

/// The built-in endpoint that has this method and path; NULL where there is
/// none. Segments such as ":id" stand for any.
LARK_API const lark_endpoint *lark_endpoint_route(const char *method,
                                                  const char *path);

/// The built-in endpoint whose name is nearest to a misspelt one, or NULL
/// where none is near.
LARK_API const lark_endpoint *lark_endpoint_suggest(const char *name);

/// A type of event, as data: what the platform sends by itself when something
/// happens. They live as long as the program. Events that
/// the catalog lacks arrive, too.
typedef struct lark_event_type {
  const char *name;          ///< such as "hire.application.stage_changed_v1"
  const char *doc;           ///< one sentence
  const char *const *doc_in; ///< NULL: in English only
  unsigned apps;             ///< which may get it: LARK_APP_*
  const lark_field *const *fields; ///< of the event's body
  size_t field_count;
  const char *unverified; ///< what no source confirms, or NULL
  const char *const *unverified_in;
} lark_event_type;

/// The types of events, sorted by name. NULL from lark_event_type_count() on.
LARK_API size_t lark_event_type_count(void);
LARK_API const lark_event_type *lark_event_type_at(size_t index);

/// The type of event of that name; NULL where the catalog has none.
LARK_API const lark_event_type *lark_event_type_find(const char *name);

/// The type of event whose name is nearest to a misspelt one, or NULL where
/// none is near.
LARK_API const lark_event_type *lark_event_type_suggest(const char *name);

/// How the client reacts to an error code of the platform.
typedef enum lark_reaction {
  LARK_FAIL,            ///< the call fails
  LARK_RENEW_TOKEN,     ///< fetch a new token, then send once more
  LARK_RENEW_APP_TOKEN, ///< fetch a new app token first
  LARK_RENEW_TICKET,    ///< get a new app_ticket first
  LARK_HOLD,            ///< over a rate limit: wait, then send once more
  LARK_REPEAT           ///< send once more, if that is safe
} lark_reaction;

/// The meaning of the error codes from `first` to `last`.
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

/// Finds the meaning of an error code; NULL where it is unknown.
LARK_API const lark_code *lark_code_find(int64_t code);

/// "Did you mean": the name nearest to one that is misspelt, or NULL where none
/// is near.
LARK_API const char *lark_suggest(const char *wanted, const char *const *names,
                                  size_t count);

#ifdef __cplusplus
}
#endif

#endif
