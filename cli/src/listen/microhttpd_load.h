// SPDX-License-Identifier: MIT

/// libmicrohttpd, which is loaded when a webhook is opened: no other command
/// needs it.
#ifndef MICROHTTPD_LOAD_H
#define MICROHTTPD_LOAD_H

#include <microhttpd.h>

#define MICROHTTPD_FUNCTIONS(each)                                             \
  each(start_daemon) each(stop_daemon) each(quiesce_daemon) each(run)          \
      each(get_timeout) each(get_daemon_info) each(get_connection_info)        \
          each(create_response_from_buffer) each(add_response_header)          \
              each(queue_response) each(destroy_response)                      \
                  each(lookup_connection_value) each(suspend_connection)       \
                      each(resume_connection)

typedef struct microhttpd {
#define MEMBER(name) __typeof__(MHD_##name) *name;
  MICROHTTPD_FUNCTIONS(MEMBER)
#undef MEMBER
} microhttpd;

/// NULL where the machine lacks it, and `*why` says what to install.
const microhttpd *microhttpd_load(const char **why);

#endif
