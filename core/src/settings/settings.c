// SPDX-License-Identifier: MIT
#include "settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <strings.h>

#include "language.h"
#include "memory.h"
#include "profile.h"
#include "redis_store.h"
#include "secret.h"
#include "url.h"

static const lark_options defaults = {
    .base_url = "https://open.feishu.cn",
    .timeout_ms = 30000,
    .connect_timeout_ms = 10000,
    .idle_timeout_ms = 15000,
    .retries = 3,
    .max_in_flight = 256,
    .max_response_bytes = 32 << 20,
    .user_agent = "lualark/" LARK_VERSION,
};

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

void lark_options_init(lark_options *options, size_t size) {
  memset(options, 0, size);
  memcpy(options, &defaults, smaller(size, sizeof defaults));
  options->size = size;
  // Not the default yet: the environment may name another server.
  options->base_url = NULL;
}

static bool is_empty(const char *text) {
  return text == NULL || text[0] == '\0';
}

static void from_variable(const char **option, const char *variable) {
  if (*option == NULL) *option = getenv(variable);
}

// The same for variables of other programs: they may be set and empty.
static void from_common(const char **option, const char *variable) {
  const char *value = getenv(variable);
  if (is_empty(*option) && !is_empty(value)) *option = value;
}

static bool is_set(const char *variable) {
  const char *value = getenv(variable);
  return !is_empty(value) && strcmp(value, "0") != 0;
}

void lark_options_environment(lark_options *options) {
  from_variable(&options->app_id, "LARK_APP_ID");
  if (is_empty(options->app_secret_file))
    from_variable(&options->app_secret, "LARK_APP_SECRET");
  from_variable(&options->base_url, "LARK_BASE_URL");
  from_variable(&options->app_type, "LARK_APP_TYPE");
  from_variable(&options->tenant_key, "LARK_TENANT_KEY");
  if (options->ticket == NULL)
    from_variable(&options->app_ticket, "LARK_APP_TICKET");
  from_common(&options->ca_file, "LARK_CA_FILE");
  from_common(&options->ca_file, "CURL_CA_BUNDLE");
  from_common(&options->ca_file, "SSL_CERT_FILE");
  if (options->size <= offsetof(lark_options, profile)) return;
  if (is_empty(options->app_secret))
    from_variable(&options->app_secret_file, "LARK_APP_SECRET_FILE");
  from_variable(&options->profile, "LARK_PROFILE");
  options->lenient = options->lenient || is_set("LARK_LENIENT");
  if (options->size <= offsetof(lark_options, store_url)) return;
  if (options->store == NULL) from_variable(&options->store_url, "LARK_STORE");
  if (options->size <= offsetof(lark_options, user_access_token)) return;
  from_variable(&options->user_access_token, "LARK_USER_ACCESS_TOKEN");
}

static bool is_isv(const lark_options *options) {
  return !is_empty(options->app_type) && strcmp(options->app_type, "isv") == 0;
}

static lark_status refuse(lark_failure *failure, const char *option,
                          const char *message, const char *hint) {
  lark_fail(failure, LARK_ECONFIG, "%s", message);
  lark_failure_parameter(failure, option);
  if (hint != NULL) lark_failure_hint(failure, "%s", hint);
  return LARK_ECONFIG;
}

static lark_status check_app_type(const lark_options *options,
                                  lark_failure *failure) {
  if (!is_empty(options->app_type) && !is_isv(options) &&
      strcmp(options->app_type, "custom") != 0)
    return refuse(failure, "app_type", "app_type is neither custom nor isv",
                  "Self-built apps are custom, apps from the store are isv.");
  if (is_isv(options) || is_empty(options->tenant_key)) return LARK_OK;
  return refuse(failure, "tenant_key", "tenant_key belongs to store apps",
                "Set app_type to isv, or leave tenant_key out.");
}

