// SPDX-License-Identifier: MIT

/// Events of a descriptor, and the function that a loop tells of them.
#ifndef LARK_WATCHER_H
#define LARK_WATCHER_H

/// Events, to be or-ed. An error or a hang-up counts as both.
enum { LARK_WATCH_READ = 1, LARK_WATCH_WRITE = 2 };

/// Runs from inside a step while one of `events` holds (level-triggered). It
/// may watch and unwatch descriptors.
typedef void lark_watcher(void *user, int fd, unsigned events);

#endif
