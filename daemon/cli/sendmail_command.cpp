#include <fmt/format.h>

#include <iterator>

#include "calendar/zone_database.hpp"
#include "cli/child.hpp"
#include "cli/session.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

/// The mail is out: whatever happens here may only be told, never change the exit status.
void register_mail(Session& session, const Given& given, std::string message) {
    if (message.empty() || message.size() > rpc::most_message) {
        session.say("The mail is sent but not tracked: it is empty or has more than 32 MiB.");
        return;
    }
    // Kept first, handed over then: a mailer's caller may kill us at any moment, and the order is durable before that.
    const auto kept = session.spool().keep({.account = given.text("--account"),
                                            .message_id = std::nullopt,
                                            .message = std::move(message),
                                            .auto_send = given.flag("--auto"),
                                            .client_zone = given.text("--zone"),
                                            .from_sendmail = true});
    if (!kept) {
        session.say(
            fmt::format("The mail is sent but not tracked: {} Track it with `amends track`.", kept.error().message));
        return;
    }
    if (const auto handed = session.hand_over(); !handed)
        session.say(
            fmt::format("{} The mail is sent; its letter is kept in {} and handed over at the next `amends` "
                        "command or when amendsd starts.",
                        handed.error().message, *kept));
}

}  // namespace

Result<int> sendmail(Session& session, const Given& given) {
    if (given.program.empty())
        return base::failure(Fault::wrong_use, Retry::never, "Which mailer? For example: amends sendmail -- msmtp -t");
    // What no daemon would take is refused while the mail is still here.
    if (const auto zone = given.text("--zone"))
        if (const auto known = calendar::find_zone(*zone); !known)
            return base::failure(Fault::wrong_use, Retry::never,
                                 fmt::format("--zone: {}. Nothing is sent.", known.error().message));
    std::string message{std::istreambuf_iterator<char>(session.surroundings().in), {}};
    const int status = run_program(given.program, message);
    if (status == 0) {
        register_mail(session, given, std::move(message));
    } else if (constexpr int not_found = 127; status == not_found) {
        session.say(fmt::format("The mailer {} cannot be found; nothing is sent.", given.program.front()));
    }
    return status;
}

}  // namespace amends::cli