static lark_status check_tls(const lark_options *options,
                             lark_failure *failure) {
  if (is_empty(options->tls_min) || strcmp(options->tls_min, "1.2") == 0 ||
      strcmp(options->tls_min, "1.3") == 0)
    return LARK_OK;
  return refuse(failure, "tls_min", "tls_min is neither 1.2 nor 1.3", NULL);
}

static lark_status missing(lark_failure *failure, const char *option,
                           const char *variable) {
  lark_fail(failure, LARK_ECONFIG, "%s is missing", option);
  lark_failure_parameter(failure, option);
  lark_failure_hint(failure, "Set %s in the environment, or pass %s; %s",
                    variable, option,
                    lark_words(strcmp(option, "tenant_key") == 0
                                   ? "it says for whom a store app works."
                                   : "both credentials stand in the developer "
                                     "console."));
  return LARK_ECONFIG;
}

// Such a value was copied with a blank or the end of its line.
static lark_status check_space(const char *option, const char *value,
                               lark_failure *failure) {
  if (value == NULL || value[strcspn(value, " \t\r\n\v\f")] == '\0')
    return LARK_OK;
  lark_fail(failure, LARK_ECONFIG, "%s holds white space", option);
  lark_failure_parameter(failure, option);
  lark_failure_hint(failure, "Remove it: it was probably copied with a blank "
                             "or the end of a line.");
  return LARK_ECONFIG;
}

static lark_status check_spaces(const lark_options *options,
                                lark_failure *failure) {
  lark_status status = check_space("app_id", options->app_id, failure);
  if (status == LARK_OK)
    status = check_space("app_secret", options->app_secret, failure);
  if (status == LARK_OK)
    status = check_space("tenant_access_token", options->tenant_access_token,
                         failure);
  if (status == LARK_OK)
    status = check_space("tenant_key", options->tenant_key, failure);
  return status;
}

static lark_status check_credentials(const lark_options *options,
                                     lark_failure *failure) {
  lark_status status = check_spaces(options, failure);
  if (status != LARK_OK) return status;
  if (!lark_url_is_header_safe(options->tenant_access_token) ||
      !lark_url_is_header_safe(options->user_access_token) ||
      !lark_url_is_header_safe(options->user_agent)) {
    lark_fail(failure, LARK_ECONFIG,
              "tenant_access_token, user_access_token and user_agent travel in "
              "headers: they must not hold control characters");
    return LARK_ECONFIG;
  }
  const lark_recorder *recorder = options->recorder;
  bool has_token = !is_empty(options->tenant_access_token);
  if (recorder == NULL && !is_empty(options->user_access_token) &&
      is_empty(options->app_id) && is_empty(options->app_secret))
    return LARK_OK;
  if (recorder != NULL ? recorder->offline : has_token) return LARK_OK;
  if (is_empty(options->app_id))
    return missing(failure, "app_id", "LARK_APP_ID");
  if (is_empty(options->app_secret) && !has_token)
    return missing(failure, "app_secret", "LARK_APP_SECRET");
  if (is_isv(options) && is_empty(options->tenant_key))
    return missing(failure, "tenant_key", "LARK_TENANT_KEY");
  return LARK_OK;
}

static lark_status check_rates(const lark_limit_option *limit,
                               lark_failure *failure) {
  if (lark_endpoint_find(limit->endpoint) == NULL) {
    lark_fail(failure, LARK_ECONFIG, "limits: there is no endpoint %s",
              limit->endpoint);
    const lark_endpoint *near = lark_endpoint_suggest(limit->endpoint);
    if (near != NULL)
      lark_failure_hint(failure, "Did you mean %s?", near->name);
    return LARK_ECONFIG;
  }
  for (size_t i = 0; i < limit->rate_count; i++) {
    const lark_rate *rate = &limit->rates[i];
    if (rate->max >= 1 && rate->max <= 1000000 && rate->window_ms >= 1)
      continue;
    return lark_fail(failure, LARK_ECONFIG,
                     "limits: %s: a limit is 1 to 1000000 calls in a window",
                     limit->endpoint);
  }
  return LARK_OK;
}

