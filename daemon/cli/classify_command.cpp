#include "cli/child.hpp"
#include "cli/session.hpp"

namespace amends::cli {

/// amendsd does it: reading a message takes libraries that `amends` does not load for its other commands.
base::Result<int> classify(Session& session, const Given& given) {
    std::vector<std::string> words{daemon_program(session.surroundings().environment), "--classify"};
    if (given.flag("--json")) words.emplace_back("--json");
    if (const auto sent = given.text("--sent")) words.insert(words.end(), {"--sent", *sent});
    words.emplace_back("--");
    const auto files = given.words.find("FILE");
    if (files != given.words.end()) words.insert(words.end(), files->second.begin(), files->second.end());
    session.surroundings().out << std::flush;
    const int status = run_program(words, std::nullopt);
    if (status == program_not_found)
        return base::failure(base::Fault::internal, base::Retry::after_change,
                             "amendsd, which reads the messages, is not installed.");
    return status;
}

}  // namespace amends::cli
