// Puts a letter into the mail that is being written, for mail programs that hand it to an editor.
#include <fmt/format.h>

#include <algorithm>

#include "app/inserted_letters.hpp"
#include "base/durable_file.hpp"
#include "base/text.hpp"
#include "cli/insert_form.hpp"
#include "cli/letter_request.hpp"
#include "cli/letter_review.hpp"
#include "cli/mail_addresses.hpp"
#include "cli/read_input.hpp"
#include "guide/placement.hpp"
#include "guide/zones.hpp"

namespace amends::cli {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

constexpr const char* language = "en";
constexpr Page mail_page{.columns = 72, .colour = false};

auto failed(Fault fault, std::string message) { return base::failure(fault, Retry::never, std::move(message)); }

auto left_as_it_was() { return failed(Fault::answer_is_no, "Nothing is inserted; the mail is as it was."); }

/// The mail that is being written, and what is known beside it.
struct Edited {
    std::string path, file;
    guide::EditedMail mail;
    app::WriterConfig config;
    InsertForm form;
    base::CivilDate today;

    [[nodiscard]] std::vector<base::Address> clients() const { return read_addresses(mail.to); }
    [[nodiscard]] std::string client() const {
        const auto all = clients();
        return all.empty() ? std::string() : all.front().mailbox;
    }
};

Result<Edited> edited_mail(Session& session, const Given& given) {
    Edited edited{
        .path = given.text("FILE").value_or(""), .file = {}, .mail = {}, .config = {}, .form = {}, .today = {}};
    if (edited.path == "-")
        return failed(Fault::wrong_use, "The letter is put into a file; standard input cannot be one.");
    auto file = read_input(session, edited.path);
    if (!file) return tl::unexpected(file.error());
    edited.file = std::move(*file);
    if (edited.file.size() > most_input) return failed(Fault::wrong_use, "The mail has more than 32 MiB.");
    if (!base::is_utf8(edited.file))
        return failed(Fault::wrong_use,
                      "The mail is not in UTF-8, so no letter can be put into it; set your mail program's charset to "
                      "utf-8.");
    edited.mail = guide::read_edited_mail(edited.file);
    for (const auto& [option, header] : {std::pair{"--from", &edited.mail.from}, std::pair{"--to", &edited.mail.to}})
        if (const auto told = given.text(option)) *header = *told;
    edited.config = writer_config(session);
    edited.today = today_in(zone_of(edited.config));
    auto screen = session.general().plain ? std::nullopt : screen_form(session, edited.today);
    edited.form = screen ? std::move(*screen) : plain_form(session, edited.today);
    return edited;
}

/// A line at a time, as mail programs show it; an open field's label stays in one piece, as it is looked for later.
std::string in_mail_lines(const std::string& body) {
    constexpr char blank_in_label = '\x01';
    std::string lines;
    std::string_view left = body;
    while (!left.empty()) {
        std::string line(left.substr(0, left.find('\n')));
        left.remove_prefix(std::min(line.size() + 1, left.size()));
        bool in_label = false;
        for (char& byte : line) {
            if (byte == '[' || byte == ']') in_label = byte == '[';
            if (in_label && byte == ' ') byte = blank_in_label;
        }
        std::string broken = paragraph(mail_page, "", line);
        std::ranges::replace(broken, blank_in_label, ' ');
        lines += broken;
    }
    return lines;
}

Result<const guide::Situation*> chosen_situation(const Edited& edited, const Given& given, const guide::Shelf& shelf) {
    if (const auto id = given.text("--situation")) return shelf.situation(*id, language);
    const auto all = shelf.situations(language);
    std::vector<Choice> choices;
    choices.reserve(all.size());
    for (const auto* one : all) choices.push_back({one->id, one->title});
    const auto at = edited.form.pick("What went wrong?", choices, std::nullopt);
    if (!at) return left_as_it_was();
    return all[*at];
}

/// "--tone" and the like as they were given, else as they are chosen.
Result<std::string> chosen_word(const Edited& edited, const Given& given, const std::string& option,
                                const std::string& question, const std::vector<Choice>& choices) {
    if (const auto word = given.text(option)) return *word;
    const auto at = edited.form.pick(question, choices, 0);
    if (!at) return left_as_it_was();
    return choices[*at].name;
}

/// The options of `amends write`, with what the mail's headers say where they were not given.
Result<Given> options_of_letter(const Edited& edited, const Given& given) {
    Given options = given;
    const auto from = read_addresses(edited.mail.from);
    const auto header = [](const base::Address& address) {
        return address.name.empty() ? address.mailbox : fmt::format("{} <{}>", address.name, address.mailbox);
    };
    if (!from.empty()) options.words["--from"] = {header(from.front())};
    if (const auto to = edited.clients(); !to.empty()) options.words["--to"] = {header(to.front())};
    const auto tone = chosen_word(edited, given, "--tone", "In which tone?",
                                  {{"personal", "Personal: from you to somebody you know"},
                                   {"empathetic", "Empathetic: the client's experience first"}});
    if (!tone) return tl::unexpected(tone.error());
    const auto severity = chosen_word(
        edited, given, "--severity", "How grave is it for the client?",
        {{"minor", "Minor: annoying, and soon mended"}, {"serious", "Serious: it cost them money, time or trust"}});
    if (!severity) return tl::unexpected(severity.error());
    options.words["--tone"] = {*tone};
    options.words["--severity"] = {*severity};
    return options;
}

struct Letter {
    guide::WrittenLetter text;
    std::string beside;  ///< what is said of it, and is no part of it
};

std::string what_is_open(const guide::Situation& situation, const guide::WrittenLetter& letter) {
    std::string labels;
    for (const auto& name : letter.missing)
        if (const auto* field = guide::find_field(situation, name))
            labels += (labels.empty() ? "" : ", ") + fmt::format("[{}]", field->label);
    return labels.empty() ? "" : paragraph(mail_page, "", "Still open: " + labels + ". Fill it in before you send.");
}

/// The letter, and all that its writer should hear of it.
Result<Letter> made_letter(Session& session, const Edited& edited, const guide::Situation& situation,
                           const LetterRequest& request, const guide::Advice& advice) {
    auto written = guide::write_letter(situation, request.tone, request.given, edited.today);
    if (!written) return tl::unexpected(written.error());
    Letter letter{std::move(*written), ""};
    const auto review = review_written(
        session, edited.config,
        {.subject = letter.text.subject, .body = letter.text.body, .client = edited.client(), .rendered = {}});
    if (!review) return tl::unexpected(review.error());
    const std::string reviewed = letter.text.body;
    letter.text.body = in_mail_lines(letter.text.body);
    letter.beside = what_is_open(situation, letter.text);
    for (const auto& note : letter.text.notes) letter.beside += paragraph(mail_page, "", note);
    for (const auto& sentence : guide::advice_for(advice, request.severity.value_or(guide::Offence::minor),
                                                  letter.text.subject, letter.text.body))
        letter.beside += paragraph(mail_page, "", sentence);
    if (!review->findings.empty())
        letter.beside +=
            "The review says:\n" + findings_text(mail_page, *review, {letter.text.subject, reviewed}, false);
    return letter;
}

/// Goes over the fields until the person has seen a letter that they want.
Result<Letter> agreed_letter(Session& session, const Edited& edited, const guide::Situation& situation,
                             LetterRequest& request, const guide::Advice& advice) {
    std::string wrong;
    while (true) {
        auto values = edited.form.fill(situation, request.given, wrong);
        if (!values) return left_as_it_was();
        request.given = std::move(*values);
        auto letter = made_letter(session, edited, situation, request, advice);
        if (!letter && letter.error().fault != Fault::wrong_use) return letter;
        wrong = letter ? "" : letter.error().message;
        if (!letter) continue;
        const auto verdict =
            edited.form.show({.text = fmt::format("Subject: {}\n\n{}{}{}", letter->text.subject, letter->text.body,
                                                  letter->beside.empty() ? "" : "\n--------\n", letter->beside),
                              .agree = "Insert"});
        if (verdict == Verdict::agree) return letter;
        if (verdict == Verdict::leave) return left_as_it_was();
    }
}

std::vector<std::string> recipients_of(const Edited& edited) {
    std::vector<std::string> all;
    for (const std::string* field : {&edited.mail.to, &edited.mail.cc, &edited.mail.bcc})
        for (const base::Address& address : read_addresses(*field))
            all.push_back(base::canonical_mailbox(address.mailbox));
    return all;
}

/// What its writer has put into the mail so far.
core::SentMail as_written(const Edited& edited) {
    const std::string body = edited.file.substr(edited.mail.body_at);
    return {.recipients = recipients_of(edited),
            .subject = edited.mail.subject,
            .marks = core::marks_of(guide::read_zones(body).with_quotations)};
}

/// A key is easily pressed twice: a second letter is put in only where somebody says that they want one.
bool is_wanted(Session& session, const Edited& edited) {
    const app::InsertedLetters noted(app::default_inserted(session.surroundings().environment));
    if (!noted.find(as_written(edited), now())) return true;
    constexpr std::size_t leave = 0;
    const std::vector<Choice> choices{{"leave", "Leave the mail as it is"}, {"another", "Insert another letter"}};
    const auto chosen = edited.form.pick("There is a letter of Amends in this mail already.", choices, leave);
    return chosen && *chosen != leave;
}

/// So that the mail is known as this letter when it is sent.
void remember(Session& session, const Edited& edited, const std::string& situation, const std::string& subject,
              const std::string& text) {
    core::InsertedLetter letter{.at = now(), .situation = situation, .recipients = {}, .subject = subject, .marks = {}};
    letter.marks = core::marks_of(text);
    letter.recipients = recipients_of(edited);
    const app::InsertedLetters noted(app::default_inserted(session.surroundings().environment));
    if (const auto done = noted.note(letter); !done)
        session.say(
            fmt::format("{} So the letter is not tracked by itself; track it with `amends track` once it is "
                        "sent.",
                        done.error().message));
}

Result<int> insert_letter(Session& session, const Given& given, const Edited& edited) {
    if (!is_wanted(session, edited)) return left_as_it_was();
    const auto shelf = stocked(session, edited.config);
    if (!shelf) return tl::unexpected(shelf.error());
    const auto situation = chosen_situation(edited, given, *shelf);
    if (!situation) return tl::unexpected(situation.error());
    const auto options = options_of_letter(edited, given);
    if (!options) return tl::unexpected(options.error());
    auto request = letter_request(session, *options, edited.config, **situation);
    if (!request) return tl::unexpected(request.error());
    const auto letter = agreed_letter(session, edited, **situation, *request, shelf->advice(language));
    if (!letter) return tl::unexpected(letter.error());

    const auto placed = guide::place_letter(edited.file, letter->text.subject, letter->text.body);
    if (const auto done = base::replace_file(edited.path, edited.file, placed.file); !done)
        return tl::unexpected(done.error());
    const std::string& subject = edited.mail.subject.empty() ? letter->text.subject : edited.mail.subject;
    remember(session, edited, (*situation)->id, subject, letter->text.body);
    return 0;
}

/// What somebody has written themselves: reviewed, and tracked once it is sent.
Result<int> track_written(Session& session, const Edited& edited) {
    const std::string body = edited.file.substr(edited.mail.body_at);
    const std::string own = guide::read_zones(body).own;
    if (base::trimmed(own).empty()) return failed(Fault::answer_is_no, "There is no letter in the mail yet.");
    const auto review =
        review_written(session, edited.config,
                       {.subject = edited.mail.subject, .body = body, .client = edited.client(), .rendered = {}});
    if (!review) return tl::unexpected(review.error());
    const std::string findings =
        review->findings.empty()
            ? "The review finds nothing to mend.\n"
            : "The review says:\n" + findings_text(mail_page, *review, {edited.mail.subject, body}, true);
    const auto verdict = edited.form.show({.text = findings, .agree = "Track", .may_change = false});
    if (verdict != Verdict::agree) return failed(Fault::answer_is_no, "The mail is not tracked.");
    remember(session, edited, review->situation.value_or(""), edited.mail.subject, own);
    return 0;
}

}  // namespace

Result<int> insert(Session& session, const Given& given) {
    const auto edited = edited_mail(session, given);
    if (!edited) return tl::unexpected(edited.error());
    return given.flag("--track") ? track_written(session, *edited) : insert_letter(session, given, *edited);
}

}  // namespace amends::cli
