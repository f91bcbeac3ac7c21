#include "cli/letters_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace amends::cli {
namespace {

constexpr const char* indent = "     ";
constexpr std::size_t label_columns = 10;

std::string label(std::string_view name) {
    return std::string(name) + std::string(label_columns - std::min(label_columns - 1, name.size()), ' ');
}

std::string quoted_address(const base::Address& address) {
    if (address.name.empty()) return harmless(address.mailbox);
    return harmless(address.name) + " <" + harmless(address.mailbox) + ">";
}

std::string bounces(const core::Letter& letter) {
    std::string text;
    for (const core::Recipient& each : letter.recipients)
        if (each.bounced)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", each.gone ? "gone for good:" : "did not reach",
                                harmless(each.address.mailbox));
    return text;
}

Tone tone_of(const core::Letter& letter) {
    if (letter.state == core::LetterState::open) return bounces(letter).empty() ? Tone::plain : Tone::bad;
    return letter.state == core::LetterState::closed ? Tone::faint : Tone::good;
}

Tone tone_of(const core::Step& step, const Reader& reader) {
    if (step.state == core::StepState::unknown) return Tone::bad;
    if (step.state == core::StepState::drafted) return Tone::warning;
    return core::is_pending(step.state) && step.due.at <= reader.now ? Tone::warning : Tone::plain;
}

std::string sent_and_state(const core::Letter& letter, const Reader& reader) {
    std::string text = fmt::format("sent on {}, {}", in_words(reader.zone->local(letter.sent_at).date, reader),
                                   state_in_words(letter, reader));
    if (const std::string lost = bounces(letter); !lost.empty()) text += "; " + lost;
    return text;
}

/// First what is over, in its own order, then what goes on, then what is to come, by its time.
std::vector<core::Step> by_time(std::vector<core::Step> steps) {
    std::ranges::stable_sort(steps, {}, [](const core::Step& step) {
        if (!core::is_pending(step.state)) return std::pair(0, std::int64_t{0});
        if (step.state != core::StepState::planned) return std::pair(1, std::int64_t{0});
        return std::pair(2, std::int64_t{step.due.at.seconds});
    });
    return steps;
}

bool is_open(const core::Promise& promise) { return promise.state == core::PromiseState::open; }

Tone tone_of(const core::Promise& promise, const Reader& reader) {
    if (!is_open(promise)) return Tone::faint;
    const bool past = promise.due && promise.due->at < reader.now;
    return past || !promise.due ? Tone::warning : Tone::plain;
}

std::string with_words(const core::Promise& promise, const Reader& reader) {
    const std::string words = harmless(promise.words);
    return in_words(promise, reader) + (words.empty() ? "" : ": \"" + words + "\"");
}

std::string open_promises(const rpc::LetterView& view, const Page& page, const Reader& reader) {
    std::string text;
    for (const core::Promise& promise : view.letter.promises)
        if (is_open(promise)) text += paragraph(page, indent, with_words(promise, reader), tone_of(promise, reader));
    return text;
}

/// Its day stands with the promise itself.
bool tells_of_a_promise(const core::Step& step) {
    return core::is_promise_reminder(step.key.kind) && step.state == core::StepState::planned;
}

std::string pending_steps(const rpc::LetterView& view, const Page& page, const Reader& reader) {
    std::string text;
    for (const core::Step& step : by_time(view.steps))
        if (core::is_pending(step.state) && !tells_of_a_promise(step))
            text += paragraph(page, indent, in_words(step, reader), tone_of(step, reader));
    return text;
}

std::string held_send(const rpc::LetterView& view) {
    if (!view.send_held) return "";
    return fmt::format("sends are held, since {}; the check-in waits for `amends release`",
                       core::in_words(*view.send_held));
}

std::string entry(const rpc::LetterView& view, bool with_account, const Page& page, const Reader& reader) {
    const core::Letter& letter = view.letter;
    std::string title = client_of(letter) + ": " + (letter.subject.empty() ? "(no subject)" : harmless(letter.subject));
    if (with_account) title += " [" + harmless(letter.account) + "]";
    return paragraph(page, fmt::format("{:>3}  ", letter.id.value), title, Tone::strong) +
           paragraph(page, indent, sent_and_state(letter, reader), tone_of(letter)) +
           pending_steps(view, page, reader) +
           (view.send_held ? paragraph(page, indent, held_send(view), Tone::warning) : "") +
           open_promises(view, page, reader);
}

std::string recipients_text(const core::Letter& letter, core::RecipientField field) {
    std::string text;
    for (const core::Recipient& each : letter.recipients)
        if (each.field == field)
            text += (text.empty() ? "" : ", ") + quoted_address(each.address) +
                    (each.gone      ? " (gone for good)"
                     : each.bounced ? " (did not arrive)"
                                    : "");
    return text;
}

