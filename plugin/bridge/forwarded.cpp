#include "bridge/forwarded.hpp"

#include <algorithm>

namespace amends::bridge {
namespace {

constexpr std::chrono::seconds look_up{1};  // while somebody writes
constexpr std::chrono::seconds page{5};     // of thousands of letters, beside a mailbox that is being read
constexpr std::chrono::seconds order{10};
constexpr std::chrono::seconds look{60};  // it reads every mailbox before it answers

// Not among them, on purpose: clients.forget (it cannot be undone), daemon.reload and clock.move.
constexpr Forwarded table[] = {
    {"letters.track", order},  {"letters.list", page},       {"letters.show", page},      {"letters.why", page},
    {"letters.snooze", order}, {"letters.answered", order},  {"letters.done", order},     {"letters.release", order},
    {"letters.drop", order},   {"letters.kept", order},      {"letters.slipped", order},  {"letters.undo", order},
    {"letters.auto", order},   {"letters.preview", look_up}, {"letters.check_in", order}, {"letters.plan", look_up},
    {"letters.find", look_up}, {"clients.history", look_up}, {"clients.leave", order},    {"daemon.status", page},
    {"daemon.look", look},     {"daemon.pause", order},      {"daemon.hold", order},
};

}  // namespace

const Forwarded* find_forwarded(std::string_view method) {
    const auto* found = std::ranges::find(table, method, &Forwarded::method);
    return found == std::end(table) ? nullptr : found;
}

}  // namespace amends::bridge
