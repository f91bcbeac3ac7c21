#include "app/classify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "core/classify.hpp"
#include "core/mail_providers.hpp"
#include "core/match.hpp"
#include "message/decode.hpp"
#include "message/read.hpp"
#include "rpc/classify_json.hpp"

namespace amends::app {

namespace {

constexpr int good = 0;
constexpr int wrong_use = 2;
constexpr int internal = 6;

std::optional<std::string> bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return std::nullopt;
    return bytes;
}

/// The letters of `--sent`, as core::match wants them.
class SentLetters {
public:
    explicit SentLetters(std::vector<rpc::SentLetter> letters) : letters_(std::move(letters)) {
        for (std::size_t i = 0; i < letters_.size(); ++i) {
            const auto id = base::parse_message_id(letters_[i].message_id);
            if (id) entries_.emplace(id->value, core::ThreadEntry{*id, {static_cast<std::int64_t>(i)}, true});
            for (const std::string* list : {&letters_[i].to, &letters_[i].cc}) note_domains(*list);
            note_people(i);
        }
    }

    void match(const base::MessageFacts& facts, rpc::ClassifiedMessage& message) const {
        message.letters_given = true;
        std::vector<core::ThreadEntry> known;
        for (const base::MessageId& id : core::ids_named(facts)) {
            const auto [first, last] = entries_.equal_range(id.value);
            for (auto entry = first; entry != last; ++entry) known.push_back(entry->second);
        }
        auto found = core::match(facts, known);
        if (!found && !core::is_own(facts, own_)) found = by_people(facts, message.classification);
        if (!found) return;
        message.letter = letters_[static_cast<std::size_t>(found->letter.value)].id;
        message.match = found->evidence;
    }

    /// True where the user wrote it: a letter of theirs came from that address.
    [[nodiscard]] bool is_own(const base::MessageFacts& facts) const { return core::is_own(facts, own_); }

    /// True where the writer has nothing to do with any of the letters.
    [[nodiscard]] bool is_stranger(const base::MessageFacts& facts) const {
        return std::ranges::none_of(
            facts.from, [&](const base::Address& from) { return domains_.contains(base::domain_of(from.mailbox)); });
    }

private:
    /// Where the message's own date says nothing, it came the day after whichever letter it may answer.
    [[nodiscard]] std::optional<core::Match> by_people(const base::MessageFacts& facts,
                                                       const core::Classification& classification) const {
        std::vector<core::Candidate> candidates;
        const auto add = [&](const std::string& person) {
            const auto [first, last] = by_person_.equal_range(person);
            for (auto one = first; one != last; ++one) candidates.push_back(candidates_[one->second]);
        };
        for (const core::Correspondent& who : core::correspondents(facts)) {
            add(core::person_of(who.mailbox));
            for (const std::string& domain : who.domains) add(domain);
        }
        if (candidates.empty()) return std::nullopt;
        const auto newest = std::ranges::max(candidates, {}, &core::Candidate::sent_at).sent_at;
        const base::Instant received = facts.date.value_or(newest + std::chrono::hours{24});
        return core::match_people(facts, classification, false, received, candidates);
    }

    void note_people(std::size_t number) {
        const rpc::SentLetter& letter = letters_[number];
        const auto id = base::parse_message_id(letter.message_id);
        const auto sent = base::parse_rfc3339(letter.date);
        core::Candidate one{.letter = {static_cast<std::int64_t>(number)},
                            .message_id = id.value_or(base::MessageId{}),
                            .subject = letter.subject,
                            .recipients = {},
                            .aliases = {},
                            .sent_at = sent ? *sent : message::decode_date(letter.date).value_or(base::Instant{}),
                            .waits = true};
        for (const std::string* list : {&letter.to, &letter.cc}) {
            for (const auto& address : message::decode_addresses(*list)) {
                one.recipients.push_back(base::canonical_mailbox(base::without_tag(address.mailbox)));
            }
        }
        for (const auto& address : message::decode_addresses(letter.from)) {
            own_.push_back(base::canonical_mailbox(base::without_tag(address.mailbox)));
        }
        std::set<std::string> people;
        for (const std::string& recipient : one.recipients) {
            people.insert(core::person_of(recipient));
            people.insert(base::domain_of(recipient));
        }
        for (const std::string& person : people) by_person_.emplace(person, candidates_.size());
        candidates_.push_back(std::move(one));
    }

    void note_domains(std::string_view list) {
        for (auto at = list.find('@'); at != std::string_view::npos; at = list.find('@', at + 1)) {
            const auto end = list.find_first_of(">,; \t\"", at);
            domains_.insert(base::lower_ascii(list.substr(at + 1, end == std::string_view::npos ? end : end - at - 1)));
        }
    }

