// SPDX-License-Identifier: MIT

/// The account that a database belongs to, as users read it.
#ifndef LUALARK_ACCOUNT_H
#define LUALARK_ACCOUNT_H

#include <stddef.h>

/// Writes "cli_a at https://open.feishu.cn for t1" into `room`, in the language
/// that is set; without its last words where `tenant_key` is empty. What does
/// not fit is cut.
void lualark_account_write(char *room, size_t room_bytes, const char *app_id,
                           const char *base_url, const char *tenant_key);

#endif
