#include "bridge/forwarded.hpp"

#include <algorithm>

namespace amends::bridge {
namespace {

constexpr std::chrono::seconds look_up{1};
constexpr std::chrono::seconds order{10};

// Not among them, on purpose: clients.forget (it cannot be undone), daemon.reload and clock.move.
constexpr Forwarded table[] = {
    {"letters.track", order},  {"letters.list", look_up},    {"letters.show", look_up},   {"letters.why", look_up},
    {"letters.snooze", order}, {"letters.answered", order},  {"letters.done", order},     {"letters.release", order},
    {"letters.drop", order},   {"letters.kept", order},      {"letters.slipped", order},  {"letters.undo", order},
    {"letters.auto", order},   {"letters.preview", look_up}, {"letters.check_in", order}, {"letters.plan", look_up},
    {"letters.find", look_up}, {"clients.history", look_up}, {"clients.leave", order},    {"daemon.status", look_up},
    {"daemon.look", order},    {"daemon.pause", order},      {"daemon.hold", order},
};

}  // namespace

const Forwarded* find_forwarded(std::string_view method) {
    const auto* found = std::ranges::find(table, method, &Forwarded::method);
    return found == std::end(table) ? nullptr : found;
}

}  // namespace amends::bridge
