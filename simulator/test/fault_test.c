// SPDX-License-Identifier: MIT
#include "fault.h"

#include "check.h"

#include <string.h>

static const char search[] = "hire.referral.search";
static const char list[] = "hire.external_application.list";
static const char auth[] = "auth.tenant_access_token.internal";

static void arm(struct faults *faults, enum fault_id id, const char *endpoint,
                struct fault fault) {
  fault.kind = &fault_kinds[id];
  fault.endpoint = endpoint != NULL ? strdup(endpoint) : NULL;
  if (fault.probability == 0) fault.probability = 1;
  faults_add(faults, &fault);
}

static bool fires(struct faults *faults, const char *endpoint,
                  enum fault_id id) {
  struct fault_hit hit = faults_pick(faults, endpoint);
  return fault_is(&hit, id);
}

static void skips_and_then_fires_so_many_times(void) {
  struct faults faults;
  faults_init(&faults, 1);
  arm(&faults, FAULT_HTML, NULL, (struct fault){.skip = 2, .times = 3});
  for (int i = 0; i < 10; i++) {
    CHECK(fires(&faults, search, FAULT_HTML) == (i >= 2 && i < 5));
  }
  CHECK(faults.list[0].seen == 10 && faults.list[0].fired == 3);
  CHECK(faults.fired[FAULT_HTML] == 3);
  faults_clear(&faults);
  CHECK(faults.count == 0 && faults.fired[FAULT_HTML] == 3);
}

static void looks_at_its_endpoints_alone(void) {
  struct faults faults;
  faults_init(&faults, 1);
  arm(&faults, FAULT_HTML, "hire.referral.*", (struct fault){.times = 9});
  arm(&faults, FAULT_PAGE_EMPTY, NULL, (struct fault){.times = 9});
  arm(&faults, FAULT_TOKEN_TTL, NULL, (struct fault){.times = 9});
  CHECK(fires(&faults, search, FAULT_HTML));
  CHECK(fires(&faults, list, FAULT_PAGE_EMPTY));
  CHECK(fires(&faults, auth, FAULT_TOKEN_TTL));
  CHECK(faults_pick(&faults, "unmatched").kind == NULL);
  CHECK(faults.list[0].seen == 1);
  faults_clear(&faults);
}

static void one_fires_and_the_next_stays_due(void) {
  struct faults faults;
  faults_init(&faults, 1);
  arm(&faults, FAULT_HTML, NULL, (struct fault){.times = 1});
  arm(&faults, FAULT_SLOW, NULL, (struct fault){.times = 1, .values = {7, 8}});
  CHECK(fires(&faults, search, FAULT_HTML));
  struct fault_hit hit = faults_pick(&faults, search);
  CHECK(fault_is(&hit, FAULT_SLOW));
  CHECK(hit.values[0] == 7 && hit.values[1] == 8);
  CHECK(faults_pick(&faults, search).kind == NULL);
  CHECK(faults.list[1].seen == 3);
  faults_clear(&faults);
}

// The stream of a fault with a probability depends on the seed and on its own
// requests, not on other faults.
static void a_seed_decides_the_draws(void) {
  struct faults alone, crowded, other;
  struct fault often = {.times = FAULT_ALWAYS, .probability = 0.25};
  faults_init(&alone, 7);
  faults_init(&crowded, 7);
  faults_init(&other, 8);
  arm(&alone, FAULT_HTML, NULL, often);
  arm(&crowded, FAULT_HTML, NULL, often);
  arm(&crowded, FAULT_SLOW, NULL, often);
  arm(&other, FAULT_HTML, NULL, often);
  int fired = 0;
  bool differs = false;
  for (int i = 0; i < 4000; i++) {
    bool here = fires(&alone, search, FAULT_HTML);
    CHECK(here == fires(&crowded, search, FAULT_HTML));
    differs = differs || here != fires(&other, search, FAULT_HTML);
    fired += here;
  }
  CHECK(differs);
  CHECK(fired > 900 && fired < 1100);
  faults_clear(&alone);
  faults_clear(&crowded);
  faults_clear(&other);
}

static void at_once_needs_no_request(void) {
  struct faults faults;
  faults_init(&faults, 1);
  arm(&faults, FAULT_REFUSE, NULL, (struct fault){.times = 1, .at_once = true});
  CHECK(faults.list[0].fired == 1 && faults.fired[FAULT_REFUSE] == 1);
  CHECK(faults_pick(&faults, search).kind == NULL);
  faults_clear(&faults);
}

static void every_kind_has_a_name_of_its_own(void) {
  for (int i = 0; i < FAULT_KIND_COUNT; i++) {
    CHECK(fault_kind_find(fault_kinds[i].name) == &fault_kinds[i]);
  }
  CHECK(fault_kind_find("nothing") == NULL);
}

int main(void) {
  skips_and_then_fires_so_many_times();
  looks_at_its_endpoints_alone();
  one_fires_and_the_next_stays_due();
  a_seed_decides_the_draws();
  at_once_needs_no_request();
  every_kind_has_a_name_of_its_own();
  return 0;
}
