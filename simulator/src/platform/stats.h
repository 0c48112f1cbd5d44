// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_STATS_H
#define SIMULATOR_STATS_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

/// An error code and how often it was answered.
struct stats_error {
  long code;
  uint64_t count;
};

/// The answers of one endpoint.
struct tally {
  const char *name; ///< dotted; not owned
  uint64_t requests;
  uint64_t ok; ///< answers with code 0
  uint64_t rate_limited;
  uint64_t faulted; ///< answers that a fault spoiled: neither ok nor errors
  uint64_t unread;  ///< a fault broke them off unread; not in `requests`
  struct stats_error *errors;
  size_t error_count;
};

/// Counts since the start or the last reset.
struct stats {
  struct tally total;
  struct tally *tallies; ///< one per endpoint
  size_t tally_count;
  uint64_t tokens_issued;
  uint64_t connections_opened;
  uint64_t connections_open; ///< now: no reset changes it
  uint64_t in_flight;        ///< now: no reset changes it
  uint64_t max_in_flight;
};

/// Starts at zero with room for `tally_count` endpoints, whose names the
/// caller fills in. stats_clear() ends it.
void stats_init(struct stats *stats, size_t tally_count);

void stats_clear(struct stats *stats);

/// Zeroes everything except what counts the present.
void stats_reset(struct stats *stats);

/// Counts an answer of endpoint `index`.
void stats_count(struct stats *stats, size_t index, unsigned http_status,
                 long code);

/// Counts a request of endpoint `index` whose answer a fault spoiled.
void stats_count_faulted(struct stats *stats, size_t index);

/// Counts one that a fault broke off before it was read.
void stats_count_unread(struct stats *stats, size_t index);

/// Counts the requests in flight: one begins, one ends.
void stats_request_begins(struct stats *stats);
void stats_request_ends(struct stats *stats);

json_t *stats_json(const struct stats *stats);

#endif
