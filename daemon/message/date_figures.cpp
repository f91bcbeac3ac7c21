#include <algorithm>
#include <array>
#include <utility>

#include "message/date_marking.hpp"
#include "message/date_names.hpp"

namespace amends::message {

using base::CivilDate;

void Marking::years_first() {
    static const RE2 iso(R"(\b(\d{4})([-/.])(\d{1,2})[-/.](\d{1,2})\b)");
    each(iso, [&](const Groups& at) { return from_parts(at[0], number_of(at[2]), number_of(at[3])); });
    static const RE2 cjk_range(R"((?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?(?:\s?\([^()\n]{1,12}\))?)"
                               R"(\s?(?:-|–|—|~|から|より|至|到)\s?(\d{1,2})\s?[日号號](?:\s?\([^()\n]{1,12}\))?)");
    each(
        cjk_range, [&](const Groups& at) { return from_parts(at[0], number_of(at[1]), number_of(at[3])); }, true);
    static const RE2 cjk(R"((?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?(?:\s?\([^()\n]{1,12}\))?)");
    each(cjk, [&](const Groups& at) { return from_parts(at[0], number_of(at[1]), number_of(at[2])); });
}

std::string Marking::lead() {
    return "(?i)(?:(?:" + weekday_expression() + R"(|\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b))" +
           R"((?:[,.]|\s|den\b|dem\b|the\b|le\b|el\b|dnia\b|o?\s?dia\b)+|\b(?:mo|di|mi|do|fr|sa|so)[.,]\s?)?)";
}

void Marking::days_and_names() {
    static const RE2 range(
        lead() + R"(\b(\d{1,2})(?:st|nd|rd|th|er|ste|de|e|º|ª|°|\.)?\s?)" +
        R"((?:-|–|—|~|\bto\b|\buntil\b|\bthrough\b|\band\b|\bbis(?:\s(?:zum|einschließlich))?\b|\bund\b|\bau\b|\bal\b|\ball'|\bog\b|\boch\b|\btil\b|\btill\b|)" +
        R"(\ba\b|\baté\b|\bhasta\b|\bet\b|\by\b|\be\b|\bi\b|\bt/m\b|\btot(?: en met)?\b|\ben\b|\bdo\b)\s?)" +
        R"((?:(?:the|el|le|den|dem|o dia|dnia)\s)?)" + lead().substr(4) + day_month());
    each_named(
        range,
        [&](const Groups& at) -> std::optional<MaybeDate> {
            if (number_of(at[0]) < 1 || number_of(at[0]) > 31) return std::nullopt;
            return from_parts(at[2], month_named(at[4]), number_of(at[1]));
        },
        true);
    static const RE2 one(lead() + day_month());
    each_named(one, [&](const Groups& at) { return from_parts(at[1], month_named(at[4]), number_of(at[0])); });
}

std::string Marking::day_month() {
    return R"(\b(\d{1,2})(?:st|nd|rd|th|er|ère|ste|de|e|º|ª|°|\.)?(?:\s?(?:of\s|de\s|del\s|d['’])|\s|-)?(?:the\s)?()" +
           month_expression() + R"()(?:,?\s?(?:de\s|del\s|-)?(\d{4})\b)?)";
}

void Marking::names_and_days() {
    static const RE2 range(
        lead() + R"(()" + month_expression() +
        R"()\s(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|~|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s?)" +
        R"((?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(\d{4})\b)?)");
    each_named(
        range, [&](const Groups& at) { return from_parts(at[2], month_named(at[4]), number_of(at[1])); }, true);
    static const RE2 one(lead() + R"(()" + month_expression() +
                         R"()\s?(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(\d{4})\b)?)");
    each_named(one, [&](const Groups& at) { return from_parts(at[1], month_named(at[4]), number_of(at[0])); });
}

const RE2& Marking::figures_form() {
    static const RE2 form(lead() + R"(\b(\d{1,2})(?:(\.)\s?(\d{1,2})\.?|([/-])(\d{1,2})\b))");
    return form;
}

std::string Marking::with_year(std::string_view sign) {
    const auto between = std::string(sign) + R"(\s?)";
    return lead() + R"(\b(\d{1,2})" + ")" + between + R"((\d{1,2}))" + between + R"((\d{4}|\d{2})\b)";
}

const RE2& Marking::slashes_with_year() {
    static const RE2 form(with_year("/"));
    return form;
}

const RE2& Marking::slashes_to_slashes() {
    static const RE2 form(
        R"(\b(\d{1,2})/(\d{1,2})\s?(?:-|–|—|~|\b(?:to|through|thru|until|till|and)\b)\s?(\d{1,2})/(\d{1,2})\b)");
    return form;
}

void Marking::settle_order() {
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
    while (RE2::FindAndConsume(&rest, slashes_with_year(), &a, &b)) learn(number_of(a), number_of(b));
    rest = text_;
    while (RE2::FindAndConsume(&rest, slashes_to_slashes(), &a, &b, &c, &d)) {
        learn(number_of(a), number_of(b));
        learn(number_of(c), number_of(d));
    }
    if (day_first_ && month_first_) day_first_ = month_first_ = false;
}

MaybeDate Marking::ordered(std::string_view year, unsigned a, unsigned b, bool dotted) const {
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

void Marking::figures() {
    static const RE2 points(with_year(R"(\.)"));
    static const RE2 hyphens(with_year("-"));
    for (const RE2* form : {&points, &hyphens})
        each(*form, [&](const Groups& at) { return ordered(at[2], number_of(at[0]), number_of(at[1]), true); });
    each(slashes_with_year(),
         [&](const Groups& at) { return ordered(at[2], number_of(at[0]), number_of(at[1]), false); });
    static const RE2 hyphened_range(
        R"(\b(\d{1,2})-(\d{1,2})\s(?:t/m|tot en met|tot|bis(?: zum)?|t\.e\.m\.|al|au|hasta(?: el)?|do|até|ao)\s)"
        R"((\d{1,2})-(\d{1,2})\b)");
    each(
        hyphened_range, [&](const Groups& at) { return ordered("", number_of(at[2]), number_of(at[3]), true); }, true);
    static const RE2 range(
        R"(\b(\d{1,2})\.\s?(?:-|–|—|bis|und|do|a|al)\s?(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2})\b)?)");
    each(
        range, [&](const Groups& at) { return from_parts(at[3], number_of(at[2]), number_of(at[1])); }, true);
    each(figures_form(), [&](const Groups& at) -> std::optional<MaybeDate> {
        if (at[1] == ".") return dotted(number_of(at[0]), number_of(at[2]));
        const unsigned a = number_of(at[0]), b = number_of(at[4]);
        if (at[3] == "-" || a > 31 || b > 31 || a == 0 || b == 0 || a == 24) return std::nullopt;
        if (a > 12 && b > 12) return std::nullopt;
        return ordered("", a, b, false);
    });
}

std::optional<MaybeDate> Marking::dotted(unsigned day, unsigned month) const {
    if (english_ || day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
    return near(month, day);
}

void Marking::ends_of_months() {
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
    each(cjk, [&](const Groups& at) { return last(at[0], number_of(at[1])); });
}

void Marking::months() {
    static const RE2 form(
        R"((?i)\b(?:(?:early|beginning of|anfang|début|principios de|inizio|início de|begin|początku)\s)?()" +
        full_month_expression() + R"()(?:\s(?:de\s|del\s)?(\d{4})\b)?)");
    each_named(form, [&](const Groups& at) {
        auto date = from_parts(at[0], month_named(at[4]), 1);
        if (date) date->grain = Grain::month;
        return date;
    });
}

void Marking::figures_of_han() {
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
            if (unit) value = (has_ten ? value : value * 10) + static_cast<unsigned>((which - numerals.begin()) % 10);
            if (!unit) value = (value == 0 ? 1 : value) * 10;
        }
        out.append(std::to_string(value)).append(found.data() + found.size() - sign, sign);
        from = at + found.size();
    }
    if (from < text_.size()) out.append(text_, from, std::string::npos);
    text_ = std::move(out);
}

}  // namespace amends::message
