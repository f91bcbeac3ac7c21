#include <fmt/format.h>

#include <string>

#include "base/mail.hpp"
#include "base/text.hpp"
#include "cli/session.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using rpc::Parameters;

/// The mailboxes are looked at before anything is erased.
constexpr std::chrono::minutes forgotten_within{5};

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

/// "bo@client.example" of that, or of "Bo <bo@client.example>".
Result<std::string> address_given(const Given& given) {
    const std::string word = given.text("CLIENT").value_or("");
    std::string_view address = base::trimmed(word);
    if (const std::size_t open = address.rfind('<'); open != std::string_view::npos && address.ends_with('>'))
        address = base::trimmed(address.substr(open + 1, address.size() - open - 2));
    if (!base::is_safe_mailbox(base::canonical_mailbox(address)))
        return base::failure(Fault::wrong_use, Retry::never,
                             fmt::format("\"{}\" is not a mail address; one looks like client@example.org.", word));
    return std::string(address);
}

std::string left(const std::string& client, int count) {
    std::string text = fmt::format(
        "{} is left in peace: no check-in, no call. What you promised them is still brought to your mind.", client);
    if (count > 0)
        text += fmt::format(" {} to them {} followed up any more, not for other recipients either.", letters(count),
                            count == 1 ? "is not" : "are not");
    return text + fmt::format(" `amends leave {} --not` lets later letters be followed up again.", client);
}

std::string followed_up_again(const std::string& client) {
    return fmt::format("Letters to {} that are tracked from now on are followed up again. What was ended stays ended.",
                       client);
}

bool says_yes(Session& session, const std::string& question) {
    session.surroundings().err << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(session.surroundings().in, answer);
    const std::string word = base::lower_ascii(base::trimmed(answer));
    return word == "y" || word == "yes";
}

}  // namespace

Result<int> leave(Session& session, const Given& given) {
    const auto client = address_given(given);
    if (!client) return tl::unexpected(client.error());
    const bool in_peace = !given.flag("--not");
    const auto count =
        count_of(session, given, "clients.leave", Parameters().text("client", *client).flag("in_peace", in_peace));
    if (!count) return tl::unexpected(count.error());
    if (*count)
        session.print(paragraph(session.page(), "", in_peace ? left(*client, **count) : followed_up_again(*client)));
    return 0;
}

Result<int> forget(Session& session, const Given& given) {
    const auto address = address_given(given);
    if (!address) return tl::unexpected(address.error());
    const std::string& client = *address;
    if (!given.flag("--yes")) {
        if (!session.surroundings().in_is_terminal)
            return base::failure(Fault::wrong_use, Retry::never,
                                 "This cannot be undone and nobody can be asked: give --yes.");
        if (!says_yes(session, fmt::format("Erase every letter that {} was sent, in copy too, or answered, for ever? "
                                           "Promises in them are not brought to your mind any more.",
                                           client)))
            return base::failure(Fault::answer_is_no, Retry::never, "Nothing is erased.");
    }
    Parameters order;
    order.text("client", client);
    if (given.flag("--leave-drafts")) order.flag("leave_drafts", true);
    const auto answer = session.ask("clients.forget", order, forgotten_within);
    if (!answer) return tl::unexpected(answer.error());
    auto forgotten = rpc::read_forgotten(*answer);
    if (!forgotten) return tl::unexpected(forgotten.error());
    forgotten->letters += session.spool().forget(client);  // the daemon's may be another one
    static_cast<void>(session.asked().forget(client));
    if (given.flag("--json")) {
        session.print(rpc::to_json(*forgotten) + "\n");
        return forgotten->letters > 0 ? 0 : 1;
    }
    for (const std::string& note : forgotten->notes) session.say(note);
    if (forgotten->letters == 0)
        return base::failure(
            Fault::answer_is_no, Retry::never,
            fmt::format("No letter to {} is known. What else may have been kept of them is erased.", client));
    session.print(paragraph(session.page(), "",
                            fmt::format("{} erased. Mails in your mailbox stay where they are, and so do backups of "
                                        "yours and what the system's journal has logged.",
                                        letters(forgotten->letters))));
    return 0;
}

}  // namespace amends::cli