static lark_status check_numbers(const lark_options *options,
                                 lark_failure *failure) {
  const char *wrong = NULL;
  if (options->timeout_ms == 0) wrong = "timeout";
  if (options->connect_timeout_ms == 0) wrong = "connect_timeout";
  if (options->idle_timeout_ms == 0) wrong = "idle_timeout";
  if (options->max_in_flight == 0) wrong = "max_in_flight";
  if (options->max_response_bytes == 0) wrong = "max_response_bytes";
  if (wrong == NULL) return LARK_OK;
  lark_fail(failure, LARK_ECONFIG, "%s must be greater than 0", wrong);
  lark_failure_parameter(failure, wrong);
  return LARK_ECONFIG;
}

static lark_status check_store(const lark_options *options,
                               lark_failure *failure) {
  if (options->store == NULL || lark_store_is_whole(options->store))
    return LARK_OK;
  return refuse(
      failure, "store", "the store lacks a method",
      "Fill in every member of its lark_store_methods, size included; "
      "lark_store.h says what each does.");
}

static lark_status check(const lark_options *options, size_t *base_length,
                         lark_failure *failure) {
  lark_status status = lark_url_check_base(
      options->base_url, options->allow_http, base_length, failure);
  if (status == LARK_OK) status = check_app_type(options, failure);
  if (status == LARK_OK) status = check_tls(options, failure);
  if (status == LARK_OK) status = check_credentials(options, failure);
  if (status == LARK_OK) status = check_numbers(options, failure);
  if (status == LARK_OK) status = check_store(options, failure);
  for (size_t i = 0; i < options->limit_count && status == LARK_OK; i++)
    status = check_rates(&options->limits[i], failure);
  return status;
}

// Copies a string if there is one; false where memory lacks.
static bool take(const lark_allocator *allocator, char **to, const char *from) {
  *to = is_empty(from) ? NULL : lark_copy(allocator, from);
  return is_empty(from) || *to != NULL;
}

static bool take_strings(lark_settings *settings, const lark_options *options,
                         size_t base_length) {
  const lark_allocator *allocator = &settings->allocator;
  bool taken =
      take(allocator, &settings->base_url, options->base_url) &
      take(allocator, &settings->app_id, options->app_id) &
      take(allocator, &settings->app_secret, options->app_secret) &
      take(allocator, &settings->static_token, options->tenant_access_token) &
      take(allocator, &settings->user_token, options->user_access_token) &
      take(allocator, &settings->tenant_key, options->tenant_key) &
      take(allocator, &settings->app_ticket, options->app_ticket) &
      take(allocator, &settings->ca_file, options->ca_file) &
      take(allocator, &settings->user_agent, options->user_agent);
  if (!taken) return false;

  // Copied once more when it is cut: a block is freed by its string's length.
  char *whole = settings->base_url;
  size_t whole_bytes = strlen(whole) + 1;
  whole[base_length] = '\0';
  settings->base_url = lark_copy(allocator, whole);
  lark_release(allocator, whole, whole_bytes);
  if (settings->base_url == NULL) return false;
  settings->origin_bytes = lark_url_origin_bytes(settings->base_url);
  settings->loopback = lark_url_is_loopback(settings->base_url);
  settings->https = strncasecmp(settings->base_url, "https:", 6) == 0;
  return true;
}

static size_t length_of(const char *part) {
  return part != NULL ? strlen(part) : 0;
}