std::string why_not_written(const core::Letter& letter, const std::vector<std::string>& languages) {
    const std::string& language = letter.language;
    if (language.empty() || std::ranges::find(languages, language) != languages.end()) return {};
    constexpr const char* undetermined = "und";
    return ": no template in the letter's language" + (language == undetermined ? "" : " (" + harmless(language) + ")");
}

/// Of the one that is not over; "" where there is none.
std::string fate_of_check_in(const rpc::LetterView& view, const std::vector<std::string>& languages) {
    const auto waits = [](const core::Step& step) {
        return core::is_check_in(step.key.kind) && core::is_pending(step.state);
    };
    const auto step = std::ranges::find_if(view.steps, waits);
    if (step == view.steps.end()) return {};
    if (step->state == core::StepState::drafted) return "lies in Drafts; you send it";
    if (step->state == core::StepState::unknown) return "nobody knows whether it went out";
    switch (step->means) {
        case core::Means::reminder:
            return "you write it yourself; a reminder comes" + why_not_written(view.letter, languages);
        case core::Means::draft: return "becomes a draft";
        case core::Means::send: return "is sent at its time";
    }
    return {};
}

std::string protection_text(base::Protection protection) {
    switch (protection) {
        case base::Protection::none: return {};
        case base::Protection::is_signed: return "the letter is signed: reminders only, nothing is quoted or sent";
        case base::Protection::encrypted: return "the letter is encrypted: reminders only, nothing is quoted or sent";
    }
    return {};
}

std::string guessed_zone(const rpc::LetterView& view) {
    if (view.zone_guess.empty()) return "";
    return fmt::format("{}, the client's as I guess: {} of {} mails of theirs fit; `zone` of a [[client]] overrules it",
                       harmless(view.zone_guess), view.zone_guess_fit, view.zone_guess_dates);
}

std::string guessed_hours(const rpc::LetterView& view) {
    if (!view.hours_guess) return "";
    const calendar::HoursGuess& guess = *view.hours_guess;
    constexpr std::array<const char*, 7> names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    std::string days;
    for (std::size_t day = 0; day < names.size(); ++day)
        if (guess.working_days.at(day)) days += (days.empty() ? "" : " ") + std::string(names.at(day));
    return fmt::format(
        "{}, {:02}:{:02} to {:02}:{:02}, as I guess by {} mails of theirs; `hours` of a [[client]] overrules it", days,
        guess.opens.hour, guess.opens.minute, guess.closes.hour, guess.closes.minute, guess.seen);
}

std::string held_for(core::Hold hold) {
    switch (hold) {
        case core::Hold::none: return "";
        case core::Hold::possible_answer:
            return "a mail may be their answer, or a report about the letter, and nothing is sent until you say: "
                   "`amends answered`, or "
                   "`amends release` with this number";
        case core::Hold::upset_answer:
            return "they are upset, and no check-in is made until you have looked: `amends release` with this number";
    }
    return "";
}

std::string sound_of(core::Tone tone) {
    switch (tone) {
        case core::Tone::accepts: return "as if they accept your apology";
        case core::Tone::upset: return "upset";
        case core::Tone::question: return "as if they ask you something";
    }
    return "";
}

}  // namespace

void nearest_first(std::vector<rpc::LetterView>& letters) {
    const auto key = [](const rpc::LetterView& view) {
        const auto next = core::next_wake(view.steps);
        return std::tuple(!next, next.value_or(base::Instant{}).seconds, -view.letter.sent_at.seconds,
                          -view.letter.id.value);
    };
    std::ranges::sort(letters, {}, key);
}

std::string list_text(const std::vector<rpc::LetterView>& letters, bool more, bool everything, const Page& page,
                      const Reader& reader) {
    if (letters.empty())
        return paragraph(page, "",
                         std::string(everything ? "No letter is tracked yet." : "No letter is open.") +
                             " Track an apology that you have sent with `amends track FILE`, or with `amends track "
                             "--message-id ID`." +
                             (everything ? "" : " `amends list --all` shows the closed ones."));
    std::set<std::string> accounts;
    for (const rpc::LetterView& view : letters) accounts.insert(view.letter.account);
    std::string text;
    for (const rpc::LetterView& view : letters)
        text += (text.empty() ? "" : "\n") + entry(view, accounts.size() > 1, page, reader);
    if (more)
        text += "\n" + paragraph(page, indent,
                                 everything ? "There are more letters: `amends list --all --limit 0` shows them all."
                                            : "There are more letters: `amends list --limit 0` shows them all.");
    return text;
}

