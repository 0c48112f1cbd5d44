// SPDX-License-Identifier: MIT

// When a coroutine parks on a wait, its yield is not meant for its resumer: the
// resumer parks as well, and so on up to the task. When the task is ready
// again, each resumes the next one down. A coroutine may park only if its
// resumer can yield.
//
//     task   resumes   co 1   resumes   co 2: a wait parks it
//          <- parks         <- parks
#include "coroutine.h"

#include "closing.h"
#include "running.h"

// Upvalues of the functions below: the scheduler; for a function that
// coroutine.wrap made, its coroutine. While a coroutine runs or waits it is the
// first value of who resumed it: others find it there (stack.c).
enum { SCHEDULER = 1, COROUTINE };

static lualark_scheduler *scheduler_of(lua_State *L) {
  return lua_touserdata(L, lua_upvalueindex(SCHEDULER));
}

// ------------------------------------------------------------ those that wait

// Arguments: the coroutine, true.
static int write_parked(lua_State *L) {
  if (lualark_state_push_kept(L, LUALARK_KEPT_PARKED) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lualark_state_keep(L, LUALARK_KEPT_PARKED);
  }
  lua_insert(L, 1);
  lua_rawset(L, 1);
  return 0;
}

// Where memory lacks it is not noted: whoever resumes it then gets the error of
// lualark_block_check().
static void note_parked(lua_State *L, lualark_scheduler *s) {
  luaL_checkstack(L, 4, "a coroutine that waits");
  lua_pushcfunction(L, write_parked);
  lua_pushvalue(L, 1);
  lua_pushboolean(L, 1);
  if (lua_pcall(L, 2, 0, 0) == LUA_OK)
    s->nesting.parked++;
  else
    lua_pop(L, 1);
}

