// SPDX-License-Identifier: MIT

/// lualark.hpp: <lualark.h> for C++17. Engines close themselves, callbacks are
/// std::function, and failures are exceptions.
///
///     lualark::handlers handlers;
///     handlers.print = [](lualark_script, std::string_view line) {
///       std::cout << line << '\n';
///     };
///     lualark::engine engine({}, std::move(handlers));
///     engine.offer("add", [](lualark_script, std::string_view json) {
///       return sum(json); // JSON
///     });
///     engine.start("print(host.add(1, 2))");
///     while (engine.scripts() > 0) engine.wait();
///
/// The rules of <lualark.h> hold. An exception in a callback does not travel
/// through C: step(), wait() or close() throws it when the engine is done; in a
/// host function that answers at once it becomes the call's error in the
/// script. An engine may be moved, but neither moved nor destroyed inside one
/// of its callbacks; close() may be called there.
///
/// Everything is inline: the library to link is liblualark.
#ifndef LUALARK_HPP
#define LUALARK_HPP

#include <cstdint>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "lualark.h"

namespace lualark {

/// A function of liblualark failed.
class error : public std::runtime_error {
public:
  error(lark_status status, const char *why)
      : std::runtime_error(why), status_(status) {}
  lark_status status() const noexcept {
    return status_;
  }

private:
  lark_status status_;
};

/// lualark_options with their defaults. `exit`, `print`, `warn`, `message` and
/// `user` are the engine's: it has handlers in place of them.
struct options : lualark_options {
  options() noexcept {
    lualark_options_init(this, sizeof(lualark_options));
  }
};

/// The callbacks of an engine. The ones that are left out are not called; a
/// script's lark.send() raises without `message`. Texts are valid until the
/// callback returns.
struct handlers {
  std::function<void(const lualark_end &)> exit;
  std::function<void(lualark_script, std::string_view line)> print, warn;
  std::function<void(lualark_script, std::string_view name,
                     std::string_view json)>
      message;
};

/// A call of a host function that waits for its answer. It may be copied and
/// kept; it must not be answered after its engine is closed.
class pending {
public:
  pending(lualark_engine *engine, lualark_pending id) noexcept
      : engine_(engine), id_(id) {}

  /// Answers with JSON. False if nobody waits for it any more. Throws
  /// error(LARK_ENOMEM).
  bool answer(const std::string &json) const {
    return is_done(lualark_answer(engine_, id_, json.c_str()));
  }

  /// Answers with an error.
  bool refuse(const std::string &why) const {
    return is_done(lualark_refuse(engine_, id_, why.c_str()));
  }

  /// The same from any thread, as long as the engine exists. LARK_OK,
  /// LARK_EAGAIN if the mailbox is full, or LARK_ENOMEM.
  lark_status post_answer(const std::string &json) const noexcept {
    return lualark_post_answer(engine_, id_, json.c_str());
  }
  lark_status post_refusal(const std::string &why) const noexcept {
    return lualark_post_refuse(engine_, id_, why.c_str());
  }

private:
  bool is_done(lark_status status) const {
    if (status != LARK_OK && status != LARK_ESTALE)
      throw error(status, lualark_last_error(engine_));
    return status == LARK_OK;
  }

  lualark_engine *engine_;
  lualark_pending id_;
};

/// An engine.
class engine {
public:
  /// Answers at once: returns JSON. What it throws is the call's error.
  using function =
      std::function<std::string(lualark_script, std::string_view arguments)>;
  /// Keeps `pending`, and answers later.
  using later =
      std::function<void(pending, lualark_script, std::string_view arguments)>;

  /// Opens one. Throws error, or std::bad_alloc.
  explicit engine(options how = options(), handlers what = handlers())
      : own_(std::make_unique<own>()) {
    own_->what = std::move(what);
    how.user = own_.get();
    how.exit = own_->what.exit ? on_exit : nullptr;
    how.print = own_->what.print ? on_print : nullptr;
    how.warn = own_->what.warn ? on_warn : nullptr;
    how.message = own_->what.message ? on_message : nullptr;
    lark_status status = lualark_open(&how, &own_->handle);
    if (status != LARK_OK) throw error(status, lark_strerror(status));
  }

