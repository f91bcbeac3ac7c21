#include "mail/secret_service.hpp"

#include <libsecret/secret.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <atomic>
#include <memory>
#include <system_error>
#include <thread>

#include "mail/credentials.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

// What the thread and the loop share. The thread may outlive the coroutine: a call that waits for a prompt ends only
// some time after it is cancelled.
struct Lookup {
    Lookup() : cancel(g_cancellable_new()), done_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;
    ~Lookup() {
        g_object_unref(cancel);
        if (done_fd >= 0) {
            close(done_fd);
        }
        wipe(secret);
    }
    std::map<std::string, std::string> attributes;
    GCancellable* cancel;
    int done_fd;
    std::atomic<bool> done{false};
    // Written before `done`, read after it.
    std::string secret;
    std::string error;
};

void look_up(const std::shared_ptr<Lookup>& lookup) {
    GHashTable* wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (const auto& [key, value] : lookup->attributes) {
        g_hash_table_insert(wanted, g_strdup(key.c_str()), g_strdup(value.c_str()));
    }
    GError* error = nullptr;
    gchar* found = secret_password_lookupv_nonpageable_sync(nullptr, wanted, lookup->cancel, &error);
    g_hash_table_unref(wanted);
    if (found != nullptr) {
        lookup->secret = found;
        secret_password_free(found);
    }
    if (error != nullptr) {
        lookup->error = error->message;
        g_error_free(error);
    }
    lookup->done = true;
    const std::uint64_t one = 1;
    // The descriptor has room for it, and nobody waits where it has gone.
    [[maybe_unused]] const auto written = write(lookup->done_fd, &one, sizeof one);
}

struct Cancels {
    explicit Cancels(std::shared_ptr<Lookup> lookup) : of(std::move(lookup)) {}
    Cancels(const Cancels&) = delete;
    Cancels& operator=(const Cancels&) = delete;
    ~Cancels() { g_cancellable_cancel(of->cancel); }
    std::shared_ptr<Lookup> of;
};

base::Result<std::string> conclude(const Lookup& lookup) {
    if (!lookup.error.empty()) {
        return base::failure(
            base::Fault::configuration, base::Retry::later,
            "The Secret Service cannot be asked; is the desktop's keyring running and unlocked? It said: " +
                shown(lookup.error));
    }
    if (lookup.secret.empty()) {
        return base::failure(
            base::Fault::configuration, base::Retry::after_change,
            "The Secret Service has no secret with the attributes of the configuration; store it there, for "
            "example by secret-tool store.");
    }
    return first_line_as_secret(lookup.secret, "The Secret Service");
}

}  // namespace

ports::Task<std::string> secret_from_service(std::map<std::string, std::string> attributes,
                                             std::chrono::milliseconds within) {
    using asio::experimental::awaitable_operators::operator||;
    constexpr auto tuple = asio::experimental::as_tuple(asio::use_awaitable);
    if (attributes.empty()) {
        co_return base::failure(base::Fault::configuration, base::Retry::after_change,
                                "The Secret Service needs attributes to find a secret by; none are configured.");
    }
    const auto lookup = std::make_shared<Lookup>();
    lookup->attributes = std::move(attributes);
    const auto loop = co_await asio::this_coro::executor;
    const int copy = lookup->done_fd < 0 ? -1 : dup(lookup->done_fd);
    if (copy < 0) {
        co_return base::failure(base::Fault::internal, base::Retry::later, "Too many files are open.");
    }
    asio::posix::stream_descriptor done(loop, copy);
    asio::steady_timer timer(loop, within);
    const Cancels cancels(lookup);
    try {
        std::thread([lookup] { look_up(lookup); }).detach();
    } catch (const std::system_error&) {
        co_return base::failure(base::Fault::internal, base::Retry::later, "No thread could be started.");
    }
    co_await (timer.async_wait(tuple) || done.async_wait(asio::posix::descriptor_base::wait_read, tuple));
    if (!lookup->done) {
        co_return base::failure(base::Fault::configuration, base::Retry::later,
                                "The Secret Service did not answer in time; is the keyring waiting to be unlocked?");
    }
    co_return conclude(*lookup);
}

}  // namespace amends::mail
