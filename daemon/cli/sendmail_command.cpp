#include <fmt/format.h>

#include <iterator>

#include "app/inserted_letters.hpp"
#include "calendar/zone_database.hpp"
#include "cli/child.hpp"
#include "cli/letter_request.hpp"
#include "cli/mailed_letter.hpp"
#include "cli/review_desk.hpp"
#include "cli/session.hpp"
#include "guide/review.hpp"
#include "guide/zones.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

/// What a mail is that somebody sends.
enum class Nature {
    ordinary,  ///< nobody's business
    letter,    ///< `amends insert` put it there, or it was said that every mail is one
    apology,   ///< it reads like one
};

struct Known {
    Nature nature = Nature::ordinary;
    std::string situation;
    std::optional<core::SentMail> mail;  ///< where it is a letter that was noted
    std::string trouble;                 ///< why it cannot be told; "" where it can
};

bool reads_like_an_apology(Session& session, const rpc::MailedLetter& mail) {
    const auto config = writer_config(session);
    const auto desk = review_desk(session, config);
    return desk &&
           guide::review(desk->rules,
                         {.subject = mail.subject, .body = mail.body, .sent_at = now(), .zone = &zone_of(config)})
               .apology;
}

/// Asked before the mailer runs: a failure here then looks like a mail that was not sent, never like one that was.
Known known_as(Session& session, const Given& given, const app::InsertedLetters& noted, const std::string& message) {
    if (given.flag("--all")) return {.nature = Nature::letter};
    if (given.flag("--marked") && noted.all(now()).empty()) return {};
    const auto mail = mailed_letter(session, message);
    if (!mail) return {.trouble = mail.error().message};
    core::SentMail sent{.recipients = mail->recipients,
                        .subject = mail->subject,
                        .marks = core::marks_of(guide::read_zones(mail->body).with_quotations),
                        .encrypted = mail->encrypted};
    if (const auto letter = noted.find(sent, now()))
        return {.nature = Nature::letter, .situation = letter->letter.situation, .mail = std::move(sent)};
    if (given.flag("--marked") || mail->encrypted || !reads_like_an_apology(session, *mail)) return {};
    return {.nature = Nature::apology};
}

rpc::TrackRequest order_for(const Given& given, const Known& known, std::string message) {
    return {.account = given.text("--account"),
            .message_id = std::nullopt,
            .message = std::move(message),
            .auto_send = given.flag("--auto"),
            .client_zone = given.text("--zone"),
            .situation = known.situation.empty() ? std::nullopt : std::optional(known.situation),
            .from_sendmail = true};
}

/// The mail is out: whatever happens here may only be told, never change the exit status.
void register_mail(Session& session, const rpc::TrackRequest& order) {
    // Kept first, handed over then: a mailer's caller may kill us at any moment, and the order is durable before that.
    const auto kept = session.spool().keep(order);
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

/// The terminal is the mail program's, so the question waits for `amends track`.
void ask_later(Session& session, const rpc::TrackRequest& order) {
    if (const auto kept = session.asked().keep(order); !kept)
        session.say(
            fmt::format("The mail is sent but not tracked: {} Track it with `amends track`.", kept.error().message));
}

}  // namespace

Result<int> sendmail(Session& session, const Given& given) {
    if (given.program.empty())
        return base::failure(Fault::wrong_use, Retry::never, "Which mailer? For example: amends sendmail -- msmtp -t");
    if (int(given.flag("--all")) + int(given.flag("--ask")) + int(given.flag("--marked")) > 1)
        return base::failure(Fault::wrong_use, Retry::never, "Give one of --ask, --marked and --all. Nothing is sent.");
    // What no daemon would take is refused while the mail is still here.
    if (const auto zone = given.text("--zone"))
        if (const auto known = calendar::find_zone(*zone); !known)
            return base::failure(Fault::wrong_use, Retry::never,
                                 fmt::format("--zone: {}. Nothing is sent.", known.error().message));
    std::string message{std::istreambuf_iterator<char>(session.surroundings().in), {}};
    const bool takeable = !message.empty() && message.size() <= rpc::most_message;
    const app::InsertedLetters noted(app::default_inserted(session.surroundings().environment));
    const Known known =
        takeable ? known_as(session, given, noted, message) : Known{.trouble = "it is empty or has more than 32 MiB."};
    const int status = run_program(given.program, message);
    if (constexpr int not_found = 127; status == not_found)
        session.say(fmt::format("The mailer {} cannot be found; nothing is sent.", given.program.front()));
    if (status != 0) return status;
    if (!takeable) session.say("The mail is sent but not tracked: " + known.trouble);
    const bool cannot_tell = takeable && !known.trouble.empty();
    if (known.nature == Nature::ordinary && !cannot_tell) return status;
    const auto order = order_for(given, known, std::move(message));
    if (cannot_tell) {  // it may be a letter: kept, so that nothing is lost
        session.say(
            fmt::format("The mail is sent. Whether it is to be followed up cannot be told: {} `amends track` asks.",
                        known.trouble));
        ask_later(session, order);
    } else if (known.nature == Nature::apology && given.flag("--ask")) {
        ask_later(session, order);
    } else {
        register_mail(session, order);
        if (known.mail) noted.discard_all(*known.mail, now());
    }
    return status;
}

}  // namespace amends::cli