// The coroutine goes on. Taking a key out needs no memory.
static void forget_parked(lua_State *L, lualark_scheduler *s) {
  if (lualark_state_push_kept(L, LUALARK_KEPT_PARKED) == LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  lua_pushvalue(L, 1);
  if (lua_rawget(L, -2) != LUA_TNIL) s->nesting.parked--;
  lua_pop(L, 1);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

// Whether the coroutine at `index` waits. Some do.
static bool is_parked(lua_State *L, int index) {
  lualark_state_push_kept(L, LUALARK_KEPT_PARKED);
  lua_pushvalue(L, index);
  bool parked = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 2);
  return parked;
}

// -------------------------------------------------------------------- resuming

static int continue_resume(lua_State *L, int status, lua_KContext context);

// FEW values have room on the stack of any C function.
enum { FAILED = -1, PARKED = -2, FEW = LUA_MINSTACK / 2 };

// Resumes `co` with the arguments on its stack. Returns how many values it
// gave, which are on L; FAILED, with the error on L; or PARKED. In
// coroutine.resume() true or false is below them.
static int resume(lua_State *L, lualark_scheduler *s, lua_State *co,
                  int argument_count, bool wrapped) {
  const lualark_host *host = s->state.host;
  bool may_park = lualark_running_can_park(L, s);
  lualark_running outer = lualark_running_enter(s, co, may_park);
  s->nesting.depth++;
  if (host != NULL) host->enter(&s->state, co, lua_status(co) == LUA_OK);
  int count = 0;
  int status = lua_resume(co, L, argument_count, &count);
  s->nesting.depth--;
  lualark_running_leave(s, outer);
  // Strings that the coroutine made may be long: the host looks at this one
  // accordingly from here on.
  if (host != NULL) host->enter(&s->state, L, false);
  if (status == LUA_YIELD && s->state.parking) {
    note_parked(L, s);
    return PARKED;
  }
  if (status != LUA_OK && status != LUA_YIELD) {
    // One that resumes itself has the error on its own stack.
    lua_xmove(co, L, 1);
    if (wrapped) return FAILED;
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return FAILED;
  }
  if (count > FEW) luaL_checkstack(L, count + 1, "results of a coroutine");
  if (!wrapped) lua_pushboolean(L, 1);
  lua_xmove(co, L, count);
  return count;
}

bool lualark_coroutine_has_fallen(lua_State *thread) {
  if (!lua_checkstack(thread, 2)) return false;
  lualark_state_push_kept(thread, LUALARK_KEPT_FALLEN);
  bool same = !lua_isnil(thread, -1) && !lua_isboolean(thread, -1) &&
              lua_rawequal(thread, -1, -2);
  lua_pop(thread, 1);
  return same;
}

// The error on top is raised.
static void note_fallen(lua_State *L) {
  lua_pushvalue(L, -1);
  lualark_state_keep(L, LUALARK_KEPT_FALLEN);
}

// Raises the error on top, that of a wrapped coroutine, with where it was
// called.
static int fail_wrap(lua_State *L, lualark_scheduler *s, lua_State *co) {
  int status = lua_status(co);
  bool tells = s->state.host != NULL && s->state.host->fell != NULL;
  if (tells)
    s->state.host->fell(&s->state, co, lualark_coroutine_has_fallen(L));
  if (status != LUA_OK && status != LUA_YIELD && !s->state.doomed &&
      lualark_closing_close(L, s, co, &status)) {
    // Closing its variables may have raised another error.
    lua_pop(L, 1);
    lua_xmove(co, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  if (tells) note_fallen(L);
  return lua_error(L);
}

static int go_on(lua_State *L, lualark_scheduler *s, lua_State *co,
                 int argument_count, bool wrapped) {
  int count = resume(L, s, co, argument_count, wrapped);
  if (count == PARKED)
    return lua_yieldk(L, 0, (lua_KContext)wrapped, continue_resume);
  if (count == FAILED) return wrapped ? fail_wrap(L, s, co) : 2;
  return wrapped ? count : count + 1;
}

static int continue_resume(lua_State *L, int status, lua_KContext context) {
  (void)status;
  bool wrapped = (bool)context;
  lualark_scheduler *s = scheduler_of(L);
  forget_parked(L, s);
  return go_on(L, s, lua_tothread(L, 1), 0, wrapped);
}

// Whether a coroutine's stack takes so many arguments. Where memory lacks for a
// number that is usual, it is Lua that raises: "too many" would mislead.
static bool takes(lua_State *L, lua_State *co, int argument_count) {
  enum { USUAL = 50000, BYTES_OF_A_SLOT = 16 };
  if (argument_count == 0 || lua_checkstack(co, argument_count)) return true;
  if (argument_count > USUAL) return false;
  // A stack grows to twice its size.
  lua_newuserdatauv(L, (size_t)argument_count * 2 * BYTES_OF_A_SLOT, 0);
  lua_pop(L, 1);
  return lua_checkstack(co, argument_count);
}

// Why a coroutine cannot be resumed, or NULL. Lua itself knows those that are
// dead or run.
static const char *refusal(lua_State *L, const lualark_scheduler *s,
                           lua_State *co, int argument_count, bool wrapped) {
  const lualark_nesting *nesting = &s->nesting;
  int place = wrapped ? lua_upvalueindex(COROUTINE) : 1;
  if (nesting->parked > 0 && is_parked(L, place))
    return "cannot resume a coroutine that waits for an answer";
  if (!takes(L, co, argument_count)) return "too many arguments to resume";
  if (nesting->most > 0 && nesting->depth >= nesting->most)
    return "too many coroutines inside each other";
  return NULL;
}

// The arguments are on top, and nothing else of a function that wrap made.
static int start(lua_State *L, lua_State *co, int argument_count,
                 bool wrapped) {
  lualark_scheduler *s = scheduler_of(L);
  const char *why = refusal(L, s, co, argument_count, wrapped);
  if (why == NULL) {
    if (argument_count > 0) lua_xmove(L, co, argument_count);
    if (wrapped) lua_pushvalue(L, lua_upvalueindex(COROUTINE));
    return go_on(L, s, co, argument_count, wrapped);
  }
  if (!wrapped) lua_pushboolean(L, 0);
  lua_pushstring(L, why);
  return wrapped ? fail_wrap(L, s, co) : 2;
}

static lua_State *check_coroutine(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argexpected(L, co != NULL, 1, "coroutine");
  return co;
}

static int co_resume(lua_State *L) {
  return start(L, check_coroutine(L), lua_gettop(L) - 1, false);
}

static int wrapped_call(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(COROUTINE));
  return start(L, co, lua_gettop(L), true);
}

// Why a coroutine cannot be closed: it is running, or has resumed one that is.
// NULL where it can be.
static const char *not_closable(lua_State *L, lua_State *co) {
  lua_Debug level;
  if (co == L) return "running";
  bool is_normal = lua_status(co) == LUA_OK && lua_getstack(co, 0, &level);
  return is_normal ? "normal" : NULL;
}

/// coroutine.close(co): as in Lua.
static int co_close(lua_State *L) {
  lua_State *co = check_coroutine(L);
  const char *why = not_closable(L, co);
  int status = LUA_OK;
  if (why != NULL) return luaL_error(L, "cannot close a %s coroutine", why);
  if (!lualark_closing_close(L, scheduler_of(L), co, &status))
    return luaL_error(L, "too many coroutines are closed inside each other");
  lua_pushboolean(L, status == LUA_OK);
  if (status == LUA_OK) return 1;
  lua_xmove(co, L, 1);
  return 2;
}

static int co_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_pushvalue(L, lua_upvalueindex(SCHEDULER));
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, wrapped_call, 2);
  return 1;
}

void lualark_coroutine_patch(lua_State *L) {
  static const luaL_Reg functions[] = {{"resume", co_resume},
                                       {"wrap", co_wrap},
                                       {"close", co_close},
                                       {NULL, NULL}};
  lua_getglobal(L, "coroutine");
  lua_pushlightuserdata(L, lualark_scheduler_get(L));
  luaL_setfuncs(L, functions, 1);
  lua_pop(L, 1);
}
