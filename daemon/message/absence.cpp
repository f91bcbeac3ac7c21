#include "message/absence.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "message/date_words.hpp"
#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

using base::AbsenceDate;

constexpr std::size_t most_bytes = 8 * 1024;  // a note says it at its beginning
constexpr std::size_t full_line = 45;         // a shorter one was ended by its writer, not by a mail program

/// Forms of one sign that would else need their own patterns.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> same_signs{{
    {"\u00A0", " "}, {"\u202F", " "}, {"\u3000", " "}, {"\u200B", ""}, {"\u2019", "'"}, {"\u2018", "'"},
    {"０", "0"},     {"１", "1"},     {"２", "2"},     {"３", "3"},    {"４", "4"},     {"５", "5"},
    {"６", "6"},     {"７", "7"},     {"８", "8"},     {"９", "9"},    {"／", "/"},     {"（", "("},
    {"）", ")"},     {"～", "~"},     {"〜", "~"},     {"－", "-"},    {"：", ":"},     {"．", "."},
}};

void append_plain(std::string& out, std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        const auto byte = static_cast<unsigned char>(line[at]);
        if (byte < 0x80) {
            const bool blank = line[at] == ' ' || line[at] == '\t';
            if (!blank || (!out.empty() && out.back() != ' ')) out += blank ? ' ' : line[at];
            ++at;
            continue;
        }
        const auto rest = line.substr(at);
        const auto* const same = std::find_if(same_signs.begin(), same_signs.end(),
                                              [&](const auto& one) { return rest.starts_with(one.first); });
        if (same == same_signs.end()) {
            out += line[at++];
            continue;
        }
        const bool doubled = same->second == " " && !out.empty() && out.back() == ' ';
        if (!doubled) out.append(same->second);
        at += same->first.size();
    }
}

/// One blank between words, and a line end only where a sentence ends.
std::string in_sentences(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        append_plain(out, line);
        const bool goes_on = line.size() >= full_line && !text.empty() && text.front() != '\n' && text.front() != '\r';
        if (!out.empty() && out.back() == ' ') out.pop_back();
        out += goes_on ? ' ' : '\n';
    }
    return out;
}

struct Hit {
    const char* at = nullptr;
    base::CivilDate last_day;
    AbsenceDate means = AbsenceDate::until;
};

/// The first day back, as the day before it counts.
base::CivilDate day_before_return(const WrittenDate& date) {
    constexpr int from_friday_to_sunday_before = -5;
    return base::plus_days(date.date, date.grain == Grain::week ? from_friday_to_sunday_before : -1);
}

/// People come back on Mondays: "until Monday" does not mean through Monday.
bool is_return(AbsenceDate means, const WrittenDate& date) {
    if (means == AbsenceDate::until)
        return date.grain == Grain::month ||
               (date.grain == Grain::day && base::weekday_of(date.date) == std::chrono::Monday);
    return means == AbsenceDate::first_day_back && date.grain != Grain::end;
}

/// True where the sentence before the date turns to somebody else, and speaks of their absence: "my colleague Karl is
/// away himself until {date}".
bool is_of_another(const MarkedText& marked, std::size_t at, AbsenceDate means, const Patterns::Compiled& patterns) {
    constexpr std::size_t sentence_bytes = 300;
    constexpr std::size_t bytes_behind = 40;
    if (!patterns.other_people) return false;
    const std::string_view text = marked.text;
    auto before = text.substr(0, at);
    if (before.size() > sentence_bytes) before.remove_prefix(before.size() - sentence_bytes);
    if (const auto end = before.find_last_of(".!?;\n"); end != std::string_view::npos) before.remove_prefix(end + 1);
    if (const auto end = before.rfind("。"); end != std::string_view::npos) before.remove_prefix(end);
    re2::StringPiece rest(before.data(), before.size());
    if (!RE2::FindAndConsume(&rest, *patterns.other_people)) return false;
    while (!rest.empty() && RE2::FindAndConsume(&rest, *patterns.other_people)) continue;
    const std::string_view between(rest.data(), rest.size());
    if (is_found(between, patterns.oneself)) return false;
    if (means == AbsenceDate::first_day_back) return true;
    auto clause = text.substr(static_cast<std::size_t>(between.data() - text.data()), between.size() + bytes_behind);
    if (const auto end = clause.find_first_of(".!?;\n", between.size()); end != std::string_view::npos)
        clause = clause.substr(0, end);
    return is_found(clause, patterns.absence_words);
}

/// True where the words around a day speak of going away and not of coming back: "from {date} I am on leave".
bool is_start(const MarkedText& marked, std::size_t at, const Patterns::Compiled& patterns) {
    constexpr std::string_view ends = ".!?;\n\x02\x03";
    const std::string_view text = marked.text;
    const auto letters = text.substr(at, 2).size();
    auto before = text.substr(0, at - 1);
    if (const auto end = before.find_last_of(ends); end != std::string_view::npos) before.remove_prefix(end + 1);
    if (const auto end = before.rfind("。"); end != std::string_view::npos) before.remove_prefix(end);
    auto behind = text.substr(std::min(at + letters + 1, text.size()));
    behind = behind.substr(0, std::min({behind.find_first_of(ends), behind.find("。"), behind.size()}));
    const auto either = [&](const std::unique_ptr<RE2>& words) {
        return is_found(before, words) || is_found(behind, words);
    };
    return either(patterns.going_words) && !either(patterns.coming_words);
}

