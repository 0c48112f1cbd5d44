// SPDX-License-Identifier: MIT

/// A client's options, checked and copied.
#ifndef LARK_SETTINGS_H
#define LARK_SETTINGS_H

#include "proxy.h"
#include "store.h"

/// The rates to keep for an endpoint in place of the documented ones.
typedef struct lark_override {
  const lark_endpoint *endpoint;
  lark_rate *rates;
  size_t count;
} lark_override;

/// Strings are NULL where the option is absent.
typedef struct lark_settings {
  lark_allocator allocator;
  char *base_url;      ///< without a slash at the end
  size_t origin_bytes; ///< length of its scheme, host and port
  char *app_id;
  char *app_secret;
  char *static_token;
  char *user_token;
  unsigned app;     ///< LARK_APP_CUSTOM or LARK_APP_ISV
  char *tenant_key; ///< for whom a store app works
  char *app_ticket; ///< counts until a newer one comes
  lark_ticket *ticket;
  void *ticket_user;
  lark_store *store; ///< never NULL
  lark_text owner;   ///< names app and tenant in the store (lark_owner)
  size_t app_bytes;  ///< length of the part that names the app
  lark_proxy proxy;  ///< chosen when the client was opened
  char *ca_file;
  bool tls_1_3; ///< at least; false: TLS 1.2
  char *user_agent;
  bool loopback; ///< base_url is this machine
  bool https;
  uint32_t timeout_ms, connect_timeout_ms, idle_timeout_ms, deadline_ms;
  uint32_t retries, max_in_flight;
  uint64_t max_response_bytes;
  bool no_limits;
  bool lenient; ///< reads odd values
  lark_log *log;
  void *log_user;
  lark_override *overrides;
  size_t override_count;
  lark_recorder recorder; ///< `recall` NULL: there is none
  lark_journal journal;   ///< `write` NULL: there is none
  bool drift;
} lark_settings;

/// Copies the options of a caller that may be built with an older header: what
/// that does not have gets its default.
lark_options lark_settings_complete(const lark_options *options);

/// Checks and copies such options. Empty ones get their defaults.
///
/// LARK_OK, LARK_ECONFIG where `failure` says which option is wrong, or
/// LARK_ENOMEM. In each case lark_settings_clear() ends the settings.
lark_status lark_settings_take(lark_settings *settings,
                               const lark_options *options,
                               lark_failure *failure);

/// The owner, in the store, of what is kept for the app, and for the tenant.
lark_owner lark_settings_app(const lark_settings *settings);
lark_owner lark_settings_tenant(const lark_settings *settings);

/// Frees the copies, and wipes the secrets.
void lark_settings_clear(lark_settings *settings);

/// The rate limits to keep for an endpoint. `*count` is 0 where there are none.
const lark_rate *lark_settings_rates(const lark_settings *settings,
                                     const lark_endpoint *endpoint,
                                     size_t *count);

#endif