    std::vector<rpc::SentLetter> letters_;
    std::multimap<std::string, core::ThreadEntry> entries_;
    std::vector<core::Candidate> candidates_;
    std::multimap<std::string, std::size_t> by_person_;  ///< a mailbox or a domain; the candidate's place
    std::vector<std::string> own_;
    std::set<std::string> domains_;
};

/// The recipient that the report is about: who is lost for good comes before what may pass, lost before late.
const base::RecipientReport* chief(const base::DeliveryReport& report) {
    const base::RecipientReport* best = nullptr;
    const auto rank = [](const base::RecipientReport& one) {
        const bool failed = one.action == base::ReportAction::failed;
        return (failed ? 4 : one.action == base::ReportAction::delayed ? 2 : 0) + (one.status.starts_with('5') ? 1 : 0);
    };
    for (const auto& one : report.recipients)
        if (best == nullptr || rank(one) > rank(*best)) best = &one;
    return best;
}

base::CivilDate first_working_day_after(base::CivilDate day) {
    do {
        day = base::plus_days(day, 1);
    } while (base::weekday_of(day) == std::chrono::Saturday || base::weekday_of(day) == std::chrono::Sunday);
    return day;
}

rpc::ClassifiedMessage classified(const std::string& file, const base::MessageFacts& facts, const SentLetters* sent) {
    using core::MessageClass;
    rpc::ClassifiedMessage message;
    message.file = file;
    message.classification = core::classify(facts);
    auto& found = message.classification;
    if (const auto* about = facts.report ? chief(*facts.report) : nullptr) {
        message.final_recipient = about->final_recipient;
        message.status = about->status;
    }
    if (facts.about.message_id) message.original_message_id = facts.about.message_id->value;
    // The facts tell the last day away; who reads this asks for the first working day after it.
    if (found.what == MessageClass::auto_reply && facts.return_date)
        message.return_date = first_working_day_after(*facts.return_date);
    if (!facts.stand_in.empty() && found.what != MessageClass::reply)
        found.evidence.push_back("write to this address instead: " + facts.stand_in);
    if (sent == nullptr) return message;
    const bool of_a_hand = found.what == MessageClass::reply || found.what == MessageClass::invite ||
                           found.what == MessageClass::auto_reply;
    if (of_a_hand && sent->is_own(facts)) {
        message.letters_given = true;
        found = {
            MessageClass::other, std::nullopt, {"the user's own mail: it comes from where the letters came from"}, {}};
        message.return_date.reset();
        return message;
    }
    sent->match(facts, message);
    if (found.what == MessageClass::reply && message.letter.empty() && sent->is_stranger(facts)) {
        found = {MessageClass::other, std::nullopt, {"a stranger's message that belongs to none of the letters"}, {}};
    }
    return message;
}

std::string in_words(const rpc::ClassifiedMessage& message) {
    const auto& found = message.classification;
    std::string line = fmt::format("{}: {}", message.file, core::to_word(found.what));
    if (found.permanent) line += *found.permanent ? ", for good" : ", for now";
    if (found.tone) line += fmt::format(", {}", core::to_word(*found.tone));
    if (!message.final_recipient.empty()) line += fmt::format(", to {}", message.final_recipient);
    if (!message.status.empty()) line += fmt::format(", status {}", message.status);
    if (message.return_date) line += fmt::format(", back on {}", base::to_string(*message.return_date));
    if (message.letters_given)
        line += message.letter.empty()
                    ? ", no letter"
                    : fmt::format(", letter {} by {}", message.letter, core::to_word(*message.match));
    for (const auto& sentence : found.evidence) line += "\n    " + sentence;
    return line;
}

/// What came out of a mail must not steer a terminal.
std::string harmless(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char byte) { return byte != '\n' && (static_cast<unsigned char>(byte) < ' ' || byte == 0x7F); }, '?');
    return text;
}

}  // namespace

int classify_files(const ClassifyOrder& order, std::ostream& out, std::ostream& err) {
    std::optional<SentLetters> sent;
    if (!order.sent.empty()) {
        const auto lines = bytes_of(order.sent);
        auto letters = lines ? rpc::read_sent_letters(*lines) : rpc::read_sent_letters("");
        if (!lines || !letters) {
            err << "amends: " << order.sent << (lines ? ", " + letters.error().message : " cannot be read.") << "\n";
            return wrong_use;
        }
        sent.emplace(*std::move(letters));
    }
    int status = good;
    for (const std::string& file : order.files) {
        const auto bytes = bytes_of(file);
        if (!bytes) {
            err << "amends: " << file << " cannot be read.\n";
            status = std::max(status, wrong_use);
            continue;
        }
        const auto facts = message::read(*bytes);
        if (!facts) {
            err << "amends: " << file << ": " << facts.error().message << "\n";
            status = internal;
            continue;
        }
        const auto message = classified(file, *facts, sent ? &*sent : nullptr);
        out << (order.json ? rpc::to_json(message) : harmless(in_words(message))) << "\n";
    }
    return status;
}

}  // namespace amends::app
