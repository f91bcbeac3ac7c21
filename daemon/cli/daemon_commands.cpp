#include <charconv>

#include "cli/orders.hpp"
#include "cli/session.hpp"
#include "cli/status_text.hpp"
#include "rpc/domain_json.hpp"
#include "rpc/methods.hpp"

namespace amends::cli {
namespace {

using base::Result;
using rpc::Parameters;

constexpr std::chrono::minutes works_for_long{15};

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number > 0;
    return whole ? std::optional(number) : std::nullopt;
}

Result<int> say_after(Session& session, const Given& given, std::string_view method, const Parameters& parameters,
                      std::string_view sentence, std::chrono::milliseconds within = std::chrono::seconds(60)) {
    const auto answer = session.ask(method, parameters, within);
    if (!answer) return tl::unexpected(answer.error());
    session.print(given.flag("--json") ? *answer + "\n" : paragraph(session.page(), "", sentence));
    return 0;
}

Parameters turned(const Given& given, bool on) {
    Parameters parameters;
    if (const auto account = given.text("--account")) parameters.text("account", *account);
    return parameters.flag("on", on);
}

}  // namespace

Result<int> pause(Session& session, const Given& given) {
    return say_after(session, given, "daemon.pause", turned(given, true),
                     "Paused: nothing is done until `amends resume`.");
}

Result<int> resume(Session& session, const Given& given) {
    return say_after(session, given, "daemon.pause", turned(given, false), "The pause is over.");
}

Result<int> hold(Session& session, const Given& given) {
    Parameters parameters = turned(given, true);
    if (const auto reason = given.text("REASON")) parameters.text("reason", *reason);
    return say_after(session, given, "daemon.hold", parameters,
                     "Held: nothing is sent until `amends release`; drafts and reminders still come.");
}

Result<int> release(Session& session, const Given& given) {
    if (const auto id = given.text("ID")) {
        const auto letter = whole_number(*id);
        if (!letter) {
            return base::failure(base::Fault::wrong_use, base::Retry::never,
                                 "\"" + *id + "\" is no letter's number; `amends list` shows them.");
        }
        return order(session, given, "letters.release", Parameters().number("letter", *letter).json(),
                     "You have looked; the check-ins of this letter go on as planned:");
    }
    return say_after(session, given, "daemon.hold", turned(given, false),
                     "Sending is allowed again; what is due goes out at the caps, after a fresh look.");
}

Result<int> look(Session& session, const Given& given) {
    return say_after(session, given, "daemon.look", Parameters(),
                     "The mailboxes are looked at, and what was due is done.", works_for_long);
}

Result<int> status(Session& session, const Given& given) {
    const auto state = session.daemon();
    if (!state) return tl::unexpected(state.error());
    if (given.flag("--json")) {
        session.print((*state)->json + "\n");
        return 0;
    }
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    session.print(status_text((*state)->status, session.page(), *reader));
    return 0;
}

Result<int> simulate_move(Session& session, const Given& given) {
    const auto to = base::parse_rfc3339(given.text("TIME").value_or(""));
    if (!to)
        return base::failure(base::Fault::wrong_use, base::Retry::never,
                             "TIME must be in RFC 3339, like 2026-11-25T09:30:00Z.");
    const auto answer = session.ask("clock.move", Parameters().instant("to", *to), works_for_long);
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return 0;
    }
    const auto now = rpc::read_now(*answer);
    if (!now) return tl::unexpected(now.error());
    session.print("The simulated clock says " + base::to_rfc3339(*now) + ".\n");
    return 0;
}

Result<int> help_rpc(Session& session, const Given&) {
    session.print(rpc::reference());
    return 0;
}

}  // namespace amends::cli
