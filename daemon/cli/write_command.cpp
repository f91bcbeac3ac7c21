#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "cli/child.hpp"
#include "cli/edited_file.hpp"
#include "cli/letter_request.hpp"
#include "cli/letter_review.hpp"
#include "guide/edited_letter.hpp"
#include "guide/field_value.hpp"
#include "rpc/guide_json.hpp"
#include "rpc/letter_mail_json.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

constexpr const char* language = "en";
constexpr std::size_t id_columns = 26;

auto failed(Fault fault, std::string message) { return base::failure(fault, Retry::never, std::move(message)); }

/// Several sentences, one a line.
void say_each(Session& session, std::string_view lines) {
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        session.say(harmless(line));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    }
}

std::string in_columns(const Page& page, std::string_view first, std::string_view rest) {
    const std::size_t width = columns_of(first);
    return paragraph(page, std::string(first) + std::string(width < id_columns ? id_columns - width : 1, ' '), rest);
}

std::string in_columns(const Page& page, const guide::Field& field, base::CivilDate today) {
    return in_columns(page, "  " + field.name,
                      fmt::format("{}{}.{}{} Like: {}", field.label, field.required ? "" : " (may be left out)",
                                  field.help.empty() ? "" : " ", field.help, guide::example_of(field, today)));
}

/// "Subject: …" and an empty line before the text, for the editor.
std::string with_subject(const guide::WrittenLetter& letter) {
    return fmt::format("Subject: {}\n\n{}", letter.subject, letter.body);
}

/// An Error where it is not known whom the letter comes from or goes to.
Result<rpc::LetterToMail> letter_to_mail(const guide::WrittenLetter& letter, const LetterRequest& request,
                                         const calendar::Zone& zone) {
    rpc::LetterToMail mail;
    if (request.from) {
        mail.from = *request.from;
    } else if (request.account != nullptr && !request.account->addresses.empty()) {
        mail.from.mailbox = request.account->addresses.front();
    } else {
        return failed(Fault::wrong_use, "--eml needs to know whom the letter comes from; give --from.");
    }
    if (!request.to) return failed(Fault::wrong_use, "--eml needs to know whom the letter goes to; give --to.");
    if (const auto name = request.given.find("user_name"); mail.from.name.empty() && name != request.given.end())
        mail.from.name = name->second;
    mail.to = *request.to;
    mail.subject = letter.subject;
    mail.date = now();
    mail.utc_offset = (base::instant_at_offset(zone.local(mail.date), 0) - mail.date).count();
    // Unlike a check-in's it stands for no step: the same letter written twice is two letters.
    mail.message_id = {
        base::sha256_hex(fmt::format("{}\n{}\n{}", letter.subject, letter.body, mail.date.seconds)).substr(0, 40) +
        "@" + base::domain_of(mail.from.mailbox)};
    mail.body = letter.body;
    return mail;
}

/// amendsd makes it: that takes libraries that `amends` does not load for its other commands.
Result<std::string> as_mail(const Session& session, const rpc::LetterToMail& letter) {
    Ran ran = output_of({daemon_program(session.surroundings().environment), "--mail-letter"}, rpc::to_json(letter));
    if (ran.status == program_not_found)
        return base::failure(Fault::internal, Retry::after_change, "amendsd, which makes the mail, is not installed.");
    if (ran.status != 0) return base::failure(Fault::internal, Retry::never, "The letter could not be made a mail.");
    return std::move(ran.output);
}

/// What the writer still has to see to; the exit status.
int say_what_is_open(Session& session, const guide::Situation& situation, const guide::WrittenLetter& letter,
                     base::CivilDate today, bool edited) {
    for (const auto& note : letter.notes) session.say(harmless(note));
    if (letter.missing.empty()) {
        const auto open = guide::unfilled(letter.subject + "\n" + letter.body);
        if (!open) return 0;
        session.say(harmless(fmt::format("\"{}\" looks like a field that nobody filled.", *open)));
        return 1;
    }
    const bool one = letter.missing.size() == 1;
    session.say(fmt::format("{} in the letter {} still open. {}",
                            one ? "One field" : fmt::format("{} fields", letter.missing.size()), one ? "is" : "are",
                            edited ? "Write there what belongs there before you send it:"
                                   : "Give each as --set FIELD=VALUE, or fill them in with --edit:"));
    for (const auto& name : letter.missing)
        if (const auto* field = guide::find_field(situation, name))
            session.surroundings().err << in_columns(session.page(), *field, today);
    return 1;
}

struct Written {
    const guide::Situation& situation;
    const guide::WrittenLetter& letter;
    const LetterRequest& request;
    const std::vector<std::string>& advice;
};