std::vector<Hit> hits_in(const MarkedText& marked, const Patterns::Compiled& patterns) {
    std::vector<Hit> hits;
    std::array<re2::StringPiece, 5> groups;
    const auto may_be_there = patterns.any_absence.found_in(marked.text);
    for (std::size_t i = 0; i < patterns.absences.size(); ++i) {
        if (!may_be_there[i]) continue;
        const auto& pattern = patterns.absences[i];
        const int count = std::min(pattern.text->NumberOfCapturingGroups(), 4) + 1;
        std::size_t from = 0;
        while (pattern.text->Match(marked.text, from, marked.text.size(), RE2::UNANCHORED, groups.data(), count)) {
            from = static_cast<std::size_t>(groups[0].data() - marked.text.data()) +
                   std::max<std::size_t>(groups[0].size(), 1);
            const auto* const set = std::find_if(groups.begin() + 1, groups.begin() + count,
                                                 [](const re2::StringPiece& group) { return !group.empty(); });
            if (set == groups.begin() + count) continue;
            const auto date = marked.at({set->data(), set->size()});
            const auto at = static_cast<std::size_t>(set->data() - marked.text.data());
            if (!date || is_of_another(marked, at, pattern.source.means, patterns)) continue;
            // Who comes back in March may do so on any of its days.
            const bool one_day =
                pattern.source.means == AbsenceDate::only_day || pattern.source.means == AbsenceDate::first_day_back;
            if (one_day && date->grain == Grain::month) continue;
            if (pattern.source.means == AbsenceDate::first_day_back && is_start(marked, at, patterns)) continue;
            const bool back = is_return(pattern.source.means, *date);
            hits.push_back({set->data(), back ? day_before_return(*date) : date->date, pattern.source.means});
        }
    }
    // Of several readings of one date the more definite: AbsenceDate has them in this order.
    std::sort(hits.begin(), hits.end(),
              [](const Hit& a, const Hit& b) { return std::pair(a.at, a.means) < std::pair(b.at, b.means); });
    const auto only_day = [](const Hit& hit) { return hit.means == AbsenceDate::only_day; };
    if (!std::all_of(hits.begin(), hits.end(), only_day)) std::erase_if(hits, only_day);
    return hits;
}

/// Of the days that are not over the first one, or a later return within a year.
std::optional<base::CivilDate> last_day_of(const std::vector<Hit>& hits, std::optional<base::CivilDate> written) {
    constexpr int a_year = 366;
    std::optional<base::CivilDate> first, latest_return;
    for (const Hit& hit : hits) {
        // Written on the day of the return, or to the east of it.
        if (written && hit.last_day < base::plus_days(*written, -1)) continue;
        if (!first) first = hit.last_day;
        const bool near = !written || hit.last_day <= base::plus_days(*written, a_year);
        if (hit.means == AbsenceDate::first_day_back && near && (!latest_return || hit.last_day > *latest_return))
            latest_return = hit.last_day;
    }
    return latest_return && *latest_return >= *first ? latest_return : first;
}

std::optional<base::CivilDate> last_day_in(std::string_view text, std::optional<base::CivilDate> written,
                                           std::string_view language, const Patterns::Compiled& patterns) {
    if (text.empty()) return std::nullopt;
    const auto marked = mark_dates(in_sentences(text), written, language);
    if (marked.dates.empty()) return std::nullopt;
    return last_day_of(hits_in(marked, patterns), written);
}

bool announces_absence(std::string_view part, const Patterns::Compiled& patterns) {
    return std::ranges::any_of(patterns.automatic, [&](const CompiledAutomatic& one) {
        return !one.source.subject.empty() && one.source.says == base::AutomaticNote::absence &&
               RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), *one.words);
    });
}

/// What of a subject is a notice of its own. Behind the prefix of an answer, or of what answers by itself, stands the
/// letter's subject, with the letter's dates: it counts only where it announces an absence.
std::string notice_in(std::string_view subject, const Patterns::Compiled& patterns) {
    static const RE2 answers(
        R"((?i)(?:^|\s)(?:re|aw|sv|vs|antw|odp|rif|res|tr|wg|fwd?|rv|enc)\s*(?:\[\d+\])?$|[复覆]$|返信$)");
    constexpr std::array<std::string_view, 2> colons{":", "："};
    std::string notice;
    const bool alone = subject.find(colons[0]) == std::string_view::npos &&
                       subject.find(colons[1]) == std::string_view::npos && is_found(subject, patterns.absence_words);
    while (!subject.empty()) {
        const auto end = std::min({subject.find(colons[0]), subject.find(colons[1]), subject.size()});
        const auto part = base::trimmed(subject.substr(0, end));
        subject.remove_prefix(end);
        for (const auto colon : colons)
            if (subject.starts_with(colon)) subject.remove_prefix(colon.size());
        if (alone || announces_absence(part, patterns)) notice.append(part).append(".\n");
        if (RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), answers)) break;
    }
    return notice;
}

}  // namespace

std::optional<base::CivilDate> last_day_of_absence(std::string_view subject, std::string_view text,
                                                   std::optional<base::CivilDate> written, const Patterns& patterns,
                                                   std::string_view language, bool answers_by_itself) {
    const auto& compiled = patterns.compiled();
    text = text.substr(0, most_bytes);
    const bool speaks =
        answers_by_itself || is_found(subject, compiled.absence_words) || is_found(text, compiled.absence_words);
    if (compiled.absence_words && !speaks) return std::nullopt;
    if (const auto date = last_day_in(text, written, language, compiled)) return date;
    return last_day_in(notice_in(subject, compiled), written, language, compiled);
}

}  // namespace amends::message
