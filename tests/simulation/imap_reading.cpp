// What the simulated IMAP server gives out of a folder: FETCH and SEARCH.
#include <algorithm>
#include <array>
#include <charconv>

#include "tests/simulation/imap_session.hpp"

namespace amends::simulation {

namespace {

constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string internal_date(base::Instant at) {
    const base::CivilDateTime civil = base::civil_at_offset(at, 0);
    char text[64];
    std::snprintf(text, sizeof text, "%02u-%s-%04d %02d:%02d:%02d +0000", static_cast<unsigned>(civil.date.day()),
                  months.at(static_cast<unsigned>(civil.date.month()) - 1), static_cast<int>(civil.date.year()),
                  civil.time.hour, civil.time.minute, civil.time.second);
    return text;
}

/// "2-Mar-2026", as SEARCH has it.
base::CivilDate search_date(const std::string& text) {
    const auto first = text.find('-');
    const auto second = text.find('-', first + 1);
    const std::string month = text.substr(first + 1, second - first - 1);
    const auto found = std::ranges::find(months, month);
    return std::chrono::year{static_cast<int>(number(text.substr(second + 1)))} /
           static_cast<unsigned>(found - months.begin() + 1) / static_cast<unsigned>(number(text.substr(0, first)));
}

std::string header_of(const std::string& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    return end == std::string::npos ? bytes : bytes.substr(0, end + 4);
}

/// The number in "<0.NUMBER>" at the end of the section that was asked for.
std::size_t most_of(const std::string& items) {
    const auto at = items.find("<0.");
    return at == std::string::npos ? std::string::npos : number(std::string_view(items).substr(at + 3));
}

}  // namespace

std::vector<Uid> ImapSession::in_set(const std::string& set) const {
    std::vector<Uid> found;
    const Folder* folder = mailbox_.find(selected_);
    if (folder == nullptr || folder->messages.empty()) return found;
    const Uid last = folder->messages.rbegin()->first;
    for (std::size_t start = 0; start < set.size();) {
        const auto end = std::min(set.find(',', start), set.size());
        const std::string part = set.substr(start, end - start);
        start = end + 1;
        const auto colon = part.find(':');
        const auto bound = [&](const std::string& text) { return text == "*" ? last : static_cast<Uid>(number(text)); };
        Uid from = bound(part.substr(0, colon));
        Uid to = colon == std::string::npos ? from : bound(part.substr(colon + 1));
        if (from > to) std::swap(from, to);
        for (auto at = folder->messages.lower_bound(from); at != folder->messages.end() && at->first <= to; ++at) {
            found.push_back(at->first);
        }
    }
    return found;
}

void ImapSession::fetch(const ImapQuestion& question) {
    announce();
    std::string items;
    for (std::size_t i = 1; i < question.words.size(); ++i) items += " " + question.words[i];
    const std::vector<Uid> uids = in_set(question.words.at(0));
    for (const Uid uid : uids) fetch_one(uid, mailbox_.find(selected_)->messages.at(uid), items);
    tagged(question, "OK Fetched.");
}

void ImapSession::fetch_one(Uid uid, const Stored& message, const std::string& items) {
    const auto place = std::ranges::lower_bound(known_, uid) - known_.begin() + 1;
    std::string line = "* " + std::to_string(place) + " FETCH (UID " + std::to_string(uid);
    if (items.find("FLAGS") != std::string::npos) {
        line += " FLAGS (";
        for (const std::string& flag : message.flags) line += (line.ends_with('(') ? "" : " ") + flag;
        line += ") INTERNALDATE \"" + internal_date(message.internal_date) + "\" RFC822.SIZE " +
                std::to_string(message.bytes.size());
    }
    std::string section;
    if (items.find("[HEADER]") != std::string::npos) {
        line += " BODY[HEADER]<0> ";
        section = header_of(message.bytes).substr(0, most_of(items));
    } else if (items.find("[HEADER.FIELDS") != std::string::npos) {
        const std::string id = message.message_id();
        line += " BODY[HEADER.FIELDS (MESSAGE-ID)] ";
        section = id.empty() ? "\r\n" : "Message-ID: <" + id + ">\r\n\r\n";
    } else if (items.find("BODY.PEEK[]") != std::string::npos) {
        line += " BODY[]<0> ";
        section = message.bytes.substr(0, most_of(items));
    }
    if (section.empty()) return wire_.say(line + ")\r\n", Bytes::untagged);
    wire_.say(line + "{" + std::to_string(section.size()) + "}\r\n", Bytes::untagged);
    wire_.say(section, Bytes::read_literal);
    wire_.say(")\r\n", Bytes::untagged);
}

void ImapSession::search(const ImapQuestion& question) {
    announce();
    const Folder* folder = mailbox_.find(selected_);
    std::string found = "SEARCH";
    const auto after = [&](const std::string& key) -> std::string {
        const auto at = std::ranges::find(question.words, key);
        return at == question.words.end() || at + 1 == question.words.end() ? "" : *(at + 1);
    };
    const std::string since = after("SINCE"), keyword = after("KEYWORD"), modseq = after("MODSEQ"), set = after("UID"),
                      id = after("Message-ID");
    const std::vector<Uid> within = set.empty() ? in_set("1:*") : in_set(set);
    for (const Uid uid : within) {
        const Stored& message = folder->messages.at(uid);
        const bool fits =
            (since.empty() || std::chrono::sys_days{base::civil_at_offset(message.internal_date, 0).date} >=
                                  std::chrono::sys_days{search_date(since)}) &&
            (keyword.empty() || message.has_flag(keyword)) && (modseq.empty() || message.modseq >= number(modseq)) &&
            (id.empty() || "<" + message.message_id() + ">" == id);
        if (fits) found += " " + std::to_string(uid);
    }
    untagged(found);
    tagged(question, "OK Searched.");
}

}  // namespace amends::simulation
