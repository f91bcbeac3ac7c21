#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/mail.hpp"
#include "base/text.hpp"
#include "calendar/when.hpp"
#include "cli/letters_text.hpp"
#include "cli/mailed_letter.hpp"
#include "cli/orders.hpp"
#include "cli/read_input.hpp"
#include "cli/writing_desk.hpp"
#include "rpc/domain_json.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using rpc::Parameters;

constexpr std::chrono::minutes reads_the_mailbox{5};
constexpr std::int64_t usual_limit = 50;

auto wrong(std::string message) { return base::failure(Fault::wrong_use, Retry::never, std::move(message)); }

Result<std::string> read_message(Session& session, const std::string& file) {
    auto bytes = read_input(session, file);
    if (!bytes) return bytes;
    if (bytes->empty()) return wrong("There is no letter in it: the mail is empty.");
    if (bytes->size() > most_input)
        return wrong("The mail has more than 32 MiB. Track it with `amends track --message-id ID`.");
    return bytes;
}

Result<std::vector<rpc::LetterView>> some_letters(Session& session, const Parameters& parameters) {
    const auto answer = session.ask("letters.list", parameters);
    if (!answer) return tl::unexpected(answer.error());
    return rpc::read_letters(*answer);
}

/// Asked for in parts, so that the daemon is never long at it.
Result<std::vector<rpc::LetterView>> every_letter(Session& session, Parameters parameters) {
    std::vector<rpc::LetterView> all;
    std::int64_t after = 0;
    while (true) {
        auto part = some_letters(session, parameters.number("after", after));
        if (!part) return part;
        const bool last = part->size() < rpc::most_listed;
        for (rpc::LetterView& view : *part) {
            after = std::max(after, view.letter.id.value);
            all.push_back(std::move(view));
        }
        if (last) break;
    }
    nearest_first(all);
    return all;
}

Result<rpc::TrackRequest> track_request(Session& session, const Given& given) {
    rpc::TrackRequest request{.account = given.text("--account"),
                              .message_id = given.text("--message-id"),
                              .message = std::nullopt,
                              .auto_send = given.flag("--auto"),
                              .client_zone = given.text("--zone"),
                              .situation = given.text("--situation")};
    if (request.situation) {
        const auto shelf = stocked(session, writer_config(session));
        if (!shelf) return tl::unexpected(shelf.error());
        if (const auto known = shelf->situation(*request.situation, "en"); !known) return tl::unexpected(known.error());
    }
    request.severity = guide::offence_from(given.text("--severity").value_or(""));
    const auto file = given.text("FILE");
    if (file && request.message_id) return wrong("Give either a file or --message-id, not both.");
    if (!file && !request.message_id)
        return wrong("Which letter? Give its mail as a file, - for standard input, or --message-id ID.");
    if (file && *file != "-" && ::access(file->c_str(), F_OK) != 0 && base::parse_message_id(*file)) {
        request.message_id = *file;
    } else if (file) {
        auto message = read_message(session, *file);
        if (!message) return tl::unexpected(message.error());
        request.message = std::move(*message);
    }
    if (request.message_id && !base::parse_message_id(*request.message_id))
        return wrong(fmt::format("\"{}\" is not a Message-ID; one looks like <id@example.org>.", *request.message_id));
    return request;
}

/// Earlier apologies to the same client, and what is still promised to them, where that is worth a word.
Result<int> what_went_before(Session& session, const rpc::LetterView& view) {
    const auto client = std::ranges::find(view.letter.recipients, core::RecipientField::to, &core::Recipient::field);
    if (client == view.letter.recipients.end()) return 0;
    const auto answer = session.ask("clients.history", Parameters().text("client", client->address.mailbox));
    if (!answer) return 0;  // the letter is tracked all the same
    const auto history = rpc::read_history(*answer);
    const auto reader = session.reader();
    if (!history || !reader) return 0;
    session.print(history_text(*history, view.letter.id, session.page(), *reader));
    return 0;
}

}  // namespace

namespace {

/// Goes over the sent mails that read like an apology; the end of the input leaves the rest for another time.
Result<int> track_asked(Session& session) {
    for (const rpc::KeptOrder& order : session.asked().orders()) {
        const auto mail = order.request && order.request->message
                              ? mailed_letter(session, *order.request->message)
                              : base::failure(Fault::internal, Retry::never, order.path + " cannot be read.");
        if (!mail) {
            session.say(harmless(mail.error().message));
            continue;
        }
        session.print(fmt::format("\"{}\", to {}: does it ask for follow-up? [yes, no, later] ",
                                  harmless(mail->subject), harmless(mail->to)));
        session.surroundings().out << std::flush;
        std::string answer;
        if (!std::getline(session.surroundings().in, answer)) break;
        answer = base::lower_ascii(base::trimmed(answer));
        if (answer == "n" || answer == "no") rpc::Spool::discard(order);
        if (answer != "y" && answer != "yes") continue;
        const auto view = session.ask("letters.track", rpc::to_json(*order.request), reads_the_mailbox)
                              .and_then([](const std::string& json) { return rpc::read_letter(json); });
        if (!view) return tl::unexpected(view.error());
        rpc::Spool::discard(order);
        if (auto said = say_letter(session, *view, "This letter is tracked:"); !said) return said;
    }
    return 0;
}

}  // namespace

