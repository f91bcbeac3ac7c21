#include "message/date_marking.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "message/date_names.hpp"

namespace amends::message {

using base::CivilDate;

namespace {

constexpr int days_ahead = 335;

/// True where a sentence goes on behind `at`: a small letter or a figure follows.
bool goes_on(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    if (at == text.size()) return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return byte != '\n' && !(byte >= 'A' && byte <= 'Z') && byte != 0x02;
    const auto sign = text.substr(at, 2);
    return lower_latin(sign) == sign;
}

/// Where what was found ends, without a full stop that is the sentence's own: "back on 9 Nov. Ask Ines."
std::size_t end_of(std::string_view text, const re2::StringPiece& found) {
    const auto end = static_cast<std::size_t>(found.data() - text.data()) + found.size();
    return found.size() > 1 && text[end - 1] == '.' && !goes_on(text, end) ? end - 1 : end;
}

std::string mark(std::size_t index) {
    return {'\x02', static_cast<char>('a' + index / 16), static_cast<char>('a' + index % 16), '\x03'};
}

}  // namespace

MaybeDate made_date(int year, unsigned month, unsigned day) {
    const CivilDate date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok() || year < 1990 || year > 2200) return std::nullopt;
    return WrittenDate{date};
}

int days_between(CivilDate from, CivilDate to) {
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

unsigned number_of(std::string_view digits) {
    unsigned value = 0;
    for (const char digit : digits) value = value * 10 + static_cast<unsigned>(digit - '0');
    return value;
}

Marking::Marking(std::string_view text, std::optional<CivilDate> written, std::string_view language)
    : text_(text), written_(written) {
    month_first_ = language == "ja" || language == "zh" || language == "ko";
    english_ = language == "en";
    day_first_ = !month_first_ && !language.empty() && language != "en" && language != "und";
}

MarkedText Marking::take() {
    settle_order();
    figures_of_han();
    years_first();
    weekdays_of_months();
    days_of_this_month();
    days_and_names();
    names_and_days();
    figures();
    ends_of_months();
    months();
    days_alone();
    days_after_articles();
    weeks();
    days_of_weeks();
    ends_of_weeks();
    lengths_from_now();
    lengths_from_a_day();
    // A point within a figure ("8.30") ends no sentence.
    for (std::size_t at = 1; at + 1 < text_.size(); ++at)
        if (text_[at] == '.' && is_digit(text_[at - 1]) && is_digit(text_[at + 1])) text_[at] = ':';
    return {std::move(text_), std::move(dates_)};
}

void Marking::each(const RE2& form, const Reading& reading, bool is_range) {
    std::array<re2::StringPiece, 6> found;
    const int groups = std::min(form.NumberOfCapturingGroups(), 5);
    std::string out;
    std::size_t from = 0;
    while (from <= text_.size() && dates_.size() < most_dates &&
           form.Match(text_, from, text_.size(), RE2::UNANCHORED, found.data(), groups + 1)) {
        Groups words;
        for (int i = 0; i < groups; ++i) words[i] = found[i + 1].as_string();
        const auto at = static_cast<std::size_t>(found[0].data() - text_.data());
        const auto end = std::max(end_of(text_, found[0]), at + 1);
        if (const auto date = reading(words)) {
            out.append(text_, from, at - from);
            if (is_range) out.append(add(std::nullopt)).append(" - ");
            out.append(add(*date));
        } else {
            out.append(text_, from, end - from);
        }
        from = end;
    }
    if (from < text_.size()) out.append(text_, from, std::string::npos);
    text_ = std::move(out);
}

void Marking::each_named(const RE2& form, const Reading& reading, bool is_range) {
    re2::StringPiece found;
    std::string out;
    std::size_t from = 0;
    while (from <= text_.size() && dates_.size() < most_dates &&
           form.Match(text_, from, text_.size(), RE2::UNANCHORED, &found, 1)) {
        const auto at = static_cast<std::size_t>(found.data() - text_.data());
        const auto end = std::max(end_of(text_, found), at + 1);
        const auto date = reading(pieces({found.data(), found.size()}));
        out.append(text_, from, (date ? at : end) - from);
        if (date && is_range) out.append(add(std::nullopt)).append(" - ");
        if (date) out.append(add(*date));
        from = end;
    }
    if (from < text_.size()) out.append(text_, from, std::string::npos);
    text_ = std::move(out);
}

void Marking::each_within(const RE2& form, const Reading& reading) {
    std::array<re2::StringPiece, 2> found;
    std::string out;
    std::size_t copied = 0;
    std::size_t from = 0;
    while (from <= text_.size() && dates_.size() < most_dates &&
           form.Match(text_, from, text_.size(), RE2::UNANCHORED, found.data(), 2)) {
        const auto at = static_cast<std::size_t>(found[1].data() - text_.data());
        from = at + std::max<std::size_t>(found[1].size(), 1);
        const auto date = reading({found[1].as_string()});
        if (!date) continue;
        out.append(text_, copied, at - copied);
        out.append(add(*date));
        copied = from;
    }
    if (copied < text_.size()) out.append(text_, copied, std::string::npos);
    text_ = std::move(out);
}

Marking::Groups Marking::pieces(std::string_view found) {
    Groups groups;
    std::size_t figures = 0;
    const auto kind = [](char byte) {
        if (is_digit(byte)) return 1;
        return static_cast<unsigned char>(byte) >= 0x80 || (byte | 0x20) >= 'a' ? 2 : 0;
    };
    for (std::size_t at = 0; at < found.size();) {
        std::size_t end = at + 1;
        while (end < found.size() && kind(found[end]) == kind(found[at])) ++end;
        const auto piece = found.substr(at, end - at);
        if (kind(found[at]) == 1 && figures < 4) groups[figures++] = piece;
        if (kind(found[at]) == 2 && month_named(piece) != 0) groups[4] = piece;
        at = end;
    }
    return groups;
}

std::string Marking::add(MaybeDate date) {
    dates_.push_back(date);
    return mark(dates_.size() - 1);
}

MaybeDate Marking::near(unsigned month, unsigned day) const {
    if (!written_) return std::nullopt;
    const int year = static_cast<int>(written_->year());
    for (const int candidate : {year - 1, year, year + 1}) {
        const auto date = made_date(candidate, month, day);
        if (!date) continue;
        const int ahead = days_between(*written_, date->date);
        if (ahead >= -days_back && ahead < days_ahead) return date;
    }
    return std::nullopt;
}

MaybeDate Marking::from_parts(std::string_view year, unsigned month, unsigned day) const {
    if (month < 1 || month > 12) return std::nullopt;
    if (year.empty()) return near(month, day);
    const int value = static_cast<int>(number_of(year));
    return made_date(year.size() == 2 ? 2000 + value : value, month, day);
}

}  // namespace amends::message
