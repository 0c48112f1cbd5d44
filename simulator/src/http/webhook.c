// SPDX-License-Identifier: MIT
#include "webhook.h"

#include "memory.h"
#include "seal.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATIENCE_MS = 3000, NONCE_SIZE = 17 };

// Events that wait to be sent.
struct parcel {
  struct parcel *next;
  char *text; // JSON
  char *id;   // for messages
};

// The thread takes parcels from the queue, which the lock guards.
struct webhook {
  struct webhook_settings settings;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  struct parcel *first, **last;
  bool ends;
};

static void free_parcel(struct parcel *parcel) {
  free(parcel->text);
  free(parcel->id);
  free(parcel);
}

static size_t ignore(char *bytes, size_t size, size_t count, void *user) {
  (void)bytes, (void)user;
  return size * count;
}

static struct curl_slist *add_header(struct curl_slist *headers,
                                     const char *name, const char *value) {
  char *line = memory_format("%s: %s", name, value);
  headers = memory_need(curl_slist_append(headers, line));
  free(line);
  return headers;
}

static struct curl_slist *sign(struct curl_slist *headers, const char *key,
                               const char *body) {
  char timestamp[24], nonce[NONCE_SIZE], signature[SEAL_SIGNATURE_SIZE];
  uint64_t random = 0;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  snprintf(timestamp, sizeof timestamp, "%lld", (long long)now.tv_sec);
  seal_random(&random, sizeof random);
  snprintf(nonce, sizeof nonce, "%016" PRIx64, random);
  seal_sign(timestamp, nonce, key, body, signature);
  headers = add_header(headers, "X-Lark-Request-Timestamp", timestamp);
  headers = add_header(headers, "X-Lark-Request-Nonce", nonce);
  return add_header(headers, "X-Lark-Signature", signature);
}

static void post(CURL *curl, const struct webhook *webhook,
                 const struct parcel *parcel) {
  const char *key = webhook->settings.encrypt_key;
  char *body = key != NULL ? seal_body(key, parcel->text)
                           : memory_copy(parcel->text, strlen(parcel->text));
  struct curl_slist *headers =
      add_header(NULL, "Content-Type", "application/json; charset=utf-8");
  if (key != NULL) headers = sign(headers, key, body);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
  CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK) {
    fprintf(stderr, "lark-simulator: event %s was not sent: %s\n", parcel->id,
            curl_easy_strerror(code));
  } else if (status != 200) {
    fprintf(stderr, "lark-simulator: event %s was answered with %ld\n",
            parcel->id, status);
  }
  curl_slist_free_all(headers);
  free(body);
}

// Waits for a parcel. NULL: the webhook ends.
static struct parcel *take(struct webhook *webhook) {
  pthread_mutex_lock(&webhook->lock);
  while (webhook->first == NULL && !webhook->ends) {
    pthread_cond_wait(&webhook->changed, &webhook->lock);
  }
  struct parcel *parcel = webhook->ends ? NULL : webhook->first;
  if (parcel != NULL) {
    webhook->first = parcel->next;
    if (webhook->first == NULL) webhook->last = &webhook->first;
  }
  pthread_mutex_unlock(&webhook->lock);
  return parcel;
}

static void *run(void *user) {
  struct webhook *webhook = user;
  CURL *curl = memory_need(curl_easy_init());
  curl_easy_setopt(curl, CURLOPT_URL, webhook->settings.url);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)PATIENCE_MS);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
  for (struct parcel *parcel; (parcel = take(webhook)) != NULL;) {
    post(curl, webhook, parcel);
    free_parcel(parcel);
  }
  curl_easy_cleanup(curl);
  return NULL;
}

struct webhook *webhook_open(const struct webhook_settings *settings) {
  if (settings->url == NULL) return NULL;
  struct webhook *webhook = memory_new(1, sizeof *webhook);
  webhook->settings = *settings;
  webhook->last = &webhook->first;
  pthread_mutex_init(&webhook->lock, NULL);
  pthread_cond_init(&webhook->changed, NULL);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  if (pthread_create(&webhook->thread, NULL, run, webhook) != 0) {
    memory_need(NULL);
  }
  return webhook;
}

static void put(struct webhook *webhook, char *text, const char *id) {
  struct parcel *parcel = memory_new(1, sizeof *parcel);
  parcel->text = text;
  parcel->id = memory_copy(id, strlen(id));
  pthread_mutex_lock(&webhook->lock);
  *webhook->last = parcel;
  webhook->last = &parcel->next;
  pthread_cond_signal(&webhook->changed);
  pthread_mutex_unlock(&webhook->lock);
}

void webhook_put(struct webhook *webhook, const char *text, const char *id) {
  if (webhook == NULL) return;
  put(webhook, memory_copy(text, strlen(text)), id);
}

void webhook_close(struct webhook *webhook) {
  if (webhook == NULL) return;
  pthread_mutex_lock(&webhook->lock);
  webhook->ends = true;
  pthread_cond_signal(&webhook->changed);
  pthread_mutex_unlock(&webhook->lock);
  pthread_join(webhook->thread, NULL);
  while (webhook->first != NULL) {
    struct parcel *next = webhook->first->next;
    free_parcel(webhook->first);
    webhook->first = next;
  }
  pthread_mutex_destroy(&webhook->lock);
  pthread_cond_destroy(&webhook->changed);
  curl_global_cleanup();
  free(webhook);
}
