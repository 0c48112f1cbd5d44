// SPDX-License-Identifier: MIT
#include "arrivals.h"

#include <inttypes.h>
#include <stdio.h>

#include "clock.h"
#include "json.h"
#include "language.h"
#include "memory.h"
#include "notes.h"
#include "received.h"

// An event that waits for its answer.
typedef struct arrival {
  lark_link link; // first, so that a link is its arrival
  uint64_t id;
  lark_received *received; // NULL: it was handed out
  lark_text reply;         // the answer's frame without its end
  uint64_t connection;     // that it came by
  uint64_t since_us;
  size_t bytes;
} arrival;

// --------------------------------------------------------------------- answers

// Ends the answer to a frame, and queues it.
static lark_status send_answer(lark_listener *listener, lark_text *reply,
                               uint64_t since_us, bool taken) {
  char spent[24];
  snprintf(spent, sizeof spent, "%" PRIu64, (lark_now_us() - since_us) / 1000);
  lark_frame_write_header(reply, "biz_rt", spent);
  lark_frame_write_payload(
      reply, lark_span_of(taken ? "{\"code\":200}" : "{\"code\":500}"));
  return lark_websocket_send(listener->socket, reply);
}

// Answers a frame with false, at once.
static void turn_away(lark_listener *listener, const lark_frame *frame) {
  lark_text reply;
  lark_text_init(&reply, &listener->settings->allocator);
  lark_frame_write_head(&reply, frame);
  (void)send_answer(listener, &reply, lark_now_us(), false);
  lark_text_clear(&reply);
}

static void free_arrival(lark_listener *listener, arrival *gone) {
  listener->event_bytes -= gone->bytes;
  lark_queue_remove(&gone->link);
  if (gone->id != 0) lark_slots_give_back(&listener->events, gone->id);
  lark_received_free(gone->received);
  lark_text_clear(&gone->reply);
  lark_release(&listener->settings->allocator, gone, sizeof *gone);
  listener->stats.unanswered--;
}

static bool is_current(const lark_listener *listener, const arrival *its) {
  return listener->socket != NULL && its->connection == listener->connection;
}

lark_status lark_arrivals_answer(lark_listener *listener, uint64_t event,
                                 bool taken) {
  arrival *its = lark_slots_find(&listener->events, event);
  if (its == NULL || its->received != NULL) return LARK_ESTALE;
  lark_status status =
      is_current(listener, its)
          ? send_answer(listener, &its->reply, its->since_us, taken)
          : LARK_ESTALE;
  free_arrival(listener, its);
  return status;
}

// ---------------------------------------------------------------------- events

// Keeps an event until it is handed out. LARK_OK or LARK_ENOMEM; `received` is
// taken over on LARK_OK alone.
static lark_status keep(lark_listener *listener, const lark_frame *frame,
                        lark_received *received, size_t bytes,
                        uint64_t now_us) {
  const lark_allocator *allocator = &listener->settings->allocator;
  arrival *made = lark_alloc(allocator, sizeof *made);
  if (made == NULL) return LARK_ENOMEM;
  lark_text_init(&made->reply, allocator);
  lark_frame_write_head(&made->reply, frame);
  if (!made->reply.failed) made->id = lark_slots_take(&listener->events, made);
  made->bytes = bytes;
  made->connection = listener->connection;
  made->since_us = now_us;
  listener->event_bytes += bytes;
  listener->stats.unanswered++;
  if (made->id == 0) {
    free_arrival(listener, made);
    return LARK_ENOMEM;
  }
  made->received = received;
  lark_queue_add(&listener->arrived, &made->link);
  return LARK_OK;
}

static void note_loss(lark_listener *listener, const lark_frame *frame,
                      lark_status status, const char *why) {
  char id[96];
  lark_fragments_name(lark_frame_header(frame, "message_id"), id, sizeof id);
  lark_notes_add(listener, status, "the event of message %s is lost: %s", id,
                 lark_words(why));
  listener->stats.dropped++;
}

static bool has_room(const lark_listener *listener, size_t bytes) {
  const lark_listen_options *options = &listener->options;
  return listener->stats.unanswered < options->max_events &&
         bytes <= options->max_bytes - listener->event_bytes;
}

// Takes the text of an event that is complete.
static void take_event(lark_listener *listener, const lark_frame *frame,
                       lark_span text, uint64_t now_us) {
  lark_received *received = NULL;
  if (listener->is_stopping || !has_room(listener, text.length_bytes)) {
    if (!listener->is_stopping)
      lark_notes_add(listener, LARK_EAGAIN,
                     "an event is refused: too many wait for an answer");
    turn_away(listener, frame);
    listener->stats.refused++;
    return;
  }
  lark_status status = lark_received_read(
      &listener->settings->allocator, text.bytes, text.length_bytes, &received);
  if (status == LARK_OK && received->kind != LARK_RECEIVED_EVENT) {
    note_loss(listener, frame, received->error.status, received->error.msg);
    lark_received_free(received);
    turn_away(listener, frame);
    return;
  }
  if (status == LARK_OK)
    status = keep(listener, frame, received, text.length_bytes, now_us);
  if (status == LARK_OK) return;
  lark_received_free(received);
  note_loss(listener, frame, status, "out of memory");
}

bool lark_arrivals_hand_out(lark_listener *listener) {
  arrival *first = (arrival *)(void *)listener->arrived.first;
  if (first == NULL) return false;
  lark_received *received = first->received;
  lark_queue_remove(&first->link);
  first->received = NULL;
  listener->stats.events++;
  listener->options.on_event(listener->client, first->id, received,
                             listener->options.user);
  return true;
}

