// What people type or have in a header: times and days, addresses, the values of fields, orders by mail, a mail in
// their editor.
#include <string>

#include "base/mail.hpp"
#include "base/text.hpp"
#include "calendar/day_words.hpp"
#include "calendar/when.hpp"
#include "cli/mail_addresses.hpp"
#include "core/mail_order.hpp"
#include "guide/date_value.hpp"
#include "guide/edited_letter.hpp"
#include "guide/field_value.hpp"
#include "guide/placement.hpp"
#include "guide/shelf.hpp"
#include "mail/imap_fetch.hpp"
#include "tests/fuzz/letter_text.hpp"

namespace amends::fuzz {
namespace {

constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{2}};

void times(std::string_view text) {
    if (const auto at = calendar::read_when(text, written_at, zone()))
        holds(*at >= written_at && at->seconds - written_at.seconds < std::int64_t{6} * 366 * 86400,
              "a time lies ahead");
    if (const auto day = calendar::read_day(text, written_at, zone()))
        holds(day->ok() && *day >= today, "a day to come exists");
    if (const auto at = base::parse_rfc3339(text)) holds(base::parse_rfc3339(base::to_rfc3339(*at)) == at, "RFC 3339");
    (void)base::parse_civil_date_time(text);
    (void)mail::parse_internal_date(text);
}

void days(std::string_view text) {
    for (const auto lean : {calendar::Lean::back, calendar::Lean::near, calendar::Lean::ahead}) {
        const auto day = calendar::read_day_words(text, today, lean);
        if (day && *day) holds((*day)->ok(), "a day that was read exists");
    }
    for (const bool past : {false, true}) {
        const auto day = guide::read_date(text, today, past);
        if (!day) continue;
        holds(day->ok(), "a date that was read exists");
        const auto again = guide::read_date(guide::date_for_reader(*day, today), today, past);
        holds(again.has_value(), "a date is read as it is written for the reader");
    }
}

void addresses(std::string_view text) {
    for (const auto& one : cli::read_addresses(text))
        holds(base::is_safe_mailbox(one.mailbox), "an address of a header is safe");
    if (const auto one = base::parse_address(text)) holds(base::is_safe_mailbox(one->mailbox), "an address is safe");
    if (const auto id = base::parse_message_id(text))
        holds(base::parse_message_id(id->bracketed()) == id, "an id is read as it is written");
    (void)base::without_tag(text);
    (void)base::address_tag(text);
}

void fields(std::string_view text) {
    for (const auto type :
         {guide::FieldType::text, guide::FieldType::date, guide::FieldType::money, guide::FieldType::person})
        for (const bool sentence : {false, true}) {
            guide::Field field{.name = "field", .label = "Field", .help = {}, .type = type};
            field.sentence = sentence;
            const auto value = guide::read_field_value(field, text, today);
            if (value) holds(value->find('\0') == std::string::npos, "a value can stand in a letter");
        }
}

void edited(std::string_view text) {
    static const auto shelf = guide::Shelf::stock({}).value();
    static const auto& situation = *shelf.situations("en").front();
    static const auto before = guide::write_letter(situation, guide::LetterTone::personal, {}, today).value();
    const auto after = guide::read_edited(before, situation, text, today);
    holds(after.subject.find_first_of("\r\n") == std::string::npos, "a subject is one line");
}

void placed(std::string_view file) {
    const auto mail = guide::read_edited_mail(file);
    holds(mail.body_at <= file.size(), "a body begins within the file");
    const auto out = guide::place_letter(file, "An answer", "Dear Kim,\n\nI am sorry.\n");
    std::string without = out.file;
    std::size_t after = without.size();
    for (auto piece = out.added.rbegin(); piece != out.added.rend(); ++piece) {
        holds(within(piece->at, piece->at + piece->length, after), "what was added lies in the file, in order");
        without.erase(piece->at, piece->length);
        after = piece->at;
    }
    holds(without == file, "what was there stays, byte for byte");
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    const auto [reader, text] = fuzz::chosen(data, size);
    switch (reader) {
        case 't': fuzz::times(text); break;
        case 'd': fuzz::days(text); break;
        case 'a': fuzz::addresses(text); break;
        case 'f': fuzz::fields(text); break;
        case 'e': fuzz::edited(text); break;
        case 'p': fuzz::placed(text); break;
        case 'o': (void)core::read_mail_order(text, fuzz::written_at, fuzz::zone()); break;
        default: break;
    }
    return 0;
}
