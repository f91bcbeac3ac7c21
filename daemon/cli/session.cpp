#include "cli/session.hpp"

#include <fmt/format.h>

#include <chrono>

#include "app/configured_socket.hpp"
#include "calendar/zone_database.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {
namespace {

using base::Result;
using base::Status;

constexpr std::chrono::seconds hand_over_within{10};

Page page_for(const Surroundings& surroundings, bool plain) {
    if (plain || !surroundings.out_is_terminal) return {};
    const bool colour =
        surroundings.environment.variable("NO_COLOR").empty() && surroundings.environment.variable("TERM") != "dumb";
    return {.columns = surroundings.columns, .colour = colour};
}

}  // namespace

Session::Session(Surroundings& surroundings, General general)
    : surroundings_(surroundings), general_(std::move(general)), page_(page_for(surroundings, general_.plain)) {}

std::string Session::socket() const {
    if (general_.socket) return *general_.socket;
    if (auto given = surroundings_.environment.variable("AMENDS_SOCKET"); !given.empty()) return given;
    return app::configured_socket(general_.config, surroundings_.environment);
}

rpc::Spool Session::spool() const { return rpc::Spool(app::default_spool(surroundings_.environment)); }

rpc::Spool Session::asked() const { return rpc::Spool(app::default_asked(surroundings_.environment)); }

Result<rpc::Client*> Session::client() {
    if (!client_) {
        auto connected = rpc::Client::connect(socket(), surroundings_.environment.root);
        if (!connected) return tl::unexpected(connected.error());
        client_.emplace(std::move(*connected));
    }
    return &*client_;
}

Status Session::hand_over() {
    const auto connected = client();
    if (!connected) return tl::unexpected(connected.error());
    Status all;
    for (const rpc::KeptOrder& order : spool().orders()) {
        Status taken;
        if (!order.request) {
            taken = tl::unexpected(order.request.error());
        } else if (const auto state = daemon_over(**connected); !state) {
            return tl::unexpected(state.error());
        } else if ((*state)->status.dry_run) {
            return base::failure(base::Fault::answer_is_no, base::Retry::later,
                                 "amendsd is on a dry run and will forget what it is told now.");
        } else {
            taken = (*connected)
                        ->call("letters.track", rpc::to_json(*order.request), hand_over_within)
                        .map([](const std::string&) {});
        }
        if (taken) {
            rpc::Spool::discard(order);
        } else if (taken.error().retry == base::Retry::never) {
            const std::string aside = rpc::Spool::set_aside(order);
            say(fmt::format("A mail sent through `amends sendmail` is not tracked: {} It is kept in {}.",
                            taken.error().message, aside));
        } else if (taken.error().fault == base::Fault::daemon_unreachable) {
            return taken;
        } else if (all) {
            all = std::move(taken);
        }
    }
    return all;
}

Result<rpc::Client*> Session::ready() {
    // A late answer to an order that failed may not be taken for the answer to this question: a new connection then.
    if (!client_ && !hand_over()) client_.reset();
    return client();
}

Result<std::string> Session::ask(std::string_view method, const rpc::Parameters& parameters,
                                 std::chrono::milliseconds within) {
    return ask(method, parameters.json(), within);
}

Result<std::string> Session::ask(std::string_view method, const std::string& parameters,
                                 std::chrono::milliseconds within) {
    auto connected = ready();
    if (!connected) return tl::unexpected(connected.error());
    return (*connected)->call(method, parameters, within);
}

Result<const Session::DaemonState*> Session::daemon_over(rpc::Client& client) {
    if (state_) return &*state_;
    auto json = client.call("daemon.status", "{}");
    if (!json) return tl::unexpected(json.error());
    auto status = rpc::read_status(*json);
    if (!status) return tl::unexpected(status.error());
    state_ = DaemonState{std::move(*json), std::move(*status)};
    return &*state_;
}

Result<const Session::DaemonState*> Session::daemon() {
    if (state_) return &*state_;
    auto connected = ready();
    if (!connected) return tl::unexpected(connected.error());
    return daemon_over(**connected);
}

Result<Reader> Session::reader() {
    const auto state = daemon();
    if (!state) return tl::unexpected(state.error());
    auto zone = calendar::find_zone((*state)->status.zone);
    if (!zone) zone = calendar::find_zone("UTC");
    if (!zone) return tl::unexpected(zone.error());
    return Reader{.zone = *zone, .now = (*state)->status.now};
}

}  // namespace amends::cli
