#include "cli/run.hpp"

#include "app/not_started.hpp"
#include "cli/parser.hpp"
#include "cli/session.hpp"

namespace amends::cli {

namespace {

/// What a full disk swallowed is no success.
bool all_printed(Surroundings& surroundings) {
    if (surroundings.out.flush()) return true;
    surroundings.err << "amends: Standard output takes no more (a full disk?); what was printed is incomplete.\n";
    return false;
}

}  // namespace

int run(const std::vector<std::string>& words, Surroundings& surroundings) {
    Parsed parsed = parse(words);
    if (parsed.command == nullptr) {
        (parsed.status == 0 ? surroundings.out : surroundings.err) << parsed.text;
        if (parsed.status != 0 || all_printed(surroundings)) return parsed.status;
        return exit_status(base::Fault::internal);
    }
    app::Environment& environment = surroundings.environment;
    const bool told_whom =
        parsed.general.config || parsed.general.socket || !environment.variable("AMENDS_SOCKET").empty();
    if (!told_whom && app::has_only_system_instance(environment)) environment.system_instance = true;
    Session session(surroundings, std::move(parsed.general));
    const auto status = parsed.command->action(session, parsed.given);
    const bool printed = all_printed(surroundings);
    if (status) return printed || *status != 0 ? *status : exit_status(base::Fault::internal);
    session.say(harmless(status.error().message));
    if (status.error().fault == base::Fault::daemon_unreachable)
        if (const std::string why = app::why_not_started(environment); !why.empty())
            session.say("When it was last started, amendsd could not go on:\n" + harmless_lines(why));
    return exit_status(status.error().fault);
}

}  // namespace amends::cli
