#include "rpc/domain_json.hpp"
#include "rpc/handlers.hpp"

namespace amends::rpc {

ports::Task<std::string> daemon_status(Service& service, Arguments) {
    co_return service.status().map([](const DaemonStatus& status) { return to_json(status); });
}

ports::Task<std::string> daemon_pause(Service& service, Arguments arguments) {
    const bool on = arguments.flag("on").value_or(false);
    const auto now_on = co_await service.pause(arguments.text("account"), on);
    co_return now_on.map([](bool value) { return switch_json(value); });
}

ports::Task<std::string> daemon_hold(Service& service, Arguments arguments) {
    const bool on = arguments.flag("on").value_or(false);
    const auto now_on = co_await service.hold(arguments.text("account"), on, arguments.text("reason").value_or(""));
    co_return now_on.map([](bool value) { return switch_json(value); });
}

ports::Task<std::string> daemon_reload(Service& service, Arguments) {
    const auto done = co_await service.reload();
    co_return done.map([](bool value) { return done_json(value); });
}

ports::Task<std::string> daemon_look(Service& service, Arguments) {
    const auto done = co_await service.look();
    co_return done.map([](bool value) { return done_json(value); });
}

ports::Task<std::string> clock_move(Service& service, Arguments arguments) {
    const base::Instant to = arguments.instant("to").value_or(base::Instant{});
    const auto now = co_await service.move_clock(to);
    co_return now.map([](base::Instant at) { return now_json(at); });
}

}  // namespace amends::rpc
