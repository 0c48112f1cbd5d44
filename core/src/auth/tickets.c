// SPDX-License-Identifier: MIT
#include "tickets.h"

#include "clock.h"
#include "memory.h"
#include "secret.h"

// How often the host is asked whether a ticket has come.
static const uint64_t LOOK_US = 250000;

static const lark_store_methods *methods(const lark_tickets *tickets) {
  return lark_store_methods_of(tickets->context->session);
}

static const lark_settings *settings_of(const lark_tickets *tickets) {
  return tickets->context->settings;
}

// Fails, and with it the other clients that wait for a ticket in the store.
static void fail(lark_tickets *tickets, const lark_failure *failure) {
  lark_session *session = tickets->context->session;
  uint64_t now_us = lark_now_us();
  lark_timer_stop(tickets->context->timers, &tickets->look);
  // Before its answer is freed, in which the failure may stand.
  lark_failure kept;
  lark_failure_copy(&kept, failure);
  methods(tickets)->cancel_get(session, tickets->credential, &tickets->ask,
                               now_us);
  if (tickets->must_bring)
    methods(tickets)->fail(session, tickets->credential, &kept.error, now_us);
  tickets->must_bring = false;
  tickets->events->failed(tickets->user, &kept);
}

static void fail_starved(lark_tickets *tickets) {
  lark_failure failure;
  lark_context_explain(LARK_STORE_NO_MEMORY, &failure);
  fail(tickets, &failure);
}

// Asks the host for its ticket. One that was refused does not count.
static const char *look_up(const lark_tickets *tickets) {
  const lark_settings *settings = settings_of(tickets);
  // The store has none, and none was tried: the one of the options counts.
  if (tickets->unasked && tickets->used == NULL) return settings->app_ticket;
  if (settings->ticket == NULL) return NULL;
  const char *ticket = settings->ticket(settings->ticket_user);
  if (ticket == NULL || ticket[0] == '\0') return NULL;
  bool refused = tickets->used != NULL && strcmp(tickets->used, ticket) == 0;
  return refused ? NULL : ticket;
}

lark_status lark_tickets_put(lark_tickets *tickets, const char *ticket,
                             uint64_t now_us) {
  tickets->must_bring = false;
  return methods(tickets)->put(tickets->context->session, tickets->credential,
                               ticket, UINT64_MAX, now_us);
}

// ---------------------------------------------------------------- the platform

static void take_answer(lark_tickets *tickets, uint64_t now_us);

// Asks the store for the ticket; since this client must bring it, the ask waits
// for what anybody brings.
static void wait_for_ticket(lark_tickets *tickets, uint64_t now_us) {
  tickets->give_up_us =
      now_us + (uint64_t)settings_of(tickets)->timeout_ms * 1000;
  lark_timer_set(tickets->context->timers, &tickets->look, now_us + LOOK_US);
  lark_tickets_want(tickets, now_us);
}

static void on_resent(void *user, const lark_result *result) {
  lark_tickets *tickets = user;
  const lark_error *error = lark_result_error(result);
  // A ticket may have come without it.
  if (error == NULL || !tickets->must_bring) return;
  lark_failure failure;
  lark_failure_from(&failure, error);
  lark_failure_say(&failure, "no app_ticket: %s", error->msg);
  fail(tickets, &failure);
}

// Asks the platform to send the ticket once more.
static void resend(lark_tickets *tickets, uint64_t now_us) {
  const lark_settings *settings = settings_of(tickets);
  const lark_fetcher *fetcher = &tickets->context->fetcher;
  const lark_member members[] = {{"app_id", settings->app_id},
                                 {"app_secret", settings->app_secret}};
  const lark_fetch fetch = {.name = "auth.app_ticket.resend",
                            .path = "app_ticket/resend",
                            .members = members,
                            .member_count = 2};
  if (fetcher->send(fetcher->user, &fetch, on_resent, tickets) == LARK_OK)
    wait_for_ticket(tickets, now_us);
  else
    fail_starved(tickets);
}

// ------------------------------------------------------------------------ want

// It is on this client to bring a ticket.
static void bring(lark_tickets *tickets, uint64_t now_us) {
  tickets->must_bring = true;
  const char *ticket = look_up(tickets);
  if (ticket == NULL)
    resend(tickets, now_us);
  else if (lark_tickets_put(tickets, ticket, now_us) == LARK_OK)
    lark_tickets_want(tickets, now_us);
  else
    fail_starved(tickets);
}

