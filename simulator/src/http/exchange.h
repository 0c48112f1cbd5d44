// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_EXCHANGE_H
#define SIMULATOR_EXCHANGE_H

#include "listener.h"
#include "random.h"
#include "simulator.h"
#include "waiting.h"

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

/// One request and its answer, on one connection.
struct exchange;
struct hub;
struct webhook;

/// Every exchange under way. The functions that take a `void *` are
/// libmicrohttpd's callbacks: the pointer is to this.
struct exchanges {
  struct simulator *simulator;
  struct listener *listener;
  struct webhook *webhook; ///< NULL: none
  struct hub *hub;
  const char *event_token; ///< the Verification Token
  uint64_t started_us;
  uint64_t latency_min_us, latency_max_us;
  int32_t clock_skew_s; ///< 0: libmicrohttpd writes the right Date
  struct random jitter;
  struct waiting waiting; ///< exchanges that wait for a time
  int watch_fd;           ///< epoll: exchanges that wait for their client
  struct exchange *first; ///< a list of all exchanges
  uint64_t refuse_until_us;
  bool closing;
};

/// Starts with none; exchanges_close() ends it. Returns 0, or -1 with errno
/// set.
int exchanges_open(struct exchanges *exchanges, struct simulator *simulator,
                   struct listener *listener);

/// Microseconds since the start.
uint64_t exchanges_now_us(const struct exchanges *exchanges);

/// Continues every exchange whose time has come or whose client is ready.
void exchanges_turn(struct exchanges *exchanges);

/// Refuses connections for a while if a fault asks for it.
void exchanges_refuse(struct exchanges *exchanges);

/// Microseconds until exchanges_turn() has work; UINT64_MAX if no time is set.
uint64_t exchanges_idle_us(const struct exchanges *exchanges);

/// Resumes every connection, since libmicrohttpd must not be stopped while one
/// is suspended. From now on nothing waits, and the next MHD_run() ends all.
void exchanges_abandon(struct exchanges *exchanges);

void exchanges_close(struct exchanges *exchanges);

/// Called for each request line. Only here does libmicrohttpd show the target
/// as it was sent; later it has decoded "%2F" into a slash.
void *exchange_begin(void *exchanges_pointer, const char *uri,
                     struct MHD_Connection *connection);

/// Called for the headers, for each piece of the body, at the body's end, and
/// after every MHD_resume_connection().
enum MHD_Result exchange_handle(void *exchanges_pointer,
                                struct MHD_Connection *connection,
                                const char *url, const char *method,
                                const char *version, const char *upload_data,
                                size_t *upload_data_size, void **context);

/// Called when a request has ended, well or not.
void exchange_end(void *exchanges_pointer, struct MHD_Connection *connection,
                  void **context, enum MHD_RequestTerminationCode how);

#endif