base::Status print(Session& session, const Given& given, const Written& written, const calendar::Zone& zone) {
    if (given.flag("--json")) {
        session.print(rpc::to_json(written.letter, {written.situation, written.request.tone, written.request.severity,
                                                    written.advice}) +
                      "\n");
    } else if (given.flag("--eml")) {
        const auto letter = letter_to_mail(written.letter, written.request, zone);
        if (!letter) return tl::unexpected(letter.error());
        const auto mail = as_mail(session, *letter);
        if (!mail) return tl::unexpected(mail.error());
        session.print(*mail);
    } else {
        session.surroundings().err << "Subject: " << harmless(written.letter.subject) << "\n\n" << std::flush;
        session.print(written.letter.body);
    }
    session.surroundings().out << std::flush;
    return {};
}

void say_where_position_stands(Session& session, const guide::WrittenLetter& letter, const LetterRequest& request) {
    if (request.account == nullptr || !request.account->position.empty() ||
        std::ranges::find(letter.missing, "user_position") == letter.missing.end())
        return;
    session.say(
        fmt::format("Your position is filled in by itself once [account.{}] in the configuration has a line "
                    "position = \"…\".",
                    harmless(request.account->name)));
}

}  // namespace

Result<int> situations(Session& session, const Given& given) {
    const auto config = writer_config(session);
    const auto shelf = stocked(session, config);
    if (!shelf) return tl::unexpected(shelf.error());
    auto all = shelf->situations(language);
    const auto wanted = given.text("SITUATION");
    if (wanted) {
        const auto one = shelf->situation(*wanted, language);
        if (!one) return tl::unexpected(one.error());
        all = {*one};
    }
    const auto today = today_in(zone_of(config));
    if (given.flag("--json")) {
        session.print(rpc::to_json(all, today) + "\n");
        return 0;
    }
    for (const auto* one : all) session.print(in_columns(session.page(), one->id, one->title));
    if (wanted) {
        session.print("\n");
        for (const auto& field : all.front()->fields) session.print(in_columns(session.page(), field, today));
    } else {
        session.print("\n" + paragraph(session.page(), "",
                                       "`amends situations SITUATION` shows the fields of a letter, `amends write "
                                       "SITUATION` writes it."));
    }
    return 0;
}

Result<int> write(Session& session, const Given& given) {
    const auto config = writer_config(session);
    const auto shelf = stocked(session, config);
    if (!shelf) return tl::unexpected(shelf.error());
    const auto situation = shelf->situation(given.text("SITUATION").value_or(""), language);
    if (!situation) return tl::unexpected(situation.error());
    const auto request = letter_request(session, given, config, **situation);
    if (!request) return tl::unexpected(request.error());
    const auto& zone = zone_of(config);
    const auto today = today_in(zone);

    auto letter = guide::write_letter(**situation, request->tone, request->given, today);
    if (!letter) {
        say_each(session, letter.error().message);
        return exit_status(letter.error().fault);
    }
    if (given.flag("--eml"))  // before anybody has spent their time in the editor
        if (const auto mail = letter_to_mail(*letter, *request, zone); !mail) return tl::unexpected(mail.error());
    const std::string rendered = letter->body;
    std::optional<EditedFile> file;
    if (given.flag("--edit")) {
        file.emplace(session.surroundings().environment, "letter");
        const auto edited =
            edit_text(*file, with_subject(*letter), session.surroundings().environment, "nothing is printed");
        if (!edited) return tl::unexpected(edited.error());
        if (base::trimmed(*edited).empty())
            return failed(Fault::answer_is_no, "The text is empty: nothing is printed.");
        *letter = guide::read_edited(*letter, **situation, *edited, today);
    }
    const auto advice = guide::advice_for(shelf->advice(language), request->severity.value_or(guide::Offence::minor),
                                          letter->subject, letter->body);
    const Written written{**situation, *letter, *request, advice};
    if (const auto printed = print(session, given, written, zone); !printed) {
        if (file) session.say(file->kept());
        return tl::unexpected(printed.error());
    }
    int status = say_what_is_open(session, **situation, *letter, today, file.has_value());
    say_where_position_stands(session, *letter, *request);
    if (!given.flag("--json"))
        for (const auto& sentence : advice) session.say(sentence);
    if (given.flag("--edit")) {
        const auto has_findings =
            say_review(session, config, *letter, rendered, request->to ? request->to->mailbox : std::string());
        if (!has_findings) return tl::unexpected(has_findings.error());
        if (*has_findings) status = exit_status(Fault::answer_is_no);
    }
    return status;
}

}  // namespace amends::cli