static void use(lark_tickets *tickets, const char *ticket) {
  const lark_allocator *allocator = &settings_of(tickets)->allocator;
  tickets->must_bring = false;
  char *copy = lark_copy(allocator, ticket);
  lark_release_secret(allocator, tickets->used);
  tickets->used = copy;
  if (copy != NULL)
    tickets->events->ready(tickets->user, copy);
  else
    fail_starved(tickets);
}

static void take_answer(lark_tickets *tickets, uint64_t now_us) {
  const lark_credential_ask *answer = &tickets->ask;
  lark_failure failure;
  lark_timer_stop(tickets->context->timers, &tickets->look);
  if (answer->ask.status != LARK_STORE_OK) {
    lark_context_explain(answer->ask.status, &failure);
    fail(tickets, &failure);
  } else if (answer->value != NULL) {
    use(tickets, answer->value);
  } else if (answer->failure != NULL) {
    lark_failure_from(&failure, answer->failure);
    fail(tickets, &failure);
  } else {
    bring(tickets, now_us);
  }
}

static void on_answered(lark_ask *answered, uint64_t now_us) {
  take_answer(answered->owner, now_us);
}

void lark_tickets_want(lark_tickets *tickets, uint64_t now_us) {
  if (methods(tickets)->get(tickets->context->session, tickets->credential,
                            &tickets->ask, now_us))
    take_answer(tickets, now_us);
}

void lark_tickets_reject(lark_tickets *tickets) {
  methods(tickets)->drop(tickets->context->session, tickets->credential,
                         tickets->used);
}

// The timer's, while a ticket is waited for.
static void look(void *owner, uint64_t now_us) {
  lark_tickets *tickets = owner;
  const char *ticket = look_up(tickets);
  if (ticket != NULL) {
    // Putting it answers this client's own ask, too.
    if (lark_tickets_put(tickets, ticket, now_us) != LARK_OK)
      fail_starved(tickets);
    return;
  }
  if (now_us < tickets->give_up_us) {
    lark_timer_set(tickets->context->timers, &tickets->look, now_us + LOOK_US);
    return;
  }
  lark_failure failure;
  lark_fail(&failure, LARK_EAUTH, "no app_ticket came");
  failure.error.retryable = true;
  lark_failure_hint(
      &failure,
      "The platform sends it to the app's event address, about hourly "
      "and when asked to: give it to the client as app_ticket.");
  fail(tickets, &failure);
}

// -------------------------------------------------------------- open and close

// Keeps the ticket of the options, unless the store knows a newer one.
static lark_status take_first_ticket(lark_tickets *tickets) {
  const char *ticket = settings_of(tickets)->app_ticket;
  lark_session *session = tickets->context->session;
  uint64_t now_us = lark_now_us();
  if (ticket == NULL) return LARK_OK;
  tickets->unasked = !methods(tickets)->get(session, tickets->credential,
                                            &tickets->ask, now_us);
  bool known = !tickets->unasked && tickets->ask.value != NULL;
  methods(tickets)->cancel_get(session, tickets->credential, &tickets->ask,
                               now_us);
  // A store elsewhere is asked when a ticket is needed.
  return known || tickets->unasked ? LARK_OK
                                   : lark_tickets_put(tickets, ticket, now_us);
}

lark_status lark_tickets_open(lark_tickets *tickets,
                              const lark_context *context,
                              const lark_tickets_events *events, void *user) {
  lark_owner owner = lark_settings_app(context->settings);
  tickets->context = context;
  tickets->events = events;
  tickets->user = user;
  tickets->look = (lark_timer){.fire = look, .owner = tickets};
  tickets->ask.ask = (lark_ask){.answered = on_answered, .owner = tickets};
  if (lark_timers_reserve(context->timers, 1) != LARK_OK) return LARK_ENOMEM;
  tickets->credential =
      methods(tickets)->credential(context->session, LARK_APP_TICKET, &owner);
  if (tickets->credential == NULL) return LARK_ENOMEM;
  return take_first_ticket(tickets);
}

void lark_tickets_resign(lark_tickets *tickets, uint64_t now_us) {
  if (tickets->credential == NULL) return;
  lark_session *session = tickets->context->session;
  lark_timer_stop(tickets->context->timers, &tickets->look);
  methods(tickets)->cancel_get(session, tickets->credential, &tickets->ask,
                               now_us);
  if (tickets->must_bring)
    methods(tickets)->fail(session, tickets->credential, NULL, now_us);
  tickets->must_bring = false;
}

void lark_tickets_clear(lark_tickets *tickets) {
  if (tickets->context == NULL) return;
  lark_release_secret(&settings_of(tickets)->allocator, tickets->used);
}