std::string letter_text(const rpc::LetterView& view, const Page& page, const Reader& reader,
                        const std::vector<std::string>& languages) {
    const core::Letter& letter = view.letter;
    std::string text;
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) text += paragraph(page, label(name), value);
    };
    line("Letter", fmt::format("{} (account {})", letter.id.value, harmless(letter.account)));
    line("From", quoted_address(letter.from));
    line("To", recipients_text(letter, core::RecipientField::to));
    line("Cc", recipients_text(letter, core::RecipientField::cc));
    line("Subject", harmless(letter.subject));
    line("Sent", in_words(letter.sent_at, reader));
    line("State", state_in_words(letter, reader));
    line("Situation", harmless(letter.situation));
    line("Severity", letter.severity ? guide::to_word(*letter.severity) : "");
    line("Check-in", fate_of_check_in(view, languages));
    line("Protected", protection_text(letter.protection));
    line("Zone", letter.client_zone.empty() ? guessed_zone(view) : harmless(letter.client_zone) + ", the client's");
    line("Hours", guessed_hours(view));
    line("Held", held_for(letter.hold));
    line("Sending", held_send(view));
    line("Note", harmless(letter.note));
    line("Answer", harmless(letter.last_words));
    line("Sounds", letter.tone ? sound_of(*letter.tone) : "");
    line("Id", harmless(letter.message_id.value));
    if (!letter.promises.empty()) text += "\n";
    for (const core::Promise& promise : letter.promises)
        text += paragraph(page, "- ", with_words(promise, reader), tone_of(promise, reader));
    if (!view.steps.empty()) text += "\n";
    for (const core::Step& step : by_time(view.steps)) {
        text += paragraph(page, "- ", in_words(step, reader), tone_of(step, reader));
        const std::string& more = step.outcome.empty() ? step.due.rule : step.outcome;
        if (!more.empty()) text += paragraph(page, "  ", harmless(more), Tone::faint);
    }
    return text;
}

std::string short_text(const rpc::LetterView& view, const Page& page, const Reader& reader) {
    std::string text = entry(view, false, page, reader);
    const bool waits = std::any_of(view.steps.begin(), view.steps.end(),
                                   [](const core::Step& step) { return core::is_pending(step.state); });
    if (!waits && std::ranges::none_of(view.letter.promises, is_open))
        text += paragraph(page, indent, "nothing is planned");
    return text;
}

std::string history_text(const rpc::ClientHistory& history, base::LetterId newest, const Page& page,
                         const Reader& reader) {
    std::string text;
    constexpr int third = 3;
    if (history.letters_in_90_days >= third) {
        text += paragraph(page, "",
                          fmt::format("This is apology {} to this client within 90 days. Another one without a change "
                                      "that they can see comes off as empty: show them what is different now, or call.",
                                      history.letters_in_90_days),
                          Tone::warning);
    }
    for (const rpc::LetterView& view : history.letters) {
        if (view.letter.id == newest) continue;
        for (const core::Promise& promise : view.letter.promises) {
            if (!is_open(promise)) continue;
            text +=
                paragraph(page, "",
                          fmt::format("Still open from letter {}: {}. Keep it, or tell them its new day, before you "
                                      "promise more.",
                                      view.letter.id.value, with_words(promise, reader)),
                          Tone::warning);
        }
    }
    return text;
}

std::string journal_text(const std::vector<ports::JournalEntry>& entries, const Page& page, const Reader& reader) {
    if (entries.empty()) return "Nothing has been decided about this letter yet.\n";
    std::string text;
    for (const ports::JournalEntry& entry : entries) {
        std::string reason = harmless(entry.reason);
        if (entry.step) {
            std::string kind = core::to_word(entry.step->kind);
            std::replace(kind.begin(), kind.end(), '_', ' ');
            if (entry.step->ordinal > 1) kind += fmt::format(" {}", entry.step->ordinal);
            reason = fmt::format("{}: {}", kind, reason);
        }
        text += paragraph(page, in_figures(entry.at, reader) + "  ", reason);
    }
    return text;
}

std::string check_in_text(const rpc::CheckInText& text, const Page& page) {
    std::string result;
    if (!text.lies_in.empty()) {
        result += paragraph(page, "",
                            "This draft lies in your folder \"" + harmless(text.lies_in) +
                                "\" already. What you have changed there is not shown here.") +
                  "\n";
    }
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) result += paragraph(page, label(name), harmless(value));
    };
    line("From", text.from);
    line("To", text.to);
    line("Cc", text.cc);
    line("Subject", text.subject);
    result += "\n" + harmless_lines(text.text);
    if (!result.ends_with('\n')) result += '\n';
    return result;
}

std::string reminders_text(const std::vector<rpc::ReminderText>& reminders, const Page& page, const Reader& reader) {
    std::string result;
    for (const rpc::ReminderText& each : reminders) {
        result += "\n" + toned(page, Tone::strong, "Reminder to you, " + in_words(each.due, reader)) + "\n";
        result += paragraph(page, label("Subject"), harmless(each.subject)) + "\n" + harmless_lines(each.text);
        if (!result.ends_with('\n')) result += '\n';
    }
    return result;
}

}  // namespace amends::cli
