#include "cli/run.hpp"

#include "app/not_started.hpp"
#include "cli/parser.hpp"
#include "cli/session.hpp"

namespace amends::cli {

int run(const std::vector<std::string>& words, Surroundings& surroundings) {
    Parsed parsed = parse(words);
    if (parsed.command == nullptr) {
        (parsed.status == 0 ? surroundings.out : surroundings.err) << parsed.text;
        return parsed.status;
    }
    Session session(surroundings, std::move(parsed.general));
    const auto status = parsed.command->action(session, parsed.given);
    surroundings.out.flush();
    if (status) return *status;
    session.say(harmless(status.error().message));
    if (status.error().fault == base::Fault::daemon_unreachable)
        if (const std::string why = app::why_not_started(surroundings.environment); !why.empty())
            session.say("When it was last started, amendsd could not go on:\n" + harmless_lines(why));
    return exit_status(status.error().fault);
}

}  // namespace amends::cli
