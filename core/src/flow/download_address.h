// SPDX-License-Identifier: MIT

/// Addresses that files may come from.
#ifndef LARK_DOWNLOAD_ADDRESS_H
#define LARK_DOWNLOAD_ADDRESS_H

#include "failure.h"
#include "settings.h"

enum { LARK_HOST_BYTES = 256 };

/// Checks an address, whose scheme, host and port take `*origin_bytes`. After
/// https (`was_https`) it must be https, too. `hosts` are allowed by the
/// caller, "a.example,b.example"; NULL: none. Writes its host into `host`.
///
/// LARK_OK or LARK_EPARAM. An error shows nothing behind the host: that works
/// like a password.
lark_status lark_download_address_check(const lark_settings *settings,
                                        const char *url, bool was_https,
                                        const char *hosts,
                                        char host[LARK_HOST_BYTES],
                                        size_t *origin_bytes,
                                        lark_failure *failure);

#endif
