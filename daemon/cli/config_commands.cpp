#include "app/config_sample.hpp"
#include "cli/child.hpp"
#include "cli/session.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

}  // namespace

/// The daemon's own check: reading holiday calendars takes libraries that `amends` does not load for its other
/// commands.
Result<int> config_check(Session& session, const Given&) {
    std::vector<std::string> words{daemon_program(session.surroundings().environment), "--check-config"};
    if (session.surroundings().environment.system_instance) words.emplace_back("--system");
    if (session.general().config) words.insert(words.end(), {"--config", *session.general().config});
    session.surroundings().out << std::flush;
    const int status = run_program(words, std::nullopt);
    if (status == program_not_found)
        return base::failure(Fault::internal, Retry::after_change,
                             "amendsd, which checks the configuration, is not installed.");
    return status;
}

Result<int> config_sample(Session& session, const Given&) {
    session.print(app::config_sample());
    return 0;
}

}  // namespace amends::cli
