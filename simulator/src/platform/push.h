// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_PUSH_H
#define SIMULATOR_PUSH_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/// Long connections for events, as far as that is state: the addresses that
/// were given out, how a test wants them to behave, and what came of it. The
/// connections themselves are http/hub.h.
struct push {
  json_t *settings; ///< an object: README, "Long connections"
  json_t *tickets;  ///< an object: the addresses that nobody has used yet
  json_t *answers;  ///< an array: the latest thousand of clients' answers
  uint64_t seed;
  uint64_t issued;   ///< addresses
  uint64_t opened;   ///< connections
  uint64_t open;     ///< now: no reset changes it
  uint64_t refused;  ///< upgrades
  uint64_t pings;    ///< of clients
  uint64_t pongs;    ///< of clients, of WebSocket's own kind
  uint64_t events;   ///< sent
  uint64_t missed;   ///< events that no connection was there for
  uint64_t answered; ///< answers of clients
  bool hangs_up;     ///< a test wants all connections ended
};

enum { PUSH_TICKET_SIZE = 40, PUSH_SERVICE_ID = 33554678 };

/// Starts without connections; push_clear() ends it.
void push_init(struct push *push, uint64_t seed);
void push_clear(struct push *push);

/// Zeroes what it has counted.
void push_reset(struct push *push);

/// Replaces the settings, which are an object: what they leave out gets its
/// default.
void push_set(struct push *push, json_t *settings);

/// A setting that is a number, or true (1); `otherwise` where it is absent.
int64_t push_number(const struct push *push, const char *name,
                    int64_t otherwise);

/// A setting that is a text; NULL where it is absent.
const char *push_text(const struct push *push, const char *name);

/// The ClientConfig that clients get: a new reference.
json_t *push_config(const struct push *push);

/// Makes a ticket, which opens one connection.
void push_issue(struct push *push, char ticket[PUSH_TICKET_SIZE]);

/// Takes a ticket. False where there is no such one.
bool push_redeem(struct push *push, const char *ticket);

/// Notes what a client answered. Takes the reference.
void push_note_answer(struct push *push, json_t *answer);

/// What has happened: a new reference.
json_t *push_json(const struct push *push);

#endif
