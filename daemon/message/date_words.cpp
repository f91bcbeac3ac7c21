#include "message/date_words.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "message/date_names.hpp"

namespace amends::message {
namespace {

using base::CivilDate;
using MaybeDate = std::optional<WrittenDate>;

constexpr std::size_t most_dates = 200;  // two letters tell them apart
constexpr int days_back = 31;            // a note may be left standing so long
constexpr int days_ahead = 335;

MaybeDate made(int year, unsigned month, unsigned day) {
    const CivilDate date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok() || year < 1990 || year > 2200) return std::nullopt;
    return WrittenDate{date};
}

int days_between(CivilDate from, CivilDate to) {
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    for (const char digit : digits) value = value * 10 + static_cast<unsigned>(digit - '0');
    return value;
}

std::string mark(std::size_t index) {
    return {'\x02', static_cast<char>('a' + index / 16), static_cast<char>('a' + index % 16), '\x03'};
}

/// Reads dates out of one text, form by form; what was read becomes a mark, which no later form takes for a date.
class Marking {
public:
    Marking(std::string_view text, std::optional<CivilDate> written, std::string_view language)
        : text_(text), written_(written) {
        month_first_ = language == "ja" || language == "zh" || language == "ko";
        english_ = language == "en";
        day_first_ = !month_first_ && !language.empty() && language != "en" && language != "und";
    }

    MarkedText take() {
        settle_order();
        figures_of_han();
        years_first();
        days_and_names();
        names_and_days();
        figures();
        ends_of_months();
        months();
        days_alone();
        days_after_articles();
        weeks();
        days_of_weeks();
        // A point within a figure ("8.30") ends no sentence.
        for (std::size_t at = 1; at + 1 < text_.size(); ++at)
            if (text_[at] == '.' && is_digit(text_[at - 1]) && is_digit(text_[at + 1])) text_[at] = ':';
        return {std::move(text_), std::move(dates_)};
    }

private:
    using Groups = std::array<std::string, 5>;
    using Reading = std::function<std::optional<MaybeDate>(const Groups&)>;  // nothing: it is no date at all

