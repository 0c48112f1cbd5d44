// SPDX-License-Identifier: MIT

/// The user at the other end of a connection within this machine. A debugger's
/// client runs code as the program's user, so that no other user may be one.
#ifndef LUALARK_PEER_H
#define LUALARK_PEER_H

#include <stdbool.h>

/// Whether the client is a process of this program's user or of root's. Where
/// the system does not tell (no /proc), nobody is refused.
bool lualark_peer_may_debug(int fd);

#endif