  /// Closes it: its scripts end, and `exit` is called for them. Exceptions of
  /// that are lost; close() throws them.
  ~engine() {
    if (own_ != nullptr) shut();
  }

  engine(engine &&) noexcept = default;
  engine &operator=(engine &&other) noexcept {
    if (this != &other) {
      if (own_ != nullptr) shut();
      own_ = std::move(other.own_);
    }
    return *this;
  }

  /// Closes it before its end; nothing else may be called then. Inside a
  /// callback it takes effect when the outermost function returns.
  void close() {
    shut();
    if (!own_->inside) own_->rethrow();
  }

  /// The engine for functions of <lualark.h>.
  lualark_engine *get() const noexcept {
    return own_->handle;
  }

  // ------------------------------------------------------------------ scripts

  /// Starts a script; `arguments` is a JSON array, "" for none. Throws error.
  lualark_script start(std::string_view text,
                       const std::string &name = "script",
                       const std::string &arguments = "") {
    return start(program_of(text, name, arguments));
  }
  lualark_script start(const lualark_program &program) {
    lualark_script script = 0;
    check(lualark_start(get(), &program, &script));
    return script;
  }

  /// Replaces a script by a new version, which gets its state. Throws error.
  lualark_script replace(lualark_script old, std::string_view text,
                         const std::string &name = "script",
                         const std::string &arguments = "") {
    return replace(old, program_of(text, name, arguments));
  }
  lualark_script replace(lualark_script old, const lualark_program &program) {
    lualark_script script = 0;
    check(lualark_replace(get(), old, &program, &script));
    return script;
  }

  /// These return false if the script has ended already.
  bool kill(lualark_script script) {
    return is_alive(lualark_kill(get(), script));
  }
  bool interrupt(lualark_script script) {
    return is_alive(lualark_interrupt(get(), script));
  }
  bool retire(lualark_script script) {
    return is_alive(lualark_retire(get(), script));
  }

  std::size_t scripts() const noexcept {
    return lualark_scripts(get());
  }
  std::size_t memory_bytes() const noexcept {
    return lualark_memory_bytes(get());
  }

  /// The use that a script has made. Throws error(LARK_ESTALE) if it has ended.
  lualark_usage usage(lualark_script script) const {
    lualark_usage usage = {};
    usage.size = sizeof usage;
    lark_status status = lualark_script_usage(get(), script, &usage);
    if (status != LARK_OK) throw error(status, lark_strerror(status));
    return usage;
  }

  // ----------------------------------------------- between scripts and host

  /// Offers host.<name>() to scripts that start from now on. Throws error.
  void offer(const std::string &name, function answer) {
    offer_later(name, [answer = std::move(answer)](pending call,
                                                   lualark_script script,
                                                   std::string_view arguments) {
      std::string json;
      try {
        json = answer(script, arguments);
      } catch (const std::exception &why) {
        call.refuse(why.what());
        return;
      } catch (...) {
        call.refuse("it failed");
        return;
      }
      call.answer(json);
    });
  }

  /// The same for a function that answers later. Throws error.
  void offer_later(const std::string &name, later call) {
    own_->functions.push_back({own_.get(), std::move(call)});
    check(lualark_offer(get(), name.c_str(), on_call, &own_->functions.back()));
  }

  /// Sends an event with a JSON value to a script, or with 0 to all. LARK_OK;
  /// LARK_EAGAIN or LARK_ELIMIT if it has no room; LARK_ESTALE if it has ended.
  /// Throws error where `json` is none, or memory lacks.
  lark_status emit(lualark_script script, const std::string &name,
                   const std::string &json = "null") {
    lark_status status =
        lualark_emit(get(), script, name.c_str(), json.c_str());
    if (status != LARK_EAGAIN && status != LARK_ELIMIT && status != LARK_ESTALE)
      check(status);
    return status;
  }

  /// Gives all scripts data to read. Throws error.
  void set_data(const std::string &name, const std::string &json) {
    check(lualark_set_data(get(), name.c_str(), json.c_str()));
  }
  void drop_data(const std::string &name) {
    check(lualark_set_data(get(), name.c_str(), nullptr));
  }