    /// Replaces what `form` finds and `reading` accepts; of a range the date read is its end.
    void each(const RE2& form, const Reading& reading, bool is_range = false) {
        std::array<re2::StringPiece, 6> found;
        const int groups = std::min(form.NumberOfCapturingGroups(), 5);
        std::string out;
        std::size_t from = 0;
        while (from <= text_.size() && dates_.size() < most_dates &&
               form.Match(text_, from, text_.size(), RE2::UNANCHORED, found.data(), groups + 1)) {
            Groups words;
            for (int i = 0; i < groups; ++i) words[i] = found[i + 1].as_string();
            const auto at = static_cast<std::size_t>(found[0].data() - text_.data());
            const auto end = at + std::max<std::size_t>(found[0].size(), 1);
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

    /// The same for the forms with names. They are long, and RE2 is slow to tell the groups of a long expression: what
    /// was found is taken to pieces here. Groups: the figures in their order, the month's name last.
    void each_named(const RE2& form, const Reading& reading, bool is_range = false) {
        re2::StringPiece found;
        std::string out;
        std::size_t from = 0;
        while (from <= text_.size() && dates_.size() < most_dates &&
               form.Match(text_, from, text_.size(), RE2::UNANCHORED, &found, 1)) {
            const auto at = static_cast<std::size_t>(found.data() - text_.data());
            const auto end = at + std::max<std::size_t>(found.size(), 1);
            const auto date = reading(pieces({found.data(), found.size()}));
            out.append(text_, from, (date ? at : end) - from);
            if (date && is_range) out.append(add(std::nullopt)).append(" - ");
            if (date) out.append(add(*date));
            from = end;
        }
        if (from < text_.size()) out.append(text_, from, std::string::npos);
        text_ = std::move(out);
    }

    /// The same for a date that only the words around it tell: just the first group is replaced.
    void each_within(const RE2& form, const Reading& reading) {
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

    static Groups pieces(std::string_view found) {
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

    std::string add(MaybeDate date) {
        dates_.push_back(date);
        return mark(dates_.size() - 1);
    }

    /// A day without a year lies near the day of writing.
    [[nodiscard]] MaybeDate near(unsigned month, unsigned day) const {
        if (!written_) return std::nullopt;
        const int year = static_cast<int>(written_->year());
        for (const int candidate : {year - 1, year, year + 1}) {
            const auto date = made(candidate, month, day);
            if (!date) continue;
            const int ahead = days_between(*written_, date->date);
            if (ahead >= -days_back && ahead < days_ahead) return date;
        }
        return std::nullopt;
    }

    [[nodiscard]] MaybeDate from_parts(std::string_view year, unsigned month, unsigned day) const {
        if (month < 1 || month > 12) return std::nullopt;
        if (year.empty()) return near(month, day);
        const int value = static_cast<int>(number(year));
        return made(year.size() == 2 ? 2000 + value : value, month, day);
    }

    // Forms

    void years_first() {
        static const RE2 iso(R"(\b(\d{4})([-/.])(\d{1,2})[-/.](\d{1,2})\b)");
        each(iso, [&](const Groups& at) { return from_parts(at[0], number(at[2]), number(at[3])); });
        static const RE2 cjk_range(
            R"((?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?(?:\s?\([^()\n]{1,12}\))?)"
            R"(\s?(?:-|–|—|~|から|より|至|到)\s?(\d{1,2})\s?[日号號](?:\s?\([^()\n]{1,12}\))?)");
        each(
            cjk_range, [&](const Groups& at) { return from_parts(at[0], number(at[1]), number(at[3])); }, true);
        static const RE2 cjk(R"((?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?(?:\s?\([^()\n]{1,12}\))?)");
        each(cjk, [&](const Groups& at) { return from_parts(at[0], number(at[1]), number(at[2])); });
    }

    static std::string lead() {
        return "(?i)(?:(?:" + weekday_expression() + R"(|\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b))" +
               R"((?:[,.]|\s|den\b|dem\b|the\b|le\b|el\b|dnia\b|o?\s?dia\b)+|\b(?:mo|di|mi|do|fr|sa|so)[.,]\s?)?)";
    }

    void days_and_names() {
        static const RE2 range(
            lead() + R"(\b(\d{1,2})(?:st|nd|rd|th|er|ste|de|e|º|ª|°|\.)?\s?)" +
            R"((?:-|–|—|~|\bto\b|\buntil\b|\bthrough\b|\band\b|\bbis(?:\s(?:zum|einschließlich))?\b|\bund\b|\bau\b|\bal\b|)" +
            R"(\ba\b|\baté\b|\bhasta\b|\bet\b|\by\b|\be\b|\bi\b|\bt/m\b|\btot(?: en met)?\b|\ben\b|\bdo\b)\s?)" +
            R"((?:(?:the|el|le|den|dem|o dia|dnia)\s)?)" + lead().substr(4) + day_month());
        each_named(
            range,
            [&](const Groups& at) -> std::optional<MaybeDate> {
                if (number(at[0]) < 1 || number(at[0]) > 31) return std::nullopt;
                return from_parts(at[2], month_named(at[4]), number(at[1]));
            },
            true);
        static const RE2 one(lead() + day_month());
        each_named(one, [&](const Groups& at) { return from_parts(at[1], month_named(at[4]), number(at[0])); });
    }

    static std::string day_month() {
        return R"(\b(\d{1,2})(?:st|nd|rd|th|er|ère|ste|de|e|º|ª|°|\.)?(?:\s?(?:of\s|de\s|del\s|d['’])|\s|-)?(?:the\s)?()" +
               month_expression() + R"()(?:,?\s?(?:de\s|del\s|-)?(\d{4})\b)?)";
    }

    void names_and_days() {
        static const RE2 range(
            lead() + R"(()" + month_expression() +
            R"()\s(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|~|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s?)" +
            R"((?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(\d{4})\b)?)");
        each_named(
            range, [&](const Groups& at) { return from_parts(at[2], month_named(at[4]), number(at[1])); }, true);
        static const RE2 one(lead() + R"(()" + month_expression() +
                             R"()\s?(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(\d{4})\b)?)");
        each_named(one, [&](const Groups& at) { return from_parts(at[1], month_named(at[4]), number(at[0])); });
    }

    static const RE2& figures_form() {
        static const RE2 form(lead() + R"(\b(\d{1,2})(?:(\.)\s?(\d{1,2})\.?|([/-])(\d{1,2})\b))");
        return form;
    }
    /// With one and the same sign between: "22.12-03.01" are two dates.
    static std::string with_year(std::string_view sign) {
        const auto between = std::string(sign) + R"(\s?)";
        return lead() + R"(\b(\d{1,2})" + ")" + between + R"((\d{1,2}))" + between + R"((\d{4}|\d{2})\b)";
    }
    static const RE2& slashes_with_year() {
        static const RE2 form(with_year("/"));
        return form;
    }
    static const RE2& slashes_to_slashes() {
        static const RE2 form(
            R"(\b(\d{1,2})/(\d{1,2})\s?(?:-|–|—|~|\b(?:to|through|thru|until|till|and)\b)\s?(\d{1,2})/(\d{1,2})\b)");
        return form;
    }

    /// 13 and above cannot be a month: one such date tells the order for the whole text.
    void settle_order() {
        if (day_first_ || month_first_) return;
        static const RE2 not_english(
            R"((?i)\b(?:je|du|au|ich|bin|und|bis|vom|el|del|hasta|estoy|sono|non|al|il|dal|em|estou|dia|ik|ben|tot|van|jestem|od|nie)\b)");
        re2::StringPiece words(text_);
        const bool once = !english_ && RE2::FindAndConsume(&words, not_english);
        day_first_ = once && RE2::FindAndConsume(&words, not_english);
        if (day_first_) return;
        re2::StringPiece rest(text_);
        std::string a, b, c, d;
        const auto learn = [&](unsigned first, unsigned second) {
            day_first_ = day_first_ || (first > 12 && second <= 12);
            month_first_ = month_first_ || (second > 12 && first <= 12);
        };
        while (RE2::FindAndConsume(&rest, slashes_with_year(), &a, &b)) learn(number(a), number(b));
        rest = text_;
        while (RE2::FindAndConsume(&rest, slashes_to_slashes(), &a, &b, &c, &d)) {
            learn(number(a), number(b));
            learn(number(c), number(d));
        }
        if (day_first_ && month_first_) day_first_ = month_first_ = false;
    }

    /// Nothing where the day and the month could change places.
    [[nodiscard]] MaybeDate ordered(std::string_view year, unsigned a, unsigned b, bool dotted) const {
        const bool day_then_month = dotted || day_first_ || a > 12 || a == b;
        const bool month_then_day = !dotted && (month_first_ || b > 12);
        if (month_then_day) return from_parts(year, a, b);
        if (day_then_month) return from_parts(year, b, a);
        const auto one = from_parts(year, b, a);
        const auto other = from_parts(year, a, b);
        if (!written_ || !one || !other) return std::nullopt;
        // A note is seldom about the past, or half a year ahead.
        const auto likely = [&](const WrittenDate& date) {
            const int ahead = days_between(*written_, date.date);
            return ahead >= -2 && ahead <= 183;
        };
        if (likely(*one) == likely(*other)) return std::nullopt;
        return likely(*one) ? one : other;
    }

    void figures() {
        static const RE2 points(with_year(R"(\.)"));
        static const RE2 hyphens(with_year("-"));
        for (const RE2* form : {&points, &hyphens})
            each(*form, [&](const Groups& at) { return ordered(at[2], number(at[0]), number(at[1]), true); });
        each(slashes_with_year(),
             [&](const Groups& at) { return ordered(at[2], number(at[0]), number(at[1]), false); });
        static const RE2 hyphened_range(
            R"(\b(\d{1,2})-(\d{1,2})\s(?:t/m|tot en met|tot|bis(?: zum)?|t\.e\.m\.|al|au|hasta(?: el)?|do|até|ao)\s)"
            R"((\d{1,2})-(\d{1,2})\b)");
        each(
            hyphened_range, [&](const Groups& at) { return ordered("", number(at[2]), number(at[3]), true); }, true);
        static const RE2 range(
            R"(\b(\d{1,2})\.\s?(?:-|–|—|bis|und|do|a|al)\s?(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2})\b)?)");
        each(
            range, [&](const Groups& at) { return from_parts(at[3], number(at[2]), number(at[1])); }, true);
        each(figures_form(), [&](const Groups& at) -> std::optional<MaybeDate> {
            if (at[1] == ".") return dotted(number(at[0]), number(at[2]));
            const unsigned a = number(at[0]), b = number(at[4]);
            if (at[3] == "-" || a > 31 || b > 31 || a == 0 || b == 0 || a == 24) return std::nullopt;
            if (a > 12 && b > 12) return std::nullopt;
            return ordered("", a, b, false);
        });
    }

    /// "9.3." and "09.03" are dates, "2.1" of a program and "8.30" of a clock are not.
    [[nodiscard]] std::optional<MaybeDate> dotted(unsigned day, unsigned month) const {
        if (english_ || day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
        return near(month, day);
    }

    void ends_of_months() {
        static const RE2 form(
            R"((?i)\b(?:the )?(?:end of|ende|la fin (?:de |du mois de |du mois d['’]|d['’])|fin (?:de |d['’])?|finales de|fine|)"
            R"(fim de|final de|eind(?:e)?(?: van)?|koniec|końca|końcem)\s?()" +
            full_month_expression() + R"(|\b(?:may|mai|mei)\b)(?:\s?(?:de\s)?(\d{4})\b)?)");
        const auto last = [&](std::string_view year, unsigned month) -> MaybeDate {
            MaybeDate date;
            for (unsigned day = 31; !date && day >= 28; --day) date = from_parts(year, month, day);
            if (date) date->grain = Grain::end;
            return date;
        };
        each_named(form, [&](const Groups& at) { return last(at[0], month_named(at[4])); });
        static const RE2 cjk(R"((?:(\d{4})年)?(\d{1,2})月(?:末|底))");
        each(cjk, [&](const Groups& at) { return last(at[0], number(at[1])); });
    }

    void months() {
        static const RE2 form(
            R"((?i)\b(?:(?:early|beginning of|anfang|début|principios de|inizio|início de|begin|początku)\s)?()" +
            full_month_expression() + R"()(?:\s(?:de\s|del\s)?(\d{4})\b)?)");
        each_named(form, [&](const Groups& at) {
            auto date = from_parts(at[0], month_named(at[4]), 1);
            if (date) date->grain = Grain::month;
            return date;
        });
    }

    static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

    /// "The 9th", "lunes 9": the next such day.
    void days_alone() {
        if (!written_) return;
        static const RE2 form(R"((?i)\bthe\s(\d{1,2})(?:st|nd|rd|th)\b|)" + weekday_expression() +
                              R"(,?\s(?:the\s|den\s|dem\s|le\s|el\s|de\s|dnia\s|(?:o\s)?dia\s)?)"
                              R"((\d{1,2})(?:st|nd|rd|th|er|e|\.)?(?:[\s,;.)]|$))");
        each(form, [&](const Groups& at) { return next_day(at[0].empty() ? at[1] : at[0]); });
    }

    /// The next day of that number; the text has not named its month.
    [[nodiscard]] std::optional<MaybeDate> next_day(std::string_view figures) const {
        const unsigned day = number(figures);
        const auto month = static_cast<unsigned>(written_->month());
        if (day < 1 || day > 31) return std::nullopt;
        return near(day > static_cast<unsigned>(written_->day()) ? month : month % 12 + 1, day);
    }

    /// "Je reprends le 15.", "dal 17", "de 14e", "15日から": an article and the end of the clause make it a day.
    void days_after_articles() {
        if (!written_) return;
        const auto next = [&](const Groups& at) { return next_day(at[0]); };
        static const RE2 ordinal(R"((?i)\b(?:de|den|dem|le|el|il|am|zum)\s(\d{1,2})(?:er|ste|de|e)\b)");
        each_within(ordinal, next);
        static const RE2 ends(
            R"((?im)\b(?:le|el|il|dal|al|den|dem|am|zum|ab|dia|dnia|t/m|tot|vanaf|do|od)\s(\d{1,2}))"
            R"((?:\.(?:\s|$)|[,;:!](?:\s|$)|\)|\n|\s(?:inclus|compris|compreso|incluso|inclusive|wieder|włącznie)\b|$))");
        each_within(ends, next);
        static const RE2 cjk(
            R"((\d{1,2}[日号號](?:\s?\([^()\n]{1,12}\))?)\s?(?:から|より|まで|に|は|以降|起|回|返|恢|上班))");
        each_within(cjk, [&](const Groups& at) { return next_day(at[0].substr(0, is_digit(at[0][1]) ? 2 : 1)); });
    }

    /// "KW 34 und 35", "calendar week 12": of several the last one, as its Friday.
    void weeks() {
        if (!written_) return;
        static const RE2 form(
            R"((?i)(?:\b(?:KW|CW|kalenderwochen?|calendar weeks?|wk|weeknummer|weeks? no\.?|semaines? n°|第)\.?\s?|)"
            R"(\b(?:weeks?|weken|semaines?|semanas?|settiman[ae]|tydzień|tygodni\w*)\s)(\d{1,2})\b(?:週|周)?)"
            R"((?:\s?(?:-|–|—|/|\+|&|\b(?:bis|und|to|and|through|et|à|a|y|e|al?|en|tot|t/m|i|do)\b)\s?(?:KW\s?)?(\d{1,2})\b)?)");
        each(form, [&](const Groups& at) -> std::optional<MaybeDate> {
            const unsigned week = number(at[1].empty() ? at[0] : at[1]);
            if (week < 1 || week > 53) return std::nullopt;
            return friday_of(static_cast<int>(week));
        });
    }

    /// The Friday of a week by ISO 8601, in the year that brings it nearest after the day of writing.
    [[nodiscard]] MaybeDate friday_of(int week) const {
        for (const int year : {static_cast<int>(written_->year()), static_cast<int>(written_->year()) + 1}) {
            const CivilDate fourth{std::chrono::year{year}, std::chrono::January, std::chrono::day{4}};
            const int weekday = static_cast<int>((base::weekday_of(fourth).c_encoding() + 6) % 7);
            const auto friday = base::plus_days(fourth, (week - 1) * 7 + 4 - weekday);
            if (days_between(*written_, friday) >= -days_back) return WrittenDate{friday, Grain::week};
        }
        return std::nullopt;
    }

    /// "二〇二六年七月十三日": figures for the numerals before a year, a month and a day.
    void figures_of_han() {
        static const RE2 form(R"([〇零一二三四五六七八九十]{1,4}(?:年|月|日|号|號))");
        constexpr std::array<std::string_view, 11> numerals{"〇", "一", "二", "三", "四", "五",
                                                            "六", "七", "八", "九", "零"};
        re2::StringPiece found;
        std::string out;
        std::size_t from = 0;
        while (from < text_.size() && form.Match(text_, from, text_.size(), RE2::UNANCHORED, &found, 1)) {
            const auto at = static_cast<std::size_t>(found.data() - text_.data());
            out.append(text_, from, at - from);
            constexpr std::size_t sign = 3;  // each is three bytes long
            const bool has_ten = std::string_view(found.data(), found.size()).find("十") != std::string_view::npos;
            unsigned value = 0;
            for (std::size_t i = 0; i + sign < found.size(); i += sign) {
                const std::string_view one(found.data() + i, sign);
                const auto* const which = std::find(numerals.begin(), numerals.end(), one);
                const bool unit = which != numerals.end();
                if (unit)
                    value = (has_ten ? value : value * 10) + static_cast<unsigned>((which - numerals.begin()) % 10);
                if (!unit) value = (value == 0 ? 1 : value) * 10;
            }
            out.append(std::to_string(value)).append(found.data() + found.size() - sign, sign);
            from = at + found.size();
        }
        if (from < text_.size()) out.append(text_, from, std::string::npos);
        text_ = std::move(out);
    }

    void days_of_weeks() {
        if (!written_) return;
        const auto in_days = [&](int days) { return WrittenDate{base::plus_days(*written_, days)}; };
        const auto next = [&](unsigned weekday) {
            const auto today = base::weekday_of(*written_).c_encoding();
            const auto ahead = (weekday + 7 - today) % 7;
            return in_days(static_cast<int>(ahead == 0 ? 7 : ahead));
        };
        static const RE2 names(
            R"((?i)\b(?:(?:next|this|coming|kommenden|kommender|nächsten|diesen|komende|volgende|aanstaande|przyszły|najbliższy|)"
            R"(prossimo|próximo|próxima|esta|proximo)\s)?()" +
            weekday_expression() + R"()(?:\s(?:next|prochain|próximo|prossimo|que vem|a\.s\.))?)");
        each(names, [&](const Groups& at) -> std::optional<MaybeDate> {
            const auto weekday = weekday_named(at[0]);
            if (!weekday) return std::nullopt;
            return MaybeDate(next(*weekday));
        });
        static const RE2 today(
            R"((?i)\b(?:today|heute|aujourd.?hui|hoy|oggi|hoje|vandaag|dzisiaj|(?:am )?heutigen tag|giornata odierna|data odierna)\b|\bdziś|本日|今日|今天)");
        each(today, [&](const Groups&) { return MaybeDate(in_days(0)); });
        // "Morgen" with a capital letter is the morning.
        static const RE2 tomorrow(R"(\b(?:[Tt]omorrow|[Dd]emain|[Dd]omani|jutra|mañana|morgen)\b|\bamanhã|明日|明天)");
        each(tomorrow, [&](const Groups&) { return MaybeDate(in_days(1)); });
        static const RE2 opening(R"((?m)(?:^|[.!?]\s)(Morgen|Mañana|Jutro|Amanhã)\s)");
        each_within(opening, [&](const Groups&) { return MaybeDate(in_days(1)); });
        static const RE2 polish(R"(\bjutro\b)");
        each(polish, [&](const Groups&) { return MaybeDate(in_days(1)); });
        static const RE2 week_end(
            R"((?i)\b(?:the )?end of (?:the|this) week\b|\bende der woche\b|\b(?:la )?fin de (?:la )?semaine\b|\bfin de (?:la )?semana\b|\beind(?:e)? van de week\b|\bkońca tygodnia\b|\bfine (?:della )?settimana\b|今週末|本周末)");
        each(week_end, [&](const Groups&) {
            const auto weekday_now = base::weekday_of(*written_).c_encoding();
            const auto friday = base::plus_days(*written_, static_cast<int>((5 + 7 - weekday_now) % 7));
            return MaybeDate(WrittenDate{friday, Grain::end});
        });
        cjk_weekdays();
    }

    void cjk_weekdays() {
        constexpr std::array<std::string_view, 16> days{"日", "月", "火", "水", "木", "金", "土", "天",
                                                        "一", "二", "三", "四", "五", "六", "",   ""};
        constexpr std::array<unsigned, 14> numbers{0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6};
        static const RE2 form(
            "(来週の?|下周|下星期|下个星期|本周|这周|周|星期|今週の?)([日月火水木金土天一二三四五六])(?:曜日?)?");
        each(form, [&](const Groups& at) -> std::optional<MaybeDate> {
            const auto* const found = std::find(days.begin(), days.begin() + 14, at[1]);
            if (found == days.begin() + 14) return std::nullopt;
            const int weekday = static_cast<int>(numbers[static_cast<std::size_t>(found - days.begin())]);
            const bool next_week = at[0].starts_with("来") || at[0].starts_with("下");
            const int monday = -static_cast<int>((base::weekday_of(*written_).c_encoding() + 6) % 7);
            int ahead = monday + (weekday + 6) % 7 + (next_week ? 7 : 0);
            if (!next_week && ahead <= 0) ahead += 7;
            return MaybeDate(WrittenDate{base::plus_days(*written_, ahead)});
        });
    }

    std::string text_;
    std::optional<CivilDate> written_;
    bool english_ = false;
    bool day_first_ = false;
    bool month_first_ = false;
    std::vector<MaybeDate> dates_;
};

}  // namespace

std::optional<WrittenDate> MarkedText::at(std::string_view letters) const {
    if (letters.size() != 2) return std::nullopt;
    const auto index = static_cast<std::size_t>(letters[0] - 'a') * 16 + static_cast<std::size_t>(letters[1] - 'a');
    return index < dates.size() ? dates[index] : std::nullopt;
}

MarkedText mark_dates(std::string_view text, std::optional<base::CivilDate> written, std::string_view language) {
    return Marking(text, written, language).take();
}

}  // namespace amends::message
