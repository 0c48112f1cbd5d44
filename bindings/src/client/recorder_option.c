// SPDX-License-Identifier: MIT
#include "recorder_option.h"

#include "answered.h"
#include "error.h"
#include "recorder_held.h"
#include "recording.h"

enum { KEPT = 3 }; // what keeps it, the function that picks, the list of calls

static const lark_recorder *push_replay(lua_State *L, const char *path) {
  char why[640];
  lualark_recording_options options = {.path = path, .replay = true};
  lualark_recorder_held *held = lualark_recorder_held_push(L);
  lualark_recording *recording =
      lualark_recording_open(&options, why, sizeof why);
  if (recording == NULL) {
    lark_error error = {
        .status = LARK_ECONFIG, .msg = why, .parameter = "replay"};
    lualark_error_return(L, &error);
    return NULL;
  }
  held->recorder = &recording->methods;
  lua_pushnil(L);
  lua_pushnil(L);
  return held->recorder;
}

// Raw, as all options are read.
static void push_option(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
}

// Answers come from one place, and what is answered so changes nothing.
static bool check_alone(lua_State *L, bool replays, bool answers) {
  const char *other = replays && answers ? "answers" : NULL;
  push_option(L, "journal");
  if ((replays || answers) && !lua_isnil(L, -1)) other = "journal";
  lua_pop(L, 1);
  if (other == NULL) return true;
  lualark_error_argument(L, other, "%s does not go with %s: nothing is sent",
                         other, replays ? "replay" : "answers");
  return false;
}

bool lualark_recorder_option_read(lua_State *L, const lark_recorder **out) {
  *out = NULL;
  if (!lua_istable(L, 1)) {
    lua_settop(L, lua_gettop(L) + KEPT);
    return true;
  }
  push_option(L, "replay");
  push_option(L, "answers");
  bool replays = !lua_isnil(L, -2), answers = !lua_isnil(L, -1);
  if (!check_alone(L, replays, answers)) return false;
  if (!replays && !answers) {
    lua_pushnil(L); // with the two above there are three
    return true;
  }
  if (answers) {
    lua_remove(L, -2);
    *out = lualark_answered_push(L);
  } else {
    lua_pop(L, 1);
    *out = push_replay(L, lua_tostring(L, -1));
    if (*out != NULL) lua_remove(L, -KEPT - 1); // the path
  }
  return *out != NULL;
}

void lualark_recorder_option_keep(lua_State *L, lualark_client *client,
                                  int first) {
  lua_pushvalue(L, first);
  lua_setiuservalue(L, -2, LUALARK_RECORDER);
  lua_pushvalue(L, first + 1);
  lua_setiuservalue(L, -2, LUALARK_PICK);
  client->has_answers = !lua_isnil(L, first + 1);
  if (client->has_answers) {
    // Found there as client.calls.
    lua_getiuservalue(L, -1, LUALARK_ANCHORS);
    lua_pushvalue(L, first + 2);
    lua_setfield(L, -2, "calls");
    lua_pop(L, 1);
  }
  for (int i = 0; i < KEPT; i++)
    lua_remove(L, first);
}
