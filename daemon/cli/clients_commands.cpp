#include <fmt/format.h>

#include <string>

#include "base/text.hpp"
#include "cli/session.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using rpc::Parameters;

/// Asks for something that gives a number of letters.
Result<std::optional<int>> count_of(Session& session, const Given& given, std::string_view method,
                                    const Parameters& parameters) {
    const auto answer = session.ask(method, parameters);
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return std::nullopt;
    }
    const auto count = rpc::read_count(*answer);
    if (!count) return tl::unexpected(count.error());
    return *count;
}

std::string letters(int count) { return fmt::format("{} {}", count, count == 1 ? "letter" : "letters"); }

bool says_yes(Session& session, const std::string& question) {
    session.surroundings().err << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(session.surroundings().in, answer);
    const std::string word = base::lower_ascii(base::trimmed(answer));
    return word == "y" || word == "yes";
}

}  // namespace

Result<int> leave(Session& session, const Given& given) {
    const std::string client = given.text("CLIENT").value_or("");
    const bool in_peace = !given.flag("--not");
    const auto count =
        count_of(session, given, "clients.leave", Parameters().text("client", client).flag("in_peace", in_peace));
    if (!count) return tl::unexpected(count.error());
    if (*count)
        session.print(paragraph(
            session.page(), "",
            in_peace ? fmt::format("{} is left in peace: no check-in, no reminder. This ends what {} "
                                   "waited for. `amends leave {} --not` takes it back.",
                                   client, letters(**count), client)
                     : fmt::format("{} may be followed up again; it concerns {}.", client, letters(**count))));
    return 0;
}

Result<int> forget(Session& session, const Given& given) {
    const std::string client = given.text("CLIENT").value_or("");
    if (!given.flag("--yes")) {
        if (!session.surroundings().in_is_terminal)
            return base::failure(Fault::wrong_use, Retry::never,
                                 "This cannot be undone and nobody can be asked: give --yes.");
        if (!says_yes(session, fmt::format("Erase every letter to {} for ever?", client)))
            return base::failure(Fault::answer_is_no, Retry::never, "Nothing is erased.");
    }
    const auto answer = session.ask("clients.forget", Parameters().text("client", client));
    if (!answer) return tl::unexpected(answer.error());
    const auto count = rpc::read_count(*answer);
    if (!count) return tl::unexpected(count.error());
    const int erased = *count + session.spool().forget(client);  // the daemon's may be another one
    if (given.flag("--json")) {
        session.print(rpc::letters_json(erased) + "\n");
        return erased > 0 ? 0 : 1;
    }
    if (erased == 0)
        return base::failure(Fault::answer_is_no, Retry::never,
                             fmt::format("No letter to {} is known: nothing is erased.", client));
    session.print(paragraph(session.page(), "",
                            fmt::format("{} erased. Mails in your mailbox stay where they are.", letters(erased))));
    return 0;
}

}  // namespace amends::cli
