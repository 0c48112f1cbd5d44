// SPDX-License-Identifier: MIT

// Sends events to a webhook as the platform does, encrypted and signed, and
// prints how they were answered.
//
//     bench_events URL ENCRYPT_KEY EVENTS IN_FLIGHT [FIRST]
//
// FIRST is the number of the first: receivers drop those that they have seen.
#include "seal.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TEXT_SIZE = 512, HEADER_SIZE = 128 };

static CURLM *multi;
static const char *url, *key;
static long events, sent, answered, refused, failed, first;
static double slowest_s;

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t ignore(char *bytes, size_t size, size_t count, void *user) {
  (void)bytes, (void)user;
  return size * count;
}

struct letter {
  char *body;
  struct curl_slist *headers;
};

static void need(bool ok, const char *what) {
  if (ok) return;
  fprintf(stderr, "bench_events: %s\n", what);
  exit(1);
}

static struct letter *write_letter(long number) {
  char text[TEXT_SIZE], header[HEADER_SIZE], timestamp[24];
  char signature[SEAL_SIGNATURE_SIZE];
  struct letter *letter = calloc(1, sizeof *letter);
  need(letter != NULL, "out of memory");
  snprintf(text, sizeof text,
           "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"bench-%ld\","
           "\"event_type\":\"hire.application.stage_changed_v1\","
           "\"create_time\":\"1618899376474\",\"token\":\"made-up\","
           "\"app_id\":\"cli_simulator\",\"tenant_key\":\"tenant_one\"},"
           "\"event\":{\"application_id\":\"%ld\",\"origin_stage_id\":\"1\","
           "\"target_stage_id\":\"2\",\"update_time\":1618899376474}}",
           number, number % 1000);
  snprintf(timestamp, sizeof timestamp, "%lld", (long long)time(NULL));
  letter->body = seal_body(key, text);
  seal_sign(timestamp, "0123456789abcdef", key, letter->body, signature);
  const char *const names[] = {"X-Lark-Request-Timestamp",
                               "X-Lark-Request-Nonce", "X-Lark-Signature"};
  const char *const values[] = {timestamp, "0123456789abcdef", signature};
  letter->headers =
      curl_slist_append(NULL, "Content-Type: application/json; charset=utf-8");
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    snprintf(header, sizeof header, "%s: %s", names[i], values[i]);
    letter->headers = curl_slist_append(letter->headers, header);
  }
  need(letter->headers != NULL, "out of memory");
  return letter;
}

static void free_letter(struct letter *letter) {
  curl_slist_free_all(letter->headers);
  free(letter->body);
  free(letter);
}

static void post(CURL *curl) {
  struct letter *letter = write_letter(first + sent++);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, letter->headers);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, letter->body);
  curl_easy_setopt(curl, CURLOPT_PRIVATE, letter);
  need(curl_multi_add_handle(multi, curl) == CURLM_OK, "out of memory");
}

static CURL *new_handle(void) {
  CURL *curl = curl_easy_init();
  need(curl != NULL, "out of memory");
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
  return curl;
}

static void count(const CURLMsg *message) {
  CURL *curl = message->easy_handle;
  struct letter *letter = NULL;
  double took_s = 0;
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_PRIVATE, &letter);
  curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME, &took_s);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (took_s > slowest_s) slowest_s = took_s;
  if (message->data.result != CURLE_OK) {
    failed++;
  } else if (status == 200) {
    answered++;
  } else {
    refused++;
  }
  curl_multi_remove_handle(multi, curl);
  free_letter(letter);
  if (sent < events) {
    post(curl);
  } else {
    curl_easy_cleanup(curl);
  }
}

int main(int argc, char **argv) {
  need(argc >= 5,
       "usage: bench_events URL ENCRYPT_KEY EVENTS IN_FLIGHT [FIRST]");
  url = argv[1];
  key = argv[2];
  events = atol(argv[3]);
  long in_flight = atol(argv[4]);
  first = argc > 5 ? atol(argv[5]) : 0;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  multi = curl_multi_init();
  need(multi != NULL, "out of memory");
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, in_flight);
  double began_s = now_s();
  for (long i = 0; i < in_flight && sent < events; i++)
    post(new_handle());
  for (int running = 1; answered + refused + failed < events;) {
    curl_multi_perform(multi, &running);
    int left = 0;
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
      if (message->msg == CURLMSG_DONE) count(message);
    }
    if (answered + refused + failed < events)
      curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
  double seconds = now_s() - began_s;
  printf("answered=%ld refused=%ld failed=%ld seconds=%.3f slowest_ms=%.0f\n",
         answered, refused, failed, seconds, slowest_s * 1000);
  curl_multi_cleanup(multi);
  curl_global_cleanup();
  return answered == events ? 0 : 1;
}