// Writes the text that names app and tenant in the store: parts with their
// NULs.
static bool take_owner(lark_settings *settings) {
  const char *const parts[] = {settings->base_url, settings->app_id,
                               settings->static_token != NULL
                                   ? settings->static_token
                                   : settings->app_secret,
                               settings->tenant_key};
  enum { PARTS = sizeof parts / sizeof parts[0] };
  size_t bytes = PARTS;
  for (size_t i = 0; i < PARTS; i++)
    bytes += length_of(parts[i]);
  lark_text_init(&settings->owner, &settings->allocator);
  if (!lark_secret_reserve(&settings->owner, bytes)) return false;
  for (size_t i = 0; i < PARTS; i++) {
    settings->app_bytes =
        settings->owner.length_bytes; // the last is the tenant
    lark_text_add(&settings->owner, parts[i], length_of(parts[i]));
    lark_text_add_char(&settings->owner, '\0');
  }
  return true;
}

lark_owner lark_settings_app(const lark_settings *settings) {
  return (lark_owner){settings->owner.bytes, settings->app_bytes};
}

lark_owner lark_settings_tenant(const lark_settings *settings) {
  return (lark_owner){settings->owner.bytes, settings->owner.length_bytes};
}

static lark_status take_store(lark_settings *settings,
                              const lark_options *options,
                              lark_failure *failure) {
  // Offline there are neither tokens nor limits to share, and no network.
  bool is_shared = !is_empty(options->store_url) && !settings->recorder.offline;
  if (options->store == NULL && is_shared)
    return lark_redis_open(options->store_url, &settings->allocator,
                           &settings->store, failure);
  settings->store = options->store != NULL
                        ? lark_store_share(options->store)
                        : lark_store_memory(&settings->allocator);
  return settings->store != NULL
             ? LARK_OK
             : lark_fail(failure, LARK_ENOMEM, "out of memory");
}

static void take_recorder(lark_settings *settings,
                          const lark_recorder *recorder) {
  if (recorder == NULL) return;
  memcpy(&settings->recorder, recorder,
         smaller(recorder->size, sizeof settings->recorder));
  if (settings->recorder.retain != NULL)
    settings->recorder.retain(settings->recorder.user);
}

static void take_journal(lark_settings *settings, const lark_journal *journal) {
  if (journal == NULL) return;
  memcpy(&settings->journal, journal,
         smaller(journal->size, sizeof settings->journal));
  if (settings->journal.retain != NULL)
    settings->journal.retain(settings->journal.user);
}

static bool take_override(lark_settings *settings, lark_override *override,
                          const lark_limit_option *limit) {
  override->endpoint = lark_endpoint_find(limit->endpoint);
  override->count = limit->rates != NULL ? limit->rate_count : 0;
  if (override->count == 0) return true;
  size_t bytes = override->count * sizeof(lark_rate);
  override->rates = lark_alloc(&settings->allocator, bytes);
  if (override->rates == NULL) return false;
  memcpy(override->rates, limit->rates, bytes);
  return true;
}

static bool take_overrides(lark_settings *settings,
                           const lark_options *options) {
  if (options->limit_count == 0) return true;
  settings->overrides = lark_alloc(
      &settings->allocator, options->limit_count * sizeof(lark_override));
  if (settings->overrides == NULL) return false;
  settings->override_count = options->limit_count;
  for (size_t i = 0; i < options->limit_count; i++) {
    if (!take_override(settings, &settings->overrides[i], &options->limits[i]))
      return false;
  }
  return true;
}

lark_options lark_settings_complete(const lark_options *options) {
  lark_options full = defaults;
  memcpy(&full, options, smaller(options->size, sizeof full));
  full.size = sizeof full;
  return full;
}