void lark_arrivals_refuse(lark_listener *listener) {
  while (listener->arrived.first != NULL) {
    arrival *first = (arrival *)(void *)listener->arrived.first;
    if (is_current(listener, first))
      (void)send_answer(listener, &first->reply, first->since_us, false);
    listener->stats.refused++;
    free_arrival(listener, first);
  }
}

void lark_arrivals_forget(lark_listener *listener) {
  uint32_t number = 0;
  size_t parts = listener->fragments.pending.count;
  if (parts > 0)
    lark_notes_add(listener, LARK_ENETWORK,
                   "the parts of %zu events are lost with the connection",
                   parts);
  listener->stats.dropped += parts;
  lark_fragments_clear(&listener->fragments);
  for (arrival *its = lark_slots_next(&listener->events, &number); its != NULL;
       its = lark_slots_next(&listener->events, &number)) {
    if (its->received == NULL) free_arrival(listener, its);
  }
}

uint32_t lark_arrivals_count(const lark_listener *listener) {
  return listener->stats.unanswered;
}

// ---------------------------------------------------------------------- frames

static void plan_sweep(lark_listener *listener) {
  uint64_t due_us = lark_fragments_due_us(&listener->fragments);
  if (due_us == UINT64_MAX)
    lark_timer_stop(listener->timers, &listener->sweep);
  else
    lark_timer_set(listener->timers, &listener->sweep, due_us);
}

void lark_arrivals_sweep(lark_listener *listener, uint64_t now_us) {
  lark_dropped dropped;
  while (lark_fragments_expire(&listener->fragments, now_us, &dropped)) {
    lark_notes_add(listener, LARK_ETIMEOUT,
                   "the event of message %s is lost: %zu of its %zu parts "
                   "came in 10 s",
                   dropped.id, dropped.have, dropped.sum);
    listener->stats.dropped++;
  }
  plan_sweep(listener);
}

// Joins an event that comes in parts.
static void take_part(lark_listener *listener, const lark_frame *frame,
                      const lark_fragment *part, uint64_t now_us) {
  const char *why = NULL;
  lark_text whole;
  lark_text_init(&whole, &listener->settings->allocator);
  lark_joined joined =
      lark_fragments_add(&listener->fragments, part, now_us, &whole, &why);
  if (joined == LARK_JOINED_WHOLE)
    take_event(listener, frame, (lark_span){whole.bytes, whole.length_bytes},
               now_us);
  if (joined == LARK_JOINED_REFUSED) {
    char id[96];
    lark_fragments_name(part->id, id, sizeof id);
    lark_notes_add(listener, LARK_EDECODE,
                   "a part of the event of message %s is refused: %s", id,
                   lark_words(why));
  }
  lark_text_clear(&whole);
  plan_sweep(listener);
}

static void take_data(lark_listener *listener, const lark_frame *frame) {
  uint64_t now_us = lark_now_us();
  lark_span type = lark_frame_header(frame, "type");
  if (!lark_span_is(type, "event")) {
    char name[32];
    lark_fragments_name(type, name, sizeof name);
    lark_notes_add(listener, LARK_OK,
                   "a message of type \"%s\" is ignored: only events are "
                   "handled",
                   name);
    return;
  }
  lark_fragment part = {.id = lark_frame_header(frame, "message_id"),
                        .sum = 1,
                        .payload = frame->payload};
  // Numbers that cannot be read are refused like those outside.
  if (lark_frame_header(frame, "sum").bytes != NULL &&
      !lark_frame_number(frame, "sum", &part.sum))
    part.sum = 0;
  if (lark_frame_header(frame, "seq").bytes != NULL &&
      !lark_frame_number(frame, "seq", &part.seq))
    part.seq = -1;
  if (part.sum == 1 && part.seq == 0)
    take_event(listener, frame, part.payload, now_us);
  else
    take_part(listener, frame, &part, now_us);
}

// The platform's pong may hold another pace.
static void take_pong(lark_listener *listener, const lark_frame *frame) {
  lark_document *document = NULL;
  lark_span text = frame->payload;
  if (text.length_bytes == 0) return;
  uint32_t ping_s = listener->pace.ping_s;
  lark_status status =
      lark_document_parse(text.bytes, text.length_bytes, &document, NULL);
  bool is_read = status == LARK_OK &&
                 lark_pace_read(lark_document_root(document), &listener->pace);
  lark_document_free(document);
  if (!is_read)
    lark_notes_add(listener, LARK_EDECODE,
                   "the settings in the platform's pong are malformed; "
                   "those before stay");
  else if (listener->pace.ping_s != ping_s)
    lark_timer_set(listener->timers, &listener->ping,
                   lark_now_us() + listener->pace.ping_s * UINT64_C(1000000));
}

void lark_arrivals_take(lark_listener *listener, lark_span message) {
  lark_frame frame;
  if (!lark_frame_read(message.bytes, message.length_bytes, &frame)) {
    lark_notes_add(listener, LARK_EDECODE,
                   "a message of %zu bytes is no frame; it is ignored",
                   message.length_bytes);
    return;
  }
  listener->tries = 0; // this connection works
  if (frame.method == LARK_FRAME_DATA)
    take_data(listener, &frame);
  else if (lark_span_is(lark_frame_header(&frame, "type"), "pong"))
    take_pong(listener, &frame);
}

void lark_arrivals_ping(lark_listener *listener) {
  const lark_frame frame = {.service = listener->service_id,
                            .method = LARK_FRAME_CONTROL};
  lark_text text;
  lark_text_init(&text, &listener->settings->allocator);
  lark_frame_write_head(&text, &frame);
  lark_frame_write_header(&text, "type", "ping");
  (void)lark_websocket_send(listener->socket, &text);
  lark_text_clear(&text);
}
