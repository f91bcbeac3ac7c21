// A mail: read, read by its head, classified, matched, and its whole text.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "core/classify.hpp"
#include "core/match.hpp"
#include "core/subject.hpp"
#include "message/bounds.hpp"
#include "message/compose.hpp"
#include "message/read.hpp"
#include "message/whole_text.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

void check_line(const std::string& text, const char* what) {
    holds(base::is_utf8(text) && !has_control_characters(text), what);
}

void check_values(const base::MessageFacts& facts) {
    check_line(facts.subject, "a subject is one line of UTF-8");
    check_line(facts.stand_in, "a stand-in is one line of UTF-8");
    check_line(facts.about.subject, "a reported subject is one line of UTF-8");
    holds(base::is_utf8(facts.text) && facts.text.find('\0') == std::string::npos, "the new text is UTF-8");
    for (const auto* list : {&facts.from, &facts.reply_to, &facts.to, &facts.cc, &facts.bcc})
        for (const auto& one : *list) {
            check_line(one.name, "a name is one line of UTF-8");
            check_line(one.mailbox, "a mailbox is one line of UTF-8");
        }
    for (const auto* list : {&facts.in_reply_to, &facts.references})
        for (const auto& id : *list) holds(base::parse_message_id(id.value) == id, "an id that is named is one");
    if (facts.return_date) holds(facts.return_date->ok(), "the day of a return exists");
    if (!facts.report) return;
    for (const auto& one : facts.report->recipients) {
        check_line(one.final_recipient, "a recipient is one line of UTF-8");
        check_line(one.status, "a status is one line of UTF-8");
        holds(base::is_utf8(one.diagnostic), "a diagnostic is UTF-8");
    }
}

void check_decisions(const base::MessageFacts& facts) {
    const auto decided = core::classify(facts);
    holds(!decided.evidence.empty(), "a decision has its reasons");
    const auto ids = core::ids_named(facts);
    holds(ids.size() <= 250, "a message names so many ids and no more");
    std::vector<core::ThreadEntry> known;
    for (const auto& id : ids)
        known.push_back({id, {static_cast<std::int64_t>(known.size() % 3)}, known.size() % 2 == 0});
    holds(core::match(facts, known).has_value() == !known.empty(), "a message is matched by the ids that it names");
    const auto people = core::correspondents(facts);
    holds(people.size() <= 10 && core::addressees(facts).size() <= 10, "so many people and no more");
    core::Candidate candidate{.letter = {1},
                              .message_id = {"letter@studio.example"},
                              .subject = facts.subject,
                              .recipients = {"ines@weberei.example"},
                              .aliases = {},
                              .sent_at = {1780000000}};
    for (const auto& one : people) candidate.recipients.push_back(one.mailbox);
    (void)core::match_people(facts, decided, false, {1780100000}, {candidate});
    (void)core::rewritten_copy_of(facts, {candidate});
    (void)core::is_own(facts, {"nora@studio.example"});
    check_line(core::bare_subject(facts.subject).text, "a bare subject is one line");
    check_line(message::reply_subject(facts.subject), "a reply's subject is one line");
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    const auto bytes = fuzz::as_text(data, size);
    const auto facts = message::read(bytes);
    fuzz::holds(facts.has_value(), "any bytes are a message");
    fuzz::check_values(*facts);
    fuzz::check_decisions(*facts);
    const auto head = message::read_head(message::bounded(bytes).header);
    fuzz::holds(head.has_value(), "any header is a header");
    fuzz::holds(head->message_id == facts->message_id && head->subject == facts->subject && head->from == facts->from,
                "the head alone says the same");
    if (facts->report) fuzz::holds(head->may_be_report, "a delivery report is one by its head");
    const auto whole = message::read_whole_text(bytes);
    fuzz::holds(whole.has_value() && base::is_utf8(whole->text) && base::is_utf8(whole->subject),
                "a whole text is UTF-8");
    return 0;
}