static void take_numbers(lark_settings *settings, const lark_options *options) {
  settings->timeout_ms = options->timeout_ms;
  settings->connect_timeout_ms = options->connect_timeout_ms;
  settings->idle_timeout_ms = options->idle_timeout_ms;
  settings->deadline_ms = options->deadline_ms;
  settings->retries = options->retries;
  settings->max_in_flight = options->max_in_flight;
  settings->max_response_bytes = options->max_response_bytes;
  settings->no_limits = options->no_limits;
  settings->lenient = options->lenient;
  settings->drift = options->drift;
  settings->log = options->log;
  settings->log_user = options->log_user;
  take_recorder(settings, options->recorder);
  take_journal(settings, options->journal);
  settings->app = is_isv(options) ? LARK_APP_ISV : LARK_APP_CUSTOM;
  settings->ticket = options->ticket;
  settings->ticket_user = options->ticket_user;
  settings->tls_1_3 =
      !is_empty(options->tls_min) && strcmp(options->tls_min, "1.3") == 0;
}

static lark_status take_all(lark_settings *settings,
                            const lark_options *options,
                            lark_failure *failure) {
  size_t base_length = 0;
  lark_status status = check(options, &base_length, failure);
  if (status != LARK_OK) return status;
  take_numbers(settings, options);
  if (!take_strings(settings, options, base_length) || !take_owner(settings) ||
      !take_overrides(settings, options))
    return lark_fail(failure, LARK_ENOMEM, "out of memory");
  status = take_store(settings, options, failure);
  if (status != LARK_OK) return status;
  return lark_proxy_find(&settings->proxy, &settings->allocator, options->proxy,
                         settings->base_url, failure);
}

lark_status lark_settings_take(lark_settings *settings,
                               const lark_options *options,
                               lark_failure *failure) {
  char secret[4096];
  lark_options full = *options;
  memset(settings, 0, sizeof *settings);
  settings->allocator = options->allocator;
  if (is_empty(full.base_url)) full.base_url = defaults.base_url;
  if (is_empty(full.user_agent)) full.user_agent = defaults.user_agent;
  if (!is_empty(full.app_secret) || is_empty(full.app_secret_file))
    return take_all(settings, &full, failure);

  lark_status status = lark_profile_read_secret(
      "app_secret", full.app_secret_file, secret, sizeof secret, failure);
  full.app_secret = secret;
  if (status == LARK_OK) status = take_all(settings, &full, failure);
  lark_wipe(secret, sizeof secret);
  return status;
}

void lark_settings_clear(lark_settings *settings) {
  const lark_allocator *allocator = &settings->allocator;
  for (size_t i = 0; i < settings->override_count; i++) {
    lark_override *override = &settings->overrides[i];
    lark_release(allocator, override->rates,
                 override->rates ? override->count * sizeof(lark_rate) : 0);
  }
  lark_release(allocator, settings->overrides,
               settings->override_count * sizeof(lark_override));
  lark_release_string(allocator, settings->base_url);
  lark_release_string(allocator, settings->app_id);
  lark_release_secret(allocator, settings->app_secret);
  lark_release_secret(allocator, settings->static_token);
  lark_release_secret(allocator, settings->user_token);
  lark_release_secret(allocator, settings->app_ticket);
  lark_release_string(allocator, settings->tenant_key);
  lark_secret_clear(&settings->owner);
  lark_store_release(settings->store);
  lark_proxy_clear(&settings->proxy, allocator);
  lark_release_string(allocator, settings->ca_file);
  lark_release_string(allocator, settings->user_agent);
  if (settings->recorder.release != NULL)
    settings->recorder.release(settings->recorder.user);
  if (settings->journal.release != NULL)
    settings->journal.release(settings->journal.user);
  lark_wipe(settings, sizeof *settings);
}

const lark_rate *lark_settings_rates(const lark_settings *settings,
                                     const lark_endpoint *endpoint,
                                     size_t *count) {
  *count = 0;
  if (settings->no_limits) return NULL;
  for (size_t i = 0; i < settings->override_count; i++) {
    const lark_override *override = &settings->overrides[i];
    if (override->endpoint != endpoint) continue;
    *count = override->count;
    return override->rates;
  }
  *count = endpoint->limit_count;
  return endpoint->limits;
}
