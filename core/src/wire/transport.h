// SPDX-License-Identifier: MIT

/// The way to a server, as the client's options have it: proxy, TLS, timeouts.
#ifndef LARK_TRANSPORT_H
#define LARK_TRANSPORT_H

#include <curl/curl.h>

#include "settings.h"

/// Sets up a handle. The settings outlive it.
CURLcode lark_transport_set(CURL *easy, const lark_settings *settings);

/// Makes the end of a multi handle not wait for the thread of a stuck name
/// lookup.
void lark_transport_hurry(CURLM *multi);

#endif