  // ----------------------------------------------------------------- driving

  /// These throw what a callback threw, and error(LARK_ENOMEM).
  void step(std::uint32_t budget_us) {
    run([&](lualark_engine *handle) {
      return lualark_step(handle, budget_us);
    });
  }
  void wait(int timeout_ms = -1) {
    run([&](lualark_engine *handle) {
      return lualark_wait(handle, timeout_ms);
    });
  }

  int fd() {
    return lualark_fd(get());
  }
  int timeout_ms() {
    return lualark_timeout_ms(get());
  }

  /// From any thread, as long as the engine exists.
  void wakeup() {
    lualark_wakeup(get());
  }

  /// The same: puts an event into the mailbox. LARK_OK, LARK_EAGAIN if it is
  /// full, LARK_EINVAL or LARK_ENOMEM.
  lark_status post_event(lualark_script script, const std::string &name,
                         const std::string &json = "null") {
    return lualark_post_event(get(), script, name.c_str(), json.c_str());
  }

private:
  struct own;

  struct offered {
    own *all;
    later call;
  };

  // Stays where it is when the engine moves.
  struct own {
    lualark_engine *handle = nullptr;
    handlers what;
    std::list<offered> functions; // those that were replaced, too
    std::exception_ptr thrown;
    bool inside = false; // of step() or wait()
    bool closed = false;

    void rethrow() {
      if (thrown != nullptr)
        std::rethrow_exception(std::exchange(thrown, nullptr));
    }
  };

  template <typename F> static void shield(own *all, F call) noexcept {
    try {
      call();
    } catch (...) {
      if (all->thrown == nullptr) all->thrown = std::current_exception();
    }
  }

  static void on_exit(void *user, lualark_engine *, const lualark_end *end) {
    own *all = static_cast<own *>(user);
    shield(all, [&] { all->what.exit(*end); });
  }

  static void on_print(void *user, lualark_engine *, lualark_script script,
                       const char *text, std::size_t bytes) {
    own *all = static_cast<own *>(user);
    shield(all, [&] { all->what.print(script, {text, bytes}); });
  }

  static void on_warn(void *user, lualark_engine *, lualark_script script,
                      const char *text, std::size_t bytes) {
    own *all = static_cast<own *>(user);
    shield(all, [&] { all->what.warn(script, {text, bytes}); });
  }

  static void on_message(void *user, lualark_engine *, lualark_script script,
                         const char *name, const char *json,
                         std::size_t bytes) {
    own *all = static_cast<own *>(user);
    shield(all, [&] { all->what.message(script, name, {json, bytes}); });
  }

  static void on_call(void *user, lualark_engine *handle, lualark_script script,
                      lualark_pending id, const char *arguments,
                      std::size_t bytes) {
    offered *one = static_cast<offered *>(user);
    shield(one->all, [&] {
      one->call(pending(handle, id), script, {arguments, bytes});
    });
  }

  static lualark_program program_of(std::string_view text,
                                    const std::string &name,
                                    const std::string &arguments) {
    lualark_program program = {};
    program.name = name.c_str();
    program.text = text.empty() ? "" : text.data();
    program.text_bytes = text.size();
    program.arguments = arguments.empty() ? nullptr : arguments.c_str();
    return program;
  }

  void check(lark_status status) const {
    if (status != LARK_OK) throw error(status, lualark_last_error(get()));
  }

  bool is_alive(lark_status status) const {
    if (status != LARK_ESTALE) check(status);
    return status == LARK_OK;
  }

  // Inside a callback it does nothing, as in C.
  template <typename F> void run(F drive) {
    if (own_->inside) return;
    own_->inside = true;
    lark_status status = drive(own_->handle);
    own_->inside = false;
    own_->rethrow();
    if (status != LARK_OK) throw error(status, lark_strerror(status));
  }

  void shut() noexcept {
    if (own_->closed) return;
    own_->closed = true;
    lualark_close(own_->handle);
  }

  std::unique_ptr<own> own_;
};

} // namespace lualark

#endif