Result<int> track(Session& session, const Given& given) {
    if (!given.text("FILE") && !given.text("--message-id") && !given.flag("--json") &&
        !session.asked().orders().empty())
        return track_asked(session);
    const auto request = track_request(session, given);
    if (!request) return tl::unexpected(request.error());
    const auto view = ordered(session, given, "letters.track", rpc::to_json(*request), reads_the_mailbox);
    if (!view) return tl::unexpected(view.error());
    if (const auto state = session.daemon(); state && (*state)->status.dry_run)
        session.say("amendsd is on a dry run and will forget this letter: track it again when that is over.");
    if (!*view) return 0;
    const auto said = say_letter(session, **view, "This letter is tracked:");
    return said ? what_went_before(session, **view) : said;
}

namespace {

void say_what_is_asked(Session& session) {
    const std::size_t count = session.asked().orders().size();
    if (count == 0) return;
    session.say(count == 1
                    ? "A mail that reads like an apology was sent and is not tracked; `amends track` asks about it."
                    : fmt::format("{} mails that read like apologies were sent and are not tracked; "
                                  "`amends track` asks about them.",
                                  count));
}

}  // namespace

Result<int> list(Session& session, const Given& given) {
    Parameters parameters;
    const bool json = given.flag("--json"), everything = given.flag("--all");
    if (const auto account = given.text("--account")) parameters.text("account", *account);
    if (everything) parameters.flag("with_closed", true);
    // Programs get all unless they say otherwise; a person gets a page, and one letter more tells that there are more.
    const std::int64_t limit = given.text("--limit") ? given.number("--limit") : json ? 0 : usual_limit;
    const bool in_one_answer = limit > 0 && limit < rpc::most_listed;
    auto letters = in_one_answer ? some_letters(session, parameters.number("limit", limit + 1))
                                 : every_letter(session, std::move(parameters));
    if (!letters) return tl::unexpected(letters.error());
    const bool more = limit > 0 && letters->size() > static_cast<std::size_t>(limit);
    if (more) letters->resize(static_cast<std::size_t>(limit));
    if (json) {
        session.print(rpc::to_json(*letters) + "\n");
        return 0;
    }
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    session.print(list_text(*letters, more, everything, session.page(), *reader));
    if (const auto state = session.daemon(); state && !(*state)->status.problems.empty())
        session.say("Something is wrong: `amends status` says what.");
    say_what_is_asked(session);
    return 0;
}

Result<int> show(Session& session, const Given& given) {
    const auto answer = session.ask("letters.show", letter_given(given));
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return 0;
    }
    const auto view = rpc::read_letter(*answer);
    if (!view) return tl::unexpected(view.error());
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    const auto state = session.daemon();
    if (!state) return tl::unexpected(state.error());
    session.print(letter_text(*view, session.page(), *reader, (*state)->status.languages));
    return 0;
}

Result<int> why(Session& session, const Given& given) {
    const auto answer = session.ask("letters.why", letter_given(given));
    if (!answer) return tl::unexpected(answer.error());
    if (given.flag("--json")) {
        session.print(*answer + "\n");
        return 0;
    }
    const auto entries = rpc::read_journal(*answer);
    if (!entries) return tl::unexpected(entries.error());
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    session.print(journal_text(*entries, session.page(), *reader));
    return 0;
}

Result<int> snooze(Session& session, const Given& given) {
    const auto reader = session.reader();
    if (!reader) return tl::unexpected(reader.error());
    const auto until = calendar::read_when(given.joined("WHEN"), reader->now, *reader->zone);
    if (!until) return tl::unexpected(until.error());
    return order(session, given, "letters.snooze", letter_given(given).instant("until", *until).json(),
                 "Nothing is done for this letter before " + in_words(*until, *reader) + ":");
}

Result<int> answered(Session& session, const Given& given) {
    Parameters parameters = letter_given(given);
    if (const auto by = given.text("--by")) parameters.text("by", *by);
    if (const auto note = given.text("--note")) parameters.text("note", *note);
    return order(session, given, "letters.answered", parameters.json(), "The client has answered:");
}

Result<int> done(Session& session, const Given& given) {
    return order(session, given, "letters.done", letter_given(given).json(),
                 "This is made good. `amends undo` takes that back as long as nothing has come of it:");
}

Result<int> drop(Session& session, const Given& given) {
    return order(session, given, "letters.drop", letter_given(given).json(),
                 "This letter is let go. `amends undo` takes that back as long as nothing has come of it:");
}

Result<int> undo(Session& session, const Given& given) {
    return order(session, given, "letters.undo", "{}", "The last order is taken back:");
}

Result<int> switch_auto(Session& session, const Given& given) {
    const bool on = given.text("SWITCH") == "on";
    return order(
        session, given, "letters.auto", letter_given(given).flag("on", on).json(),
        on ? "The check-in will be sent at its time, unless the client answers:" : "The check-in will be a draft:");
}

}  // namespace amends::cli
