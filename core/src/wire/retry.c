// SPDX-License-Identifier: MIT
#include "retry.h"

#include "backoff.h"

static const uint64_t LONGEST_HELD_US = 600000000; // without a deadline

static const lark_verdict give_up = {LARK_GIVE_UP, 0};

// Whether a wait would end too late. A deadline, if there is one, decides that.
static bool is_too_long(const lark_attempts *attempts,
                        const lark_setback *setback, uint64_t until_us) {
  return !setback->has_deadline &&
         until_us - attempts->first_us > LONGEST_HELD_US;
}

static lark_verdict held(lark_attempts *attempts, const lark_setback *setback,
                         uint64_t now_us, uint64_t random) {
  uint64_t delay_us = (uint64_t)setback->reset_s * 1000000;
  if (delay_us == 0) delay_us = lark_backoff_us(attempts->holds + 1, random);
  if (is_too_long(attempts, setback, now_us + delay_us)) return give_up;
  attempts->holds++;
  return (lark_verdict){LARK_AGAIN_HELD, delay_us};
}

static lark_verdict renewed(lark_attempts *attempts,
                            const lark_setback *setback) {
  if (attempts->renewed || setback->token_is_fixed) return give_up;
  attempts->renewed = true;
  return (lark_verdict){LARK_AGAIN_RENEWED, 0};
}

static lark_verdict repeated(lark_attempts *attempts,
                             const lark_setback *setback, uint32_t retries,
                             uint64_t now_us, uint64_t random) {
  bool safe = setback->repeatable || !setback->sent;
  if (safe && setback->stale && !attempts->stale) {
    // The server is well: another connection serves at once.
    attempts->stale = true;
    return (lark_verdict){LARK_AGAIN_AFTER, 0};
  }
  if (!safe || attempts->repeats >= retries) return give_up;
  uint64_t delay_us = lark_backoff_us(attempts->repeats + 1, random);
  uint64_t asked_us = (uint64_t)setback->reset_s * 1000000;
  if (asked_us > delay_us) delay_us = asked_us;
  if (is_too_long(attempts, setback, now_us + delay_us)) return give_up;
  attempts->repeats++;
  return (lark_verdict){LARK_AGAIN_AFTER, delay_us};
}

lark_verdict lark_retry_decide(lark_attempts *attempts,
                               const lark_setback *setback, uint32_t retries,
                               uint64_t now_us, uint64_t random) {
  switch (setback->reaction) {
  case LARK_HOLD: return held(attempts, setback, now_us, random);
  case LARK_RENEW_TOKEN:
  case LARK_RENEW_APP_TOKEN: return renewed(attempts, setback);
  case LARK_REPEAT: return repeated(attempts, setback, retries, now_us, random);
  case LARK_RENEW_TICKET: // the room `auth` handles it
  case LARK_FAIL: break;
  }
  return give_up;
}
